"""Every view to every listener: at once, then no more often than need be, and never twice."""

import asyncio
import time

import pytest

from giftgoal.domain.commands import ChangeOverlayKey
from giftgoal.hub import CONTROL_SECONDS, CRASHED, Hub
from giftgoal.listeners import Audience, Frame
from tests.hub.listening import EIGHT, Ear, Stage


async def test_the_first_change_is_sent_at_once() -> None:
    stage = Stage()
    ear = stage.ear()
    stage.give(pieces=5)
    state, gifts = ear.heard
    assert (state["type"], state["goals"][0]["raised"]) == ("state", 5)
    assert (gifts["type"], [gift["count"] for gift in gifts["gifts"]]) == ("gifts", [5])


async def test_further_changes_wait_for_the_frame_and_the_last_always_arrives() -> None:
    stage = Stage(frame_seconds=0.05)
    ear = stage.ear()
    for _ in range(10):
        stage.give()
    assert ear.kinds() == ["state", "gifts"], "the first"
    await asyncio.sleep(0.15)
    assert len(ear.heard) == 2
    assert ear.heard[0]["goals"][0]["raised"] == 10
    assert len(ear.heard[1]["gifts"]) == 9


async def test_there_is_at_most_one_frame_in_each_interval() -> None:
    stage = Stage(frame_seconds=0.02)
    ear = stage.ear()
    begun = time.monotonic()
    for _ in range(60):
        stage.give()
        await asyncio.sleep(0.002)
    elapsed = time.monotonic() - begun
    assert 2 <= ear.kinds().count("state") <= elapsed / 0.02 + 1


async def test_a_control_page_on_a_phone_is_told_at_once_and_then_less_often() -> None:
    stage = Stage(frame_seconds=0.01)
    phone = stage.ear("control")
    begun = time.monotonic()
    stage.give()
    assert phone.kinds() == ["state"]
    for _ in range(60):
        stage.give()
        await asyncio.sleep(0.005)
    elapsed = time.monotonic() - begun
    await asyncio.sleep(CONTROL_SECONDS + 0.1)
    assert 1 <= len(phone.heard) <= elapsed / CONTROL_SECONDS + 2
    assert phone.heard[-1]["goals"][0]["raised"] == 61


async def test_after_a_quiet_time_a_change_is_sent_at_once_again() -> None:
    stage = Stage(frame_seconds=0.01)
    ear = stage.ear()
    stage.give()
    await asyncio.sleep(0.05)
    assert ear.kinds() == ["state", "gifts"]
    stage.give()
    assert ear.kinds() == ["state", "gifts"]


@pytest.mark.parametrize("listeners", [1, 100])
async def test_a_frame_is_encoded_once_however_many_listen(listeners: int) -> None:
    stage = Stage()
    ears = [stage.ear() for _ in range(listeners)]
    stage.encoder.encoded.clear()
    stage.give()
    assert stage.encoder.encoded == ["state", "gifts"]
    assert {len(ear.heard) for ear in ears} == {2}


async def test_many_that_join_at_once_share_one_frame() -> None:
    stage = Stage()
    for _ in range(50):
        stage.ear()
    assert stage.encoder.encoded == ["state"]


async def test_nothing_is_encoded_when_nobody_listens() -> None:
    stage = Stage()
    stage.give()
    assert stage.encoder.encoded == []


async def test_a_rehearsal_gift_sends_nothing_to_real_overlays() -> None:
    stage = Stage()
    real, preview, control = stage.ear(), stage.ear("rehearsal"), stage.ear("control")
    stage.give(rehearsal=True)
    assert real.kinds() == []
    assert preview.kinds() == ["state", "gifts"]
    assert control.kinds() == ["state"]


async def test_a_real_gift_sends_nothing_to_previews() -> None:
    stage = Stage()
    preview = stage.ear("rehearsal")
    stage.give()
    assert preview.kinds() == []


async def test_overlays_show_the_rehearsal_while_it_is_on_air_and_then_the_real_board() -> None:
    stage = Stage(frame_seconds=0)
    ear, control = stage.ear(), stage.ear("control")
    stage.give(pieces=5, rehearsal=True)
    stage.show_rehearsal(True)
    await asyncio.sleep(0.01)
    assert [(f["rehearsal"], f["goals"][0]["raised"]) for f in ear.heard] == [(True, 5)]
    await asyncio.sleep(CONTROL_SECONDS)
    assert control.heard[-1]["rehearsal"]["on_overlays"] is True
    stage.show_rehearsal(False)
    await asyncio.sleep(0.01)
    assert (ear.heard[-1]["rehearsal"], ear.heard[-1]["goals"][0]["raised"]) == (False, 0)


async def test_a_streak_is_celebrated_as_one_gift_with_its_newest_count() -> None:
    stage = Stage(frame_seconds=0.02)
    ear = stage.ear()
    stage.give("ben")
    ear.heard.clear()
    for pieces in (1, 2, 3):
        stage.give("ana", pieces, streak="combo")
    stage.give("ben")
    await asyncio.sleep(0.06)
    (gifts,) = [frame for frame in ear.heard if frame["type"] == "gifts"]
    assert [(gift["gifter"], gift["count"]) for gift in gifts["gifts"]] == [("ana", 3), ("ben", 1)]


async def test_nothing_is_celebrated_twice_and_all_in_order() -> None:
    stage = Stage(frame_seconds=0.005)
    ear = stage.ear()
    given = []
    for _ in range(40):
        given.append(stage.give())
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.03)
    told = [
        gift["id"] for frame in ear.heard if frame["type"] == "gifts" for gift in frame["gifts"]
    ]
    assert told == given


async def test_rungs_are_celebrated_in_order_with_the_gift_that_reached_them() -> None:
    stage = Stage()
    ear = stage.ear()
    stage.give(pieces=600)
    gifts = ear.heard[-1]
    assert [(rung["goal"], rung["target"]) for rung in gifts["reached"]] == [("mic", 500)]


async def test_a_gift_that_was_taken_back_meanwhile_is_not_celebrated() -> None:
    stage = Stage(frame_seconds=0.02)
    ear = stage.ear()
    stage.give("ben")
    ear.heard.clear()
    stage.void(stage.give("ana"))
    await asyncio.sleep(0.06)
    assert "gifts" not in ear.kinds()


async def test_a_fresh_page_celebrates_nothing_old() -> None:
    stage = Stage(frame_seconds=0)
    stage.give()
    ear = stage.ear()
    await asyncio.sleep(0.01)
    new = stage.give()
    assert [[g["id"] for g in f["gifts"]] for f in ear.heard if f["type"] == "gifts"] == [[new]]


async def test_who_comes_back_within_a_minute_is_told_what_was_missed() -> None:
    stage = Stage()
    stage.give("ana", 1)
    known = stage.board.seq
    stage.give("ben", 2)
    stage.now += 59_000
    stage.give("ana", 3)
    missed = stage.hub.missed("overlay", known, stage.now)
    assert missed
    ear = Ear()
    ear.send(missed, droppable=True)
    assert [gift["count"] for gift in ear.heard[0]["gifts"]] == [2, 3]


@pytest.mark.parametrize(("seconds", "told"), [(59, True), (61, False)])
async def test_what_is_older_than_a_minute_is_missed_for_good(seconds: int, told: bool) -> None:
    stage = Stage()
    stage.give()
    missed = stage.hub.missed("overlay", 0, EIGHT + seconds * 1000)
    assert (missed is not None) == told


@pytest.mark.parametrize("audience", ["overlay", "rehearsal", "control"])
async def test_who_has_left_is_told_nothing_more(audience: Audience) -> None:
    stage = Stage()
    ear = stage.ear(audience)
    assert stage.hub.listening(audience) == 1
    stage.hub.leave(audience, ear)
    stage.hub.leave(audience, ear)
    stage.give()
    assert (ear.kinds(), stage.hub.listening(audience)) == ([], 0)


async def test_a_listener_may_leave_while_it_is_told_something() -> None:
    stage = Stage()

    class Leaving(Ear):
        def send(self, frame: object, *, droppable: bool) -> None:
            stage.hub.leave("overlay", self)

    stage.hub.join("overlay", Leaving())
    ear = stage.ear()
    stage.give()
    assert ear.kinds() == ["state", "gifts"]


async def test_only_what_is_to_celebrate_may_be_dropped() -> None:
    stage = Stage(frame_seconds=0)
    ear = stage.ear()
    stage.give()
    assert ear.droppable == [False, False], "the state on joining, then a state with its gift"


async def test_changed_keys_let_everyone_be_looked_at_again() -> None:
    stage = Stage()
    ear, control = stage.ear(), stage.ear("control")
    stage.give()
    assert (ear.rechecked, control.rechecked) == (0, 0)
    stage.do(ChangeOverlayKey("bar", "n3w"))
    assert (ear.rechecked, control.rechecked) == (1, 1)


async def test_everyone_gets_a_beat_that_says_the_newest_seq() -> None:
    stage = Stage(beat_seconds=0.01)
    ears = [stage.ear(), stage.ear("rehearsal"), stage.ear("control")]
    beating = asyncio.create_task(stage.hub.beat())
    await asyncio.sleep(0.1)
    beating.cancel()
    for ear in ears:
        assert ear.heard[0] == {"type": "beat", "seq": stage.board.seq, "ledger": "f3a9c2"}
        assert all(ear.droppable[1:])


@pytest.mark.parametrize("audience", ["overlay", "rehearsal", "control"])
async def test_a_listener_that_crashes_is_hung_up_on_and_the_others_hear_all(
    audience: Audience,
) -> None:
    stage = Stage()

    class Crashing(Ear):
        def send(self, frame: Frame, *, droppable: bool) -> None:
            if frame.texts[0].startswith(b'{"type":"beat"'):
                raise ZeroDivisionError
            super().send(frame, droppable=droppable)

    crashing = Crashing()
    stage.hub.join(audience, crashing)
    ear = stage.ear(audience)
    stage.hub.say(audience, stage.encoder.beat(stage.board))
    assert ear.kinds() == ["beat"]
    assert (crashing.closed, stage.hub.listening(audience)) == (CRASHED, 1)


async def test_what_is_said_beside_the_board_must_not_be_missed() -> None:
    stage = Stage()
    ear = stage.ear("control")
    stage.hub.say("control", stage.encoder.run(None, stage.board))
    assert ear.droppable == [False, False]


async def test_closing_closes_all_and_leaves_no_timer_behind() -> None:
    stage = Stage(frame_seconds=0.01)
    ears = [stage.ear(), stage.ear("control")]
    stage.give()
    stage.give()
    for ear in ears:
        ear.heard.clear()
    stage.hub.close(1012)
    await asyncio.sleep(0.05)
    assert [ear.closed for ear in ears] == [1012, 1012]
    assert [ear.kinds() for ear in ears] == [[], []]


async def test_what_was_made_ahead_is_sent_if_it_is_what_came() -> None:
    stage = Stage(frame_seconds=0)
    ear = stage.ear()
    before = stage.board
    stage.give(pieces=5)
    after = stage.board
    hub = Hub(before, stage.encoder, frame_seconds=0)
    hub.join("overlay", ear)
    make_ready = hub.prepare(after)
    assert make_ready
    make_ready()
    stage.encoder.encoded.clear()
    ear.heard.clear()
    hub.publish(after)
    assert stage.encoder.encoded == []
    assert [frame["type"] for frame in ear.heard] == ["state", "gifts"]
    assert ear.heard[0]["goals"][0]["raised"] == 5


async def test_nothing_is_made_ahead_where_nobody_would_be_sent_it_at_once() -> None:
    stage = Stage(frame_seconds=60)
    stage.give(pieces=5)
    assert stage.hub.prepare(stage.board) is None, "nobody listens"
    stage.ear()
    stage.give(pieces=5)
    assert stage.hub.prepare(stage.board) is None, "the next frame is not due"
    stage.hub.close(1012)


async def test_what_was_made_ahead_in_vain_is_never_sent() -> None:
    stage = Stage(frame_seconds=0)
    before = stage.board
    stage.give("ana", pieces=5)
    lost, stage.board = stage.board, before
    stage.hub = Hub(before, stage.encoder, frame_seconds=0)
    ear = stage.ear()
    make_ready = stage.hub.prepare(lost)
    assert make_ready
    make_ready()
    stage.give("ben", pieces=2)
    state, gifts = ear.heard
    assert state["goals"][0]["raised"] == 2
    assert [gift["gifter"] for gift in gifts["gifts"]] == ["ben"]
