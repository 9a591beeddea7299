"""The file that leads OBS to an overlay."""

import re
from typing import Any

import httpx2
import pytest

from giftgoal.wire.loader import loader_name, loader_page


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Main bar", "giftgoal-main-bar.html"),
        ("Über/../ñ\\bar", "giftgoal-uber-n-bar.html"),
        ('"; rm -rf "', "giftgoal-rm-rf.html"),
        ("ゴール 🎤", "giftgoal-overlay.html"),
        ("x" * 64, f"giftgoal-{'x' * 40}.html"),
        ("CON", "giftgoal-con.html"),
    ],
)
def test_its_name_is_safe_everywhere(name: str, file: str) -> None:
    assert loader_name(name) == file


def test_no_address_can_break_out_of_it() -> None:
    page = loader_page('<p>"OVERLAY"</p>', 'http://x/</script><script>&"')
    assert page == '<p>"http://x/\\u003c/script\\u003e\\u003cscript\\u003e\\u0026\\""</p>'


def test_it_is_a_download_with_the_overlays_link(mika: httpx2.Client) -> None:
    overlay: dict[str, Any] = mika.get("/api/overlays").json()["overlays"][0]
    answer = mika.get(f"/api/overlays/{overlay['id']}/loader")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-disposition"] == 'attachment; filename="giftgoal-main-bar.html"'
    assert f'"{overlay["url"]}"' in answer.text
    assert re.search(r"(src|href)=\"(?!data:)", answer.text) is None


def test_an_overlay_that_is_not_there_has_none(mika: httpx2.Client) -> None:
    assert mika.get("/api/overlays/none/loader").status_code == 404
