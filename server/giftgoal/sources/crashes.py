"""Telling of what broke without telling secrets."""

import logging
import traceback
from pathlib import Path


def log_crash(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log what broke and where, without the error's message: that may hold a key or a name."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-3:])
    log.error("%s: %s at %s", what, type(error).__name__, places)
