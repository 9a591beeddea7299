"""Files are read as people save them."""

from pathlib import Path

import pytest

from giftgoal.documents.files import read_text
from giftgoal.documents.mistakes import Unreadable


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "mika.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert read_text(file) == "a = 1\n"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        read_text(tmp_path / "none.toml")


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read: is a directory"):
        read_text(tmp_path)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mika.toml"
    file.write_bytes(b'a = 1\nb = "\xe9"\n')
    with pytest.raises(Unreadable, match="not UTF-8") as refused:
        read_text(file)
    assert refused.value.mistake.line == 2
