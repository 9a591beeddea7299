"""What the server says on the control page has words in every language of the page."""

import ast
import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from giftgoal import sources
from giftgoal.sources.roads import ROADS
from giftgoal.web.checks import Page, checks
from tests.web.test_checks import BAR, LEAST, READY, page

NODE = Path(sysconfig.get_path("scripts")) / ("node.exe" if sys.platform == "win32" else "node")
UNSAID = Path(__file__).parents[1] / "overlay" / "unsaid.js"

WRONG: tuple[dict[str, Any], ...] = (
    {},
    {"goals": 0},
    {"pages": ()},
    {"pages": page(obs=None)},
    {"pages": (Page("Main bar", 1, BAR, LEAST, None),)},
    {"pages": page(goal_closed=True)},
    {"pages": page(visible=False)},
    {"pages": page(age=16)},
    {"pages": page(chromium=95)},
    {"pages": page(width=200)},
    {"pages": page(rehearsal=True)},
    {"script": "Friday"},
    {"script": "Friday", "script_live": True},
    {"rehearsal_shown": True},
    {"rehearsal_gifts": 1},
    {"rehearsal_gifts": 1_234},
    {"notices": ("There is too little space on the disk for a backup.",)},
    {"writable": False},
    {"free": 100 * 1024 * 1024},
    {"clock": "The clock is behind: the last gift seems to come from the future."},
    {"clock": "The clock was set forward by 1,200 s a moment ago."},
    {"clock": "The clock was set back by 7 s a moment ago."},
)
"""Facts for each branch of `checks`."""


NAMES = {
    *("TikTok", "Twitch", "YouTube", "Telegram", "Instagram", "Kick", "Streamlabs"),
    *("StreamElements", "Ko-fi", "Euler Stream", "Streamer.bot", "Telegram Stars"),
}
"""What is called the same everywhere."""


OF_MONEY = ("shares.py", "default_rates.py")
"""What they say of the worth of things stays English, as its sources do."""

PIECES = {"5; Giftgoal asks every 5 s.", "Streamer.bot 5."}
"""What is made of texts that are not sentences: the test says these in full."""

SENTENCE = re.compile(r"[A-Z0-9][^\n]* [^\n]*[.?]")


def unsaid(sentences: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each language that lacks any, the sentences without words in it."""
    given = json.dumps(sorted(set(sentences)))
    ran = subprocess.run(
        [NODE, UNSAID], input=given, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return {language: lacks for language, lacks in json.loads(ran.stdout).items() if lacks}


def told() -> Iterator[str]:
    """Yield every sentence that stands in the code of the sources; each blank in it is a 5."""
    for file in Path(sources.__path__[0]).glob("*.py"):
        if file.name in OF_MONEY:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        pieces = {id(part) for node in ast.walk(tree) for part in _parts(node)}
        for node in ast.walk(tree):
            text = "" if id(node) in pieces else _text(node)
            if SENTENCE.fullmatch(text):
                yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "5" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _parts(node: ast.AST) -> list[ast.expr]:
    """Return what is only part of a text, or a docstring."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    return [node.value] if isinstance(node, ast.Expr) else []


def test_pre_flight_speaks_every_language() -> None:
    found = [one for wrong in WRONG for one in checks(replace(READY, **wrong))]
    said = {text for one in found for text in (one["says"], one["do"]) if text}
    # Each branch says something of its own.
    assert len({one["says"] for one in found}) == len(WRONG) - 1 + len(checks(READY))
    assert unsaid(said) == {}


def test_what_pre_flight_says_of_sources_speaks_every_language() -> None:
    said = {
        text
        for road in ROADS
        for text in (f"{road.title} is not connected.", f"{road.title} is connected.")
    }
    assert unsaid({*said, "Look at it in the settings, under Sources."}) == {}


def test_every_source_speaks_every_language() -> None:
    texts = {"Webhook shop"}
    for road in ROADS:
        texts |= {road.title, road.about}
        for field in road.fields:
            if field.kind != "hidden":
                texts |= {field.label, field.hint, *(label for _, label in field.choices)}
    assert unsaid(texts - NAMES - {""}) == {}


def test_what_a_source_says_speaks_every_language() -> None:
    said = {*told(), "Streamer.bot wants a password.", "Streamer.bot does not accept the password."}
    said |= {"About 12 % of today's YouTube quota is left; Giftgoal asks every 7 s."}
    said -= PIECES
    assert "Nothing has come yet." in said  # it is not looked for in vain
    assert "5 does not answer. Is it running?" in said
    assert unsaid(said) == {}
    wrapped = (f"Twitch is not connected. {line}" for line in said)
    assert unsaid(wrapped) == {}


def test_what_nobody_translated_is_found_out() -> None:
    assert set(unsaid(["Nobody ever says this."])) == {"de", "es", "pt-BR", "fr", "ja", "ar"}
