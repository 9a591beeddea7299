"""Ko-fi's letters: what is in them, who sends them, and a server that is away."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.kofi import Kofi
from giftgoal.sources.source import Letter, WrongSignature
from tests.server_process import ServerProcess, giftgoal
from tests.sources.letters import Post, coins

TOKEN = "4f1d0000-0000-0000-0000-00000000mika"

HOOK = Kofi({"token": TOKEN, "bought": "no"})

TIP: dict[str, Any] = {
    "verification_token": TOKEN,
    "message_id": "5c2f7b1e-0000-4506-a60e-000000000001",
    "timestamp": "2026-11-24T20:00:30Z",
    "type": "Donation",
    "is_public": True,
    "from_name": "ana",
    "message": "for the mic",
    "amount": "3.00",
    "url": "https://ko-fi.com/Home/CoffeeShop?txid=5c2f7b1e",
    "email": "ana@mail.example",
    "currency": "USD",
    "is_subscription_payment": False,
    "is_first_subscription_payment": False,
    "kofi_transaction_id": "7d3a0000-0000-4506-a60e-000000000001",
    "shop_items": None,
    "tier_name": None,
    "shipping": None,
}


def letter(at: float = 100, **more: Any) -> Letter:
    """Return a letter in the shape of Ko-fi's page about webhooks."""
    form = urlencode({"data": json.dumps({**TIP, **more})}).encode()
    return Letter({"content-type": "application/x-www-form-urlencoded"}, form, at)


def only(**more: Any) -> Arrived:
    (arrived,) = HOOK.normalise(letter(**more))
    assert isinstance(arrived, Arrived)
    return arrived


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("3.00", "USD", "3.00"), ("500", "JPY", "500"), ("500.00", "JPY", "500")],
)
def test_an_amount_is_exact_in_every_currency(amount: str, currency: str, shown: str) -> None:
    worth = only(amount=amount, currency=currency).gift.worth
    assert worth
    assert (str(worth.amount), worth.unit) == (shown, currency)


def test_a_tip_has_its_gifter_and_words_and_no_address() -> None:
    arrived = only()
    assert arrived.key == f"kofi:{TIP['message_id']}"
    gift = arrived.gift
    assert (gift.platform, gift.name, gift.gifter.name) == ("kofi", "Tip", "ana")
    assert (gift.message, gift.rehearsal) == ("for the mic", False)
    assert "mail.example" not in repr(arrived)


@pytest.mark.parametrize("public", [False, None, "true"])
def test_private_words_are_not_shown(public: object) -> None:
    assert only(is_public=public).gift.message == ""


def test_a_tip_without_a_name_is_anonymous() -> None:
    assert only(from_name=None).gift.gifter.key == ""


def test_a_membership_counts_by_the_name_of_its_tier() -> None:
    assert only(type="Subscription", tier_name="Gold").gift.name == "Gold"
    assert only(type="Subscription").gift.name == "Membership"


@pytest.mark.parametrize("kind", ["Shop Order", "Commission"])
def test_what_was_bought_counts_only_if_the_streamer_wants_it(kind: str) -> None:
    assert HOOK.normalise(letter(type=kind)) == ()
    (counted,) = Kofi({"token": TOKEN, "bought": "yes"}).normalise(letter(type=kind))
    assert isinstance(counted, Arrived)
    assert counted.gift.name.lower() == kind.lower()


@pytest.mark.parametrize(
    "ids",
    [
        {"message_id": "3a1fac0c-f960-4506-a60e-824979a74e74"},
        {"kofi_transaction_id": "0a1fac0c-f960-4506-a60e-824979a74e71"},
        {"kofi_transaction_id": "00000000-1111-2222-3333-444444444444"},
    ],
)
def test_every_test_of_ko_fi_s_goes_to_the_rehearsal(ids: dict[str, str]) -> None:
    first, second = (only(at=at, **ids) for at in (100, 200))
    assert first.gift.rehearsal
    assert second.gift.rehearsal
    assert first.key != second.key


@pytest.mark.parametrize("token", ["", "another", None, 3, TOKEN + " "])
def test_another_token_is_refused(token: object) -> None:
    HOOK.check(letter())
    with pytest.raises(WrongSignature):
        HOOK.check(letter(verification_token=token))


@pytest.mark.parametrize(
    "body", [b"", b"data=", b"data=%7Bhalf", b"\xff\xfe", b"[]", b"data=[]", b"&" * 200]
)
def test_what_is_no_letter_of_ko_fi_s_is_no_gift(body: bytes) -> None:
    with pytest.raises((Unusable, WrongSignature)):
        HOOK.check(Letter({}, body, 0))


@pytest.mark.parametrize("more", [{"message_id": ""}, {"amount": "-3"}, {"currency": "$"}])
def test_a_lie_is_not_a_gift(more: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        HOOK.normalise(letter(**more))


def test_a_sample_may_be_the_json_alone() -> None:
    pasted = Letter({}, json.dumps(TIP, indent=2).encode(), 100)
    assert HOOK.normalise(pasted) == HOOK.normalise(letter())


def post(n: int, **more: Any) -> Post:
    sent = letter(message_id=f"tip-{n}", amount=f"{n}.50", **more)
    return Post("kofi", sent.body, sent.headers)


def switch_on(server: ServerProcess) -> None:
    mika = server.client()
    assert mika.put("/api/rates/USD", json={"rate": "2"}).status_code == 200
    body = {"on": True, "fields": {"token": TOKEN}}
    assert mika.patch("/api/sources/kofi", json=body).status_code == 200


def test_tips_count_once_over_breaks_and_a_kill(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        assert post(1).to(server.url).status_code == 404
        switch_on(server)
        post(1).half_to(server)
        for n in (2, 1, 2, 3, 1):
            post(n).until_taken(server.url)
        assert post(4, verification_token="noor's").to(server.url).status_code == 401
        assert coins(server) == 3 + 5 + 7
        port = server.port
        server.kill()
    with giftgoal(tmp_path / "data", port=port) as server:
        for n in (3, 4, 1):
            post(n).until_taken(server.url)
        assert coins(server) == 3 + 5 + 7 + 9
        exported = server.client().get("/api/export.jsonl").text
        assert "mail.example" not in exported
        assert TOKEN not in exported
    assert TOKEN not in server.log.read_text(encoding="utf-8")


def test_a_letter_of_another_kind_is_answered_and_named(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        switch_on(server)
        answer = replace(post(1), body=b"data=%7Bhalf").to(server.url)
        assert answer.status_code == 422
        assert "not JSON" in answer.json()["detail"]
