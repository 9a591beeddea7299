"""One line an event, on standard error."""

import logging
import sys
import time


class OneLine(logging.Formatter):
    """Writes an event, traceback and all, on one line that no text in it can break."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        text = super().format(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send every event of this level and above to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    line = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"
    handler.setFormatter(OneLine(line, datefmt="%Y-%m-%dT%H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They log every URL in full, and some platforms want their keys there.
    for client in ("httpx2", "httpx"):
        logging.getLogger(client).setLevel(logging.WARNING)
    # It repeats what the control page shows, and writes down whatever it could not read.
    logging.getLogger("telethon").setLevel(logging.ERROR)
