"""Making sure of who sends a letter."""

import base64
import binascii
import contextlib
import hashlib
import hmac
from collections.abc import Iterable

from giftgoal.sources.source import Letter, WrongSignature

WINDOW = 300
"""Seconds that a letter's time may lie before or after ours (Standard Webhooks advises five
minutes); an older one may be an old letter sent again by a stranger."""


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing of them. An empty one is like none."""
    # Bytes: compare_digest refuses text that is not ASCII, and headers may hold any.
    alike = hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )
    return alike and bool(one)


def check_token(said: str, secrets: Iterable[str]) -> None:
    """Make sure that a letter carries one of the secrets.

    Raises:
        WrongSignature: If it does not.
    """
    if not any(same(said, secret) for secret in secrets):
        raise WrongSignature("The secret in it is not the one that is filled in here.")


def check_time(at: float, letter: Letter) -> None:
    """Make sure that a letter is no old one.

    Args:
        at: When its sender says it was sent, in seconds since 1970.
        letter: The letter.

    Raises:
        WrongSignature: If it is more than WINDOW away from now.
    """
    if not abs(letter.at - at) <= WINDOW:
        raise WrongSignature("It was sent more than five minutes ago, or a clock is wrong.")


def check_standard(letter: Letter, secrets: Iterable[str]) -> None:
    """Make sure of a letter that is signed as Standard Webhooks 1.0 wants it.

    The base64 of HMAC-SHA256 over `id.timestamp.body`; several signatures and several secrets, so
    that a secret can be changed without losing a letter.
    https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

    Args:
        letter: The letter.
        secrets: Any of these may have signed it; see `key_in`.

    Raises:
        WrongSignature: If none of them has, or it is an old one.
    """
    headers = letter.headers
    id_, time = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    signatures = headers.get("webhook-signature", "").split(" ")
    if not (id_ and time.isascii() and time.isdigit() and len(time) < 15):
        raise WrongSignature("It is not signed: webhook-id or webhook-timestamp is missing.")
    check_time(int(time), letter)
    signed = f"{id_}.{time}.".encode("utf-8", "surrogatepass") + letter.body
    good = [
        "v1," + base64.b64encode(hmac.digest(key_in(secret), signed, hashlib.sha256)).decode()
        for secret in secrets
    ]
    if not any(same(said, right) for said in signatures for right in good):
        raise WrongSignature(
            "None of its signatures was made with a secret that is filled in here."
        )


def key_in(secret: str) -> bytes:
    """Return the key in a secret: base64 after `whsec_`, else the secret's own bytes."""
    prefix, _, encoded = secret.partition("_")
    if prefix == "whsec":
        with contextlib.suppress(binascii.Error):
            return base64.b64decode(encoded, validate=True)
    return secret.encode()
