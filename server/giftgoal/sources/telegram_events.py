"""Telegram Stars: what the Bot API tells of payments and refunds, twice over.

A payment comes as an update, once, and stands in the list of transactions for good; both have the
same charge id. A refund has the payment's charge id too, so the direction is part of the key.

Source: core.telegram.org/bots/api (Update, SuccessfulPayment, RefundedPayment, StarTransaction) and
core.telegram.org/bots/payments-stars, Bot API 10.3, read in 2026-11.
"""

from decimal import Decimal
from typing import Any

from giftgoal.domain.gifts import Gifter
from giftgoal.sources.arrivals import (
    Arrival,
    Arrived,
    Reversed,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.payloads import Object, object_in, text, whole

STARS = "XTR"
"""The currency of Telegram Stars."""

_NANO = Decimal("1e-9")
"""A `nanostar_amount` counts billionths of a star."""


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the payment or the refund in an update; nothing where it speaks of something else.

    Args:
        raw: The update.

    Raises:
        Unusable: If a payment lacks its charge id or its amount.
    """
    message = object_in(raw, "message")
    paid = object_in(message, "successful_payment")
    if paid.get("currency") == STARS:
        stars = _amount(paid.get("total_amount"))
        return (_arrived(_charge(paid), stars, object_in(message, "from"), message.get("date")),)
    refunded = object_in(message, "refunded_payment")
    if refunded.get("currency") == STARS:
        return (Reversed(_key(_charge(refunded)), "telegram"),)
    return ()


def transaction(raw: Any) -> tuple[Arrival, ...]:
    """Return the payment or the refund in a `StarTransaction`.

    What the bot got in other ways, or paid out, is none: no update tells of it with this id.

    Args:
        raw: The transaction.

    Raises:
        Unusable: If it lacks its id or its amount.
    """
    told = object_in(raw)
    payer, payee = object_in(told, "source"), object_in(told, "receiver")
    if _is_invoice(payer):
        nano = _amount(told.get("nanostar_amount") or 0)
        stars = _amount(told.get("amount")) + nano * _NANO
        return (_arrived(text(told.get("id")), stars, object_in(payer, "user"), told.get("date")),)
    if _is_invoice(payee):
        return (Reversed(_key(text(told.get("id"))), "telegram"),)
    return ()


def _is_invoice(partner: Object) -> bool:
    kind = partner.get("transaction_type") or "invoice_payment"  # absent before Bot API 8.3
    return partner.get("type") == "user" and kind == "invoice_payment"


def _arrived(charge: str, stars: Decimal, user: Object, date: Any) -> Arrived:
    at = whole(date)
    gift = gift_of(
        "telegram",
        _gifter(user),
        name="Stars",
        worth=worth_of(stars, "stars"),
        given_at=None if at is None else at * 1000,
    )
    return Arrived(_key(charge), gift)


def _gifter(user: Object) -> Gifter:
    names = (text(user.get("first_name")), text(user.get("last_name")))
    name = " ".join(filter(None, names)) or user.get("username")
    return gifter_of("telegram", user.get("id"), name)


def _charge(payment: Object) -> str:
    return text(payment.get("telegram_payment_charge_id"))


def _key(charge: str) -> str:
    if not charge:
        raise Unusable("a payment lacks its charge id")
    return key_of(charge, "in")


def _amount(value: Any) -> Decimal:
    number = whole(value)
    if number is None:
        raise Unusable("a payment's stars are not a whole number")
    return Decimal(number)


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: 50 stars from ana."""
    paid = {"currency": STARS, "total_amount": 50, "telegram_payment_charge_id": id_}
    who = {"id": 1, "is_bot": False, "first_name": "ana"}
    return normalise({"update_id": 1, "message": {"from": who, "successful_payment": paid}})
