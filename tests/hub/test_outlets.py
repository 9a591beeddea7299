"""A listener that does not read is skipped, and gets the newest when it reads again."""

import asyncio
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.protocol import State

from giftgoal.listeners import Frame
from giftgoal.web.outlets import SLOT_FRAMES, Direct, Slot
from giftgoal.web.transport import FrameWriter


def frame(text: str) -> Frame:
    return Frame((text.encode(),), b"[" + text.encode() + b"]")


class Line:
    """A transport whose peer reads only when it is told to."""

    state = State.OPEN

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self._unread = 0

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self._unread += len(data)

    def get_write_buffer_size(self) -> int:
        return self._unread

    def is_closing(self) -> bool:
        return False

    def get_extra_info(self, name: str) -> None:
        return None

    def drain(self, writer: FrameWriter) -> None:
        """Let the peer read all there is."""
        self._unread = 0
        self.written.clear()
        assert writer.on_drain is not None
        writer.on_drain()


def direct(limit: int = 100) -> tuple[Direct, Line, FrameWriter]:
    line = Line()
    writer = FrameWriter(cast(Any, line), cast(Any, line), limit)
    return Direct(writer, lambda: [frame("newest state"), frame("look")]), line, writer


def test_frames_are_written_whole() -> None:
    outlet, line, _ = direct()
    outlet.send(frame("state"), droppable=False)
    assert line.written == [b"[state]"]


def test_what_was_skipped_is_made_up_for_by_the_newest_state_and_look() -> None:
    outlet, line, writer = direct(limit=20)
    for _ in range(5):
        outlet.send(frame("a long state"), droppable=False)
    assert line.written == [b"[a long state]"] * 2
    line.drain(writer)
    assert line.written == [b"[newest state]", b"[look]"]
    line.drain(writer)
    assert line.written == [], "once"


def test_who_missed_only_what_may_be_dropped_is_sent_nothing_again() -> None:
    outlet, line, writer = direct(limit=10)
    outlet.send(frame("a long state"), droppable=False)
    outlet.send(frame("gifts"), droppable=True)
    line.drain(writer)
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
