"""Listeners on real sockets, under our transport and under an ASGI server as it comes."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import httpx2
import pytest

from tests.server_process import OWNER, ServerProcess, giftgoal


class Servers:
    """One hub behind two servers: ours, and uvicorn as it comes."""

    def __init__(self, ours: ServerProcess, stock: str, asking: str) -> None:
        self.ours = ours
        self.stock = replace(ours, url=f"http://127.0.0.1:{stock}")
        self.mika = ours.client()
        self._asking = asking

    def server(self, name: str) -> ServerProcess:
        return self.stock if name == "stock" else self.ours

    def listening(self) -> int:
        return self._count()[0]

    def tasks(self) -> int:
        return self._count()[1]

    def _count(self) -> tuple[int, int]:
        with socket.create_connection(("127.0.0.1", int(self._asking))) as asking:
            listening, tasks = asking.recv(100).split()
        return int(listening), int(tasks)

    def give(self, name: str = "Rose") -> int:
        """Count a gift and return its seq."""
        gift = {"gifter": "ana", "gift": name, "coins": 1}
        return int(self.mika.post("/api/gifts", json=gift).json()["seq"])


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("hub")
    log = folder / "server.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.hub.two_servers", str(folder / "data")],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "GIFTGOAL_TOKEN": OWNER},
        ) as process,
    ):
        assert process.stdout
        try:
            stock, asking = process.stdout.readline().split()
            said = dict(re.findall(r"^ +(\S.*\S) {2,}(\S+)$", _lines(process.stdout), re.MULTILINE))
            link = said["Control page"]
            url = link.partition("/control")[0]
            ours = ServerProcess(url, link, said["For OBS"], process, log)
            yield Servers(ours, stock, asking)
            ours.stop()
        finally:
            process.kill()


def _lines(output: IO[str]) -> str:
    """Read what a server says up to its last line."""
    said = ""
    while "  Data " not in said:
        said += output.readline()
    return said


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(500):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come to be")


either = pytest.mark.parametrize("name", ["ours", "stock"])


@either
def test_an_overlay_is_fed_under_any_server(servers: Servers, name: str) -> None:
    live = servers.server(name).overlay()
    live.next("look")
    seq = servers.give()
    assert live.next("state")["seq"] == seq
    assert [gift["seq"] for gift in live.next("gifts")["gifts"]] == [seq]
    servers.server(name).sockets.close()


@either
def test_an_idle_overlay_that_leaves_is_gone_without_a_gift(servers: Servers, name: str) -> None:
    until(lambda: servers.listening() == 0)
    time.sleep(0.1)
    before = servers.tasks()
    for _ in range(5):
        servers.server(name).overlay().next("look")
    assert servers.listening() == 5
    servers.server(name).sockets.close()
    until(lambda: servers.listening() == 0)
    until(lambda: servers.tasks() <= before)


@either
def test_an_overlay_that_does_not_read_delays_nobody_and_then_gets_the_newest(
    servers: Servers, name: str
) -> None:
    server = servers.server(name)
    reading = server.overlay()
    with lazy_overlay(server) as lazy:
        until(lambda: servers.listening() == 2)
        seq = 0
        for _ in range(150):
            seq = servers.give("R" * 60)
            while reading.next("state")["seq"] < seq:
                pass
        lazy.settimeout(10)
        wanted, got = f'"type":"state","seq":{seq},'.encode(), b""
        while wanted not in got:
            got = got[-200:] + lazy.recv(1 << 20)
    server.sockets.close()


def lazy_overlay(server: ServerProcess) -> socket.socket:
    """Return an overlay's socket that nobody reads from, with as little room as there can be."""
    key = server.overlay_url.rpartition("/")[2]
    lazy = socket.socket()
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lazy.connect(("127.0.0.1", server.port))
    lazy.sendall(
        f"GET /ws/overlay/{key} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    return lazy


def resident(server: ServerProcess) -> float:
    """Return the resident memory of a server, in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1000


def give_many(mika: httpx2.Client, gifts: int) -> int:
    for _ in range(gifts):
        answer = mika.post("/api/gifts", json={"gifter": "ana", "coins": 1, "gift": "R" * 60})
    return int(answer.json()["seq"])


def test_ten_overlays_that_do_not_read_cost_little_memory(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        reading = server.overlay()
        give_many(mika, 100)
        lazy = [lazy_overlay(server) for _ in range(10)]
        before = resident(server)
        seq = give_many(mika, 300)
        while reading.next("state")["seq"] < seq:
            pass
        assert resident(server) - before < 8
        for one in lazy:
            one.close()
