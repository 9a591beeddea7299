"""A listener that does not read is skipped, and gets the newest when it reads again."""

import asyncio
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket, WebSocketDisconnect

from giftgoal.hub import Frame
from giftgoal.web.outlets import SLOT_FRAMES, Direct, Slot
from giftgoal.web.transport import FrameWriter


def frame(text: str) -> Frame:
    return Frame((text.encode(),), b"[" + text.encode() + b"]")


class Line:
    """A transport whose peer reads only when it is told to."""

    def __init__(self, limit: int = 100) -> None:
        self.limit = limit
        self.clear = False
        self.on_drain: Any = None
        self.written: list[bytes] = []
        self._unread = 0

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self._unread += len(data)

    def unread(self) -> int:
        return self._unread

    def age(self) -> float:
        return 0

    def drain(self) -> None:
        """Let the peer read all there is."""
        self._unread = 0
        self.written.clear()
        self.on_drain()


def direct(line: Line) -> Direct:
    return Direct(cast(FrameWriter, line), lambda: [frame("newest state"), frame("look")])


def test_frames_are_written_whole() -> None:
    line = Line()
    direct(line).send(frame("state"), droppable=False)
    assert line.written == [b"[state]"]


def test_a_listener_that_does_not_read_costs_no_more_than_the_limit_and_a_frame() -> None:
    line = Line(limit=100)
    outlet = direct(line)
    for number in range(1000):
        outlet.send(frame(f"state {number}"), droppable=False)
    assert line.unread() <= 100 + len(b"[state 999]")


def test_what_was_skipped_is_made_up_for_by_the_newest_state_and_look() -> None:
    line = Line(limit=20)
    outlet = direct(line)
    for _ in range(5):
        outlet.send(frame("a long state"), droppable=False)
    line.drain()
    assert line.written == [b"[newest state]", b"[look]"]
    line.drain()
    assert line.written == [], "once"


def test_who_missed_only_what_may_be_dropped_is_sent_nothing_again() -> None:
    line = Line(limit=10)
    outlet = direct(line)
    outlet.send(frame("a long state"), droppable=False)
    outlet.send(frame("gifts"), droppable=True)
    line.drain()
    assert line.written == []


class Browser:
    """A WebSocket whose sends wait until they are let through."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.reads = asyncio.Event()
        self.gone = False

    async def send_text(self, text: str) -> None:
        await self.reads.wait()
        if self.gone:
            raise WebSocketDisconnect
        self.got.append(text)


def slot(browser: Browser) -> Slot:
    return Slot(cast(WebSocket, browser), lambda: [frame("newest state"), frame("look")])


async def test_without_a_transport_frames_are_sent_in_order() -> None:
    browser = Browser()
    browser.reads.set()
    outlet = slot(browser)
    pump = asyncio.create_task(outlet.pump())
    outlet.send(frame("state") + frame("gifts"), droppable=False)
    outlet.send(frame("beat"), droppable=True)
    await asyncio.sleep(0.01)
    pump.cancel()
    assert browser.got == ["state", "gifts", "beat"]


@pytest.mark.parametrize(("droppable", "last"), [(False, ["newest state", "look"]), (True, [])])
async def test_without_a_transport_a_few_frames_wait_and_then_the_newest_is_sent(
    droppable: bool, last: list[str]
) -> None:
    browser = Browser()
    outlet = slot(browser)
    pump = asyncio.create_task(outlet.pump())
    for number in range(SLOT_FRAMES):
        outlet.send(frame(f"state {number}"), droppable=False)
    for _ in range(1000):
        outlet.send(frame("more"), droppable=droppable)
    browser.reads.set()
    await asyncio.sleep(0.01)
    pump.cancel()
    assert browser.got == [f"state {number}" for number in range(SLOT_FRAMES)] + last


async def test_pumping_ends_when_the_browser_has_gone() -> None:
    browser = Browser()
    browser.gone = True
    browser.reads.set()
    outlet = slot(browser)
    outlet.send(frame("state"), droppable=False)
    async with asyncio.timeout(5):
        await outlet.pump()
