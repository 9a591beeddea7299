"""A listener of NodeCG: a WebSocket that speaks Socket.IO as far as it takes to join a room."""

from tests.bench.listeners import Listener

_ROOM = b'420["joinRoom","replicant:bench:state"]'
_PING, _PONG = b"\x81\x012", b"3"


class SocketIoListener(Listener):
    """Listens to the replicant `state` of the bundle `bench`."""

    __slots__ = ()

    def __init__(self, port: int) -> None:
        super().__init__(port, "/socket.io/?EIO=4&transport=websocket")
        for said, answered in ((b"40", b'40{"sid"'), (_ROOM, b"430[")):
            self._say(said)
            while answered not in self._data:
                self._data += self.socket.recv(65536)
        self._data = b""

    def _answer(self, frame: bytes) -> None:
        if frame == _PING:
            self._say(_PONG)

    def _say(self, text: bytes) -> None:
        """Send a text; its mask is nothing."""
        self.socket.sendall(bytes((0x81, 0x80 | len(text))) + bytes(4) + text)
