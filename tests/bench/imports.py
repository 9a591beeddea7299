"""Many gifts in one request, and one moderator's tap after the other meanwhile."""

import json
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from statistics import median, quantiles

from tests.bench.rows import Row, folder, shown
from tests.bench.servers import TOKEN, Process, giftgoal

_AIM = 20_000
_BETWEEN_TAPS = 0.02


def batch_call(rounds: int, gifts: int) -> Iterator[Row]:
    """Measure the gifts a second of one request with many, and how long a tap takes meanwhile."""
    rates, costs, taps = [], [], []
    with folder() as place, giftgoal(place) as server:
        for number in range(rounds):
            before = server.processor_seconds()
            rates.append(gifts / _seconds(server, _lines(f"alone-{number}", gifts)))
            costs.append((server.processor_seconds() - before) / gifts * 1e6)
            taps += _taps_beside(server, _lines(f"beside-{number}", gifts), str(number))
    rate = median(rates)
    aim = f"at least {_AIM:,} /s"
    yield Row(
        f"gifts a second, {gifts:,} in a request", shown(rate, "/s"), "", None, aim, rate >= _AIM
    )
    yield Row("  processor time a gift", shown(median(costs), "µs"), "", None)
    cuts = quantiles(taps, n=100)
    for what, place_ in (("p50", 49), ("p99", 98)):
        yield Row(f"  {what} of a tap meanwhile", shown(cuts[place_] * 1e3, "ms"), "", None)


def _lines(tag: str, gifts: int) -> bytes:
    return b"\n".join(
        json.dumps(
            {"gifter": f"ana{n % 500}", "gift": "Rose", "coins": 1, "id": f"{tag}-{n}"}
        ).encode()
        for n in range(gifts)
    )


def _seconds(server: Process, lines: bytes) -> float:
    begun = time.perf_counter()
    _post(HTTPConnection("127.0.0.1", server.port), "/api/gifts/batch", lines, "x-ndjson")
    return time.perf_counter() - begun


def _taps_beside(server: Process, lines: bytes, tag: str) -> list[float]:
    """Return how long each tap took while the lines were counted."""
    sender = threading.Thread(target=_seconds, args=(server, lines))
    phone = HTTPConnection("127.0.0.1", server.port)
    took: list[float] = []
    sender.start()
    while sender.is_alive() or len(took) < 2:
        tap = {"gifter": "ben", "coins": 1, "id": f"tap-{tag}-{len(took)}"}
        begun = time.perf_counter()
        _post(phone, "/api/gifts", json.dumps(tap).encode(), "json")
        took.append(time.perf_counter() - begun)
        time.sleep(_BETWEEN_TAPS)
    sender.join()
    return took


def _post(connection: HTTPConnection, path: str, body: bytes, kind: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": f"application/{kind}"}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status >= 300:
        raise ConnectionError(said.decode())
