"""Browser sources, and who may come in."""

import pytest

from giftgoal.domain.board import Overlay, Token
from giftgoal.domain.commands import (
    AddOverlay,
    ChangeOverlayKey,
    Command,
    EditOverlay,
    IssueToken,
    RemoveOverlay,
    RevokeToken,
)
from giftgoal.domain.errors import NotFound
from tests.domain.evening import START, Evening

MAIN = AddOverlay("main", "Main bar", "key-1", {"theme": "clean", "calm": False})
NOORS = IssueToken("t1", "noor", "moderator", "invite", "5f")


def test_an_overlay_keeps_its_key_while_its_name_and_look_are_edited() -> None:
    evening = Evening()
    evening.do(MAIN)
    evening.do(EditOverlay("main", look={"calm": True}))
    evening.do(EditOverlay("main", name="Side bar"))
    look = {"theme": "clean", "calm": True}
    assert evening.board.overlays == {"main": Overlay("main", "Side bar", "key-1", look)}


def test_an_edit_that_changes_nothing_of_an_overlay_is_no_event() -> None:
    evening = Evening()
    evening.do(MAIN)
    assert evening.do(EditOverlay("main", "Main bar", {"theme": "clean"})) is None


def test_an_overlays_key_can_be_changed() -> None:
    evening = Evening()
    evening.do(MAIN)
    evening.do(ChangeOverlayKey("main", "key-2"))
    assert evening.board.overlays["main"].key == "key-2"


def test_an_overlay_can_be_removed() -> None:
    evening = Evening()
    evening.do(MAIN)
    evening.do(RemoveOverlay("main"))
    assert evening.board.overlays == {}


def test_a_token_is_known_until_it_is_revoked() -> None:
    evening = Evening()
    evening.do(NOORS)
    assert evening.board.tokens == {"t1": Token("t1", "noor", "moderator", "invite", "5f", START)}
    evening.do(RevokeToken("t1"))
    assert evening.board.tokens == {}


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (EditOverlay("main"), "There is no overlay 'main'"),
        (ChangeOverlayKey("main", "key-2"), "There is no overlay 'main'"),
        (RemoveOverlay("main"), "There is no overlay 'main'"),
        (RevokeToken("t1"), "There is no invite 't1'"),
    ],
)
def test_what_is_not_there_cannot_be_changed(command: Command, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        Evening().do(command)
