"""A hook's secrets: the newest first, and until when the ones before it are still good.

They are kept as words, so that the streamer may fill in two of another program's making as well. A
word like `until=1795550400` says until when the secret before it is good, in seconds since 1970.
"""

import base64
from collections.abc import Callable, Iterable

FIELD = "secrets"
"""The field that holds them."""

OVERLAP = 86_400
"""Seconds that the former secret stays good after a new one was made: time to bring the new one to
the sender, and for letters that are on their way or sent again."""

_UNTIL = "until="


def _read(kept: str) -> list[tuple[str, float | None]]:
    """Return each secret with its end, if it has one."""
    secrets: list[tuple[str, float | None]] = []
    for word in kept.split():
        end = word.removeprefix(_UNTIL)
        if end != word and end.isascii() and end.isdigit() and secrets:
            secrets[-1] = (secrets[-1][0], float(end))
        else:
            secrets.append((word, None))
    return secrets


def _written(secrets: Iterable[tuple[str, float | None]]) -> str:
    words = (f"{word} {_UNTIL}{end:.0f}" if end else word for word, end in secrets)
    return " ".join(words)


def good(kept: str, at: float) -> tuple[str, ...]:
    """Return the secrets that are good at a moment, in seconds since 1970."""
    return tuple(secret for secret, end in _read(kept) if end is None or at < end)


def new_secret(random_bytes: Callable[[int], bytes]) -> str:
    """Return a secret as Standard Webhooks wants it: 24 random bytes in base64 after `whsec_`."""
    return "whsec_" + base64.b64encode(random_bytes(24)).decode()


def followed(kept: str, new: str, now: float) -> str:
    """Return the secrets with a new one in front; the one before stays good for a day.

    Older ones end now: at most two are good at a time.
    """
    before = good(kept, now)[:1]
    return _written([(new, None), *((secret, now + OVERLAP) for secret in before)])


def newest_alone(kept: str) -> str:
    """Return the newest of the secrets; the others end now."""
    return _written((secret, None) for secret, _ in _read(kept)[:1])


def old_until(kept: str, now: float) -> float | None:
    """Return until when a former secret is good, in seconds since 1970; None: none is."""
    ends = [end for _, end in _read(kept) if end is not None and end > now]
    return max(ends, default=None)
