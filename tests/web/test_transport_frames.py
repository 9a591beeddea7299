"""A frame goes to the system past the transport only while nothing can be before it."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace
from typing import Any, cast

import pytest
from websockets.protocol import State

from giftgoal.listeners import Frame
from giftgoal.web.transport import FrameWriter, frames

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="all goes through the transport")


class Transport:
    """An asyncio transport that keeps what it is given, until it is told that it was read."""

    def __init__(self, connection: socket.socket, **extra: Any) -> None:
        self.kept = b""
        self.closing = False
        self._extra = {"socket": connection, **extra}

    def get_extra_info(self, name: str) -> Any:
        return self._extra.get(name)

    def get_write_buffer_size(self) -> int:
        return len(self.kept)

    def is_closing(self) -> bool:
        return self.closing

    def write(self, data: bytes) -> None:
        self.kept += data


class Conversation:
    """websockets' side, of which only the state is looked at."""

    state = State.OPEN


class Scene:
    """A writer, its transport, and the socket at the other end."""

    def __init__(self, **extra: Any) -> None:
        self.near, self.far = socket.socketpair()
        self.near.setblocking(False)
        self.far.setblocking(False)
        self.transport = Transport(self.near, **extra)
        self.conversation = Conversation()
        self.writer = FrameWriter(cast(Any, self.transport), cast(Any, self.conversation), 1000)

    def send(self, wire: bytes, *, droppable: bool = False) -> None:
        """Send a frame."""
        self.writer.send(Frame((), wire), droppable=droppable)

    def first(self) -> None:
        """Let a first frame go by the transport, which sends all of it."""
        self.send(b"first")
        assert self.transport.kept == b"first"
        self.transport.kept = b""
        self.writer.look()

    def past(self) -> bytes:
        """Return what came past the transport."""
        try:
            return self.far.recv(1 << 20)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        """Close both ends."""
        self.near.close()
        self.far.close()


@pytest.fixture
def scene() -> Iterator[Scene]:
    with closing(Scene()) as scene:
        yield scene


def test_the_first_frame_looks_how_things_are_and_the_next_goes_straight(scene: Scene) -> None:
    assert not scene.writer.clear
    scene.first()
    assert scene.writer.clear
    scene.send(b"second")
    assert (scene.past(), scene.transport.kept) == (b"second", b"")


def test_behind_what_waits_a_frame_waits_too(scene: Scene) -> None:
    scene.first()
    scene.writer.look_first()
    scene.transport.write(b"pong")
    scene.send(b"second")
    assert (scene.past(), scene.transport.kept) == (b"", b"pongsecond")
    scene.transport.kept = b""
    scene.writer.look()
    scene.send(b"third")
    assert scene.past() == b"third"


def test_what_the_system_does_not_take_is_left_to_the_transport_to_the_byte(scene: Scene) -> None:
    scene.first()
    frame = os.urandom(1 << 20)
    scene.send(frame)
    assert not scene.writer.clear
    assert 0 < len(scene.transport.kept) < len(frame)
    assert scene.past() + scene.transport.kept == frame


def test_when_the_system_takes_nothing_the_transport_gets_all(scene: Scene) -> None:
    scene.first()
    while scene.writer.clear:
        scene.send(b"r" * 1000)
    scene.transport.kept = b""
    scene.writer.look()
    scene.send(b"next")
    assert scene.transport.kept == b"next"


def test_an_error_is_left_to_the_transport(scene: Scene) -> None:
    scene.first()
    scene.far.close()
    scene.send(b"second")
    assert scene.transport.kept == b"second"
    assert not scene.writer.clear


@pytest.mark.parametrize("closed", ["said", "heard"])
def test_nothing_is_written_once_it_is_closing(scene: Scene, closed: str) -> None:
    scene.first()
    scene.writer.look_first()
    if closed == "said":
        scene.conversation.state = State.CLOSING
    else:
        scene.transport.closing = True
    scene.writer.look()
    scene.send(b"second")
    assert (scene.past(), scene.transport.kept) == (b"", b"")


def test_nothing_follows_a_frame_that_closing_broke_off(scene: Scene) -> None:
    scene.first()
    scene.transport.closing = True
    frame = os.urandom(1 << 20)
    scene.send(frame)
    part = scene.past()
    scene.send(b"next")
    assert (frame.startswith(part), scene.past(), scene.transport.kept) == (True, b"", b"")


def test_the_descriptor_is_never_touched_after_the_end(scene: Scene) -> None:
    scene.first()
    number = scene.near.fileno()
    scene.transport.closing = True
    scene.writer.end()
    scene.near.close()
    with closing(Scene()) as other:
        assert other.near.fileno() == number, "it is another connection's now"
        scene.writer.look()
        scene.send(b"for somebody else")
        assert other.past() == b""


def test_what_has_to_be_encrypted_goes_through_the_transport() -> None:
    with closing(Scene(sslcontext="some")) as scene:
        scene.send(b"first")
        scene.transport.kept = b""
        scene.writer.look()
        scene.send(b"second")
        assert (scene.past(), scene.transport.kept) == (b"", b"second")


def test_its_age_is_that_of_the_oldest_frame_that_waits(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(frames, "time", SimpleNamespace(monotonic=lambda: now))
    scene.first()
    now += 50
    assert scene.writer.age() == 0
    while scene.writer.clear:
        scene.send(b"r" * 500)
    now += 3
    scene.send(b"next")
    assert scene.writer.age() == 3
    scene.transport.kept = b""
    assert scene.writer.age() == 0


def test_a_listener_that_does_not_read_costs_no_more_than_the_limit_and_a_frame(
    scene: Scene,
) -> None:
    scene.first()
    for _ in range(5000):
        scene.send(b"r" * 100)
    assert scene.writer.limit < len(scene.transport.kept) <= scene.writer.limit + 100


@pytest.mark.parametrize("droppable", [False, True])
def test_it_is_known_whether_what_was_skipped_must_not_be_missed(
    scene: Scene, droppable: bool
) -> None:
    scene.transport.kept = bytes(1001)
    scene.send(b"skipped", droppable=droppable)
    scene.send(b"gifts", droppable=True)
    assert len(scene.transport.kept) == 1001
    assert scene.writer.missed is not droppable
