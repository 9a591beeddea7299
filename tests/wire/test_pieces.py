"""A state made of the pieces of the one before says the same as one that is made anew."""

import json
import random

from giftgoal.domain.commands import Command, RuleGifter, SetRules, ShowRehearsal
from giftgoal.hub import view_of
from giftgoal.listeners import Audience
from giftgoal.wire.frames import FrameEncoder
from giftgoal.wire.pieces import Pieces
from tests.hub.listening import Stage


def test_an_item_is_encoded_once_while_it_is_shown_and_forgotten_after() -> None:
    asked = []

    def said(item: list[int]) -> list[int]:
        asked.append(item[0])
        return item

    pieces, one, two, three = Pieces(said), [1], [2], [3]
    assert pieces.json((one, two)) == b"[[1],[2]]"
    assert pieces.json((three, one)) == b"[[3],[1]]"
    assert pieces.json((two, one)) == b"[[2],[1]]"
    assert pieces.json(()) == b"[]"
    assert asked == [1, 2, 3, 2]


def test_items_that_are_equal_are_each_shown() -> None:
    same = [1]
    pieces = Pieces[list[int]](list)
    assert [pieces.json((same, same, [1])) for _ in range(2)] == [b"[[1],[1],[1]]"] * 2


async def test_through_an_evening_every_state_is_as_if_made_anew() -> None:
    chance = random.Random(5)  # noqa: S311  # the same evening each time
    stage = Stage()
    remembering = FrameEncoder(bytes)
    given: list[str] = []
    rules: list[Command] = [
        SetRules({"blocked_words": ("ben",), "shoutout_coins": 3, "shoutouts_on_air": True}),
        SetRules({"blocked_words": ()}),
        RuleGifter("ana", {"hidden": True}),
        RuleGifter("ana", {"hidden": False, "name": "Ana"}),
        ShowRehearsal(on=True),
        ShowRehearsal(on=False),
    ]
    for number in range(200):
        if number % 25 == 24:
            stage.do(rules[number // 25 % len(rules)])
        elif chance.random() < 0.15 and given:
            stage.void(given.pop())
        else:
            who = chance.choice(["ana", "ben", "see evil.com", "</script>"])
            if chance.random() < 0.3:
                stage.give(who, pieces=number + 1, streak=f"combo of {who}")
            else:
                given.append(stage.give(who, rehearsal=chance.random() < 0.2))
        audiences: tuple[Audience, ...] = ("overlay", "rehearsal", "control")
        for audience in audiences:
            view = view_of(audience, stage.board)
            texts = [
                encoder.state(audience, view, stage.board).texts[0]
                for encoder in (remembering, FrameEncoder(bytes))
            ]
            assert texts[0] == texts[1]
            assert json.loads(texts[0])["seq"] == stage.board.seq
