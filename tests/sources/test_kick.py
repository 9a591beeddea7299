"""Kick's letters: what is in them, who signed them, and a server that is away."""

import base64
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from giftgoal.domain.gifts import Worth
from giftgoal.sources import kick
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.kick import PUBLIC_KEY, Kick, verifier
from giftgoal.sources.source import Letter, WrongSignature
from tests.server_process import ServerProcess, giftgoal
from tests.sources.letters import Post, coins
from tests.sources.studio import studio

SENT_AT = "2026-11-24T20:00:09Z"

GIFTED: dict[str, Any] = {
    "broadcaster": {
        "user_id": 123456789,
        "username": "Mika_Live",
        "is_verified": True,
        "profile_picture": "",
        "channel_slug": "mika-live",
    },
    "sender": {
        "user_id": 987654321,
        "username": "ana",
        "is_verified": False,
        "profile_picture": "",
        "channel_slug": "ana",
    },
    "gift": {
        "amount": 500,
        "name": "Rage Quit",
        "type": "LEVEL_UP",
        "tier": "MID",
        "message": "for the mic",
        "pinned_time_seconds": 600,
    },
    "created_at": "2026-11-24T20:00:08.634Z",
}
"""A delivery in the shape of Kick's documentation."""


@cache
def kick_s_key() -> RSAPrivateKey:
    """Return the key of the Kick in these tests."""
    return generate_private_key(65537, 2048)


def public_pem() -> str:
    """Return its public half, on one line, as a form holds it."""
    public = kick_s_key().public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode().replace("\n", " ").strip()


def hook(channel: str = "@Mika_Live") -> Kick:
    return Kick({"channel": channel, "key": public_pem()})


def gifted(**gift: Any) -> dict[str, Any]:
    """Return a delivery with another gift in it."""
    return {**GIFTED, "gift": {**GIFTED["gift"], **gift}}


def letter(id_: str, said: Mapping[str, Any], key: RSAPrivateKey | None = None) -> Letter:
    """Return a letter, signed by Kick or with another key."""
    body = json.dumps(said).encode()
    signed = f"{id_}.{SENT_AT}.".encode() + body
    signature = (key or kick_s_key()).sign(signed, PKCS1v15(), SHA256())
    headers = {
        "kick-event-message-id": id_,
        "kick-event-signature": base64.b64encode(signature).decode(),
        "kick-event-message-timestamp": SENT_AT,
        "kick-event-type": "kicks.gifted",
        "kick-event-version": "1",
    }
    return Letter(headers, body, 0)


def only(said: Mapping[str, Any], id_: str = "01K8") -> Arrived:
    (arrived,) = hook().normalise(letter(id_, said))
    assert isinstance(arrived, Arrived)
    return arrived


def test_kicks_have_their_gifter_and_words() -> None:
    arrived = only(GIFTED)
    gift = arrived.gift
    assert arrived.key == "kick:01K8"
    assert (gift.worth, gift.name) == (Worth(Decimal(500), "kicks"), "Rage Quit")
    assert (gift.gifter.name, gift.gifter.key) == ("ana", "kick:987654321")
    assert gift.message == "for the mic"


def test_anonymous_kicks_have_no_name() -> None:
    nobody = {"is_anonymous": True, "user_id": None, "username": None}
    assert only({**GIFTED, "sender": nobody}).gift.gifter.key == ""
    assert only({**GIFTED, "sender": None}).gift.gifter.key == ""


def test_other_events_are_no_gift() -> None:
    follow = {"broadcaster": GIFTED["broadcaster"], "follower": GIFTED["sender"]}
    assert hook().normalise(letter("01K8", follow)) == ()


def test_gifts_to_another_channel_are_told_of_and_not_counted() -> None:
    with pytest.raises(Unusable, match="another channel"):
        hook("noor").normalise(letter("01K8", GIFTED))


@pytest.mark.parametrize("amount", [None, 0, -5, "many", 2.5])
def test_a_lie_is_not_a_gift(amount: object) -> None:
    with pytest.raises(Unusable):
        hook().normalise(letter("01K8", gifted(amount=amount)))


def test_only_what_kick_signed_is_taken() -> None:
    good = letter("01K8", GIFTED)
    hook().check(good)
    stranger = generate_private_key(65537, 2048)
    forged = [
        letter("01K8", GIFTED, stranger),
        Letter(good.headers, good.body.replace(b"500", b"900"), 0),
        *(
            Letter({**good.headers, name: value}, good.body, 0)
            for name, value in [
                ("kick-event-message-id", "01K9"),
                ("kick-event-message-timestamp", "2026-11-24T21:00:09Z"),
                ("kick-event-signature", ""),
                ("kick-event-signature", "not base64"),
                ("kick-event-signature", "AAAA"),
            ]
        ),
        Letter({}, good.body, 0),
    ]
    for one in forged:
        with pytest.raises(WrongSignature):
            hook().check(one)


def test_the_key_of_kick_s_documentation_is_there_and_forgives_nothing() -> None:
    assert not verifier(PUBLIC_KEY)(b"\0" * 256, b"")
    with pytest.raises(Unusable, match="public key"):
        verifier("MIIB")


async def test_without_its_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kick, "find_spec", lambda _: None)
    async with studio(tmp_path, on={"kick": {"channel": "mika"}}) as here:
        status = await here.state("kick", "refused")
        assert "giftgoal[kick]" in status.line


async def test_another_program_s_copy_of_a_gift_is_no_second_gift(tmp_path: Path) -> None:
    values = {"channel": "mika-live", "key": public_pem()}
    async with studio(tmp_path, on={"kick": values}) as here:
        here.rates["KICKS"] = Decimal("0.5")
        later = {**GIFTED, "created_at": "2026-11-24T20:00:09.001Z"}
        for id_, said in [("A", GIFTED), ("B", GIFTED), ("A", GIFTED), ("C", later)]:
            await here.supervisor.receive("kick", letter(id_, said))
        counters = here.status("kick").counters
        assert (counters.counted, counters.repeated, counters.refused) == (2, 2, 0)
        assert await here.coins() == 500


def post(n: int) -> Post:
    said = {**gifted(amount=n * 10), "created_at": f"2026-11-24T20:00:{n:02}.000Z"}
    sent = letter(f"01K8{n}", said)
    return Post("kick", sent.body, sent.headers)


def switch_on(server: ServerProcess) -> None:
    mika = server.client()
    assert mika.put("/api/rates/KICKS", json={"rate": "1"}).status_code == 200
    body = {"on": True, "fields": {"channel": "mika-live", "key": public_pem()}}
    assert mika.patch("/api/sources/kick", json=body).status_code == 200


def test_kicks_count_once_over_breaks_and_a_kill(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        assert post(1).to(server.url).status_code == 404
        switch_on(server)
        post(1).half_to(server)
        for n in (2, 1, 2, 3, 1):
            post(n).until_taken(server.url)
        forged = letter("01K89", GIFTED, generate_private_key(65537, 2048))
        assert Post("kick", forged.body, forged.headers).to(server.url).status_code == 401
        assert coins(server) == 60
        port = server.port
        server.kill()
    with giftgoal(tmp_path / "data", port=port) as server:
        for n in (3, 4, 1):
            post(n).until_taken(server.url)
        assert coins(server) == 100
