"""Reading a damaged write-ahead log further than SQLite does.

SQLite stops at the first frame whose checksum is wrong, and leaves out all that came after. Where
the entries prove themselves, the other frames are worth a look: most damage is in a single page,
and a later frame often holds the same page, whole. The format: https://www.sqlite.org/fileformat2.html,
4 "The Write-Ahead Log".
"""

from pathlib import Path

_HEAD = 32
_FRAME_HEAD = 24
_MAGIC = b"SQLite format 3\0"
_SALTS = slice(8, 16)
"""In a frame's head: the same in all frames that belong together."""


def lay_over(log: Path, database: Path, target: Path) -> None:
    """Write the database to `target` as it is with every frame of the log, whole or not.

    Raises:
        OSError: If a file cannot be read or written.
    """
    frames, pages = log.read_bytes(), bytearray(database.read_bytes())
    size = int.from_bytes(frames[8:12])
    if size not in (512 << shift for shift in range(8)):
        size = 4096
    starts = range(_HEAD, len(frames) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size)
    heads = {start: frames[start : start + _FRAME_HEAD] for start in starts}
    # Frames of before the log was begun anew have others. Its head may be what is damaged.
    salts = frames[16:24]
    if heads and all(head[_SALTS] != salts for head in heads.values()):
        salts = heads[_HEAD][_SALTS]
    for start, head in heads.items():
        number = int.from_bytes(head[:4])
        # A number beyond what all frames could add is a damaged one.
        if head[_SALTS] == salts and 0 < number <= len(pages) // size + len(starts):
            at = (number - 1) * size
            pages.extend(bytes(max(0, at + size - len(pages))))
            pages[at : at + size] = frames[start + _FRAME_HEAD : start + _FRAME_HEAD + size]
    pages[: len(_MAGIC)] = _MAGIC  # else nothing of it can be read
    target.touch(mode=0o600)
    target.write_bytes(pages)
