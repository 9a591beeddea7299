"""Ko-fi's webhook: tips, memberships, and, if the streamer wants them, orders and commissions.

A form whose field `data` is JSON (ko-fi.com/manage/webhooks, and help.ko-fi.com article
360004162298). Ko-fi sends a letter again, with the same `message_id`, until it is answered 200.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

from giftgoal.sources import currencies
from giftgoal.sources.arrivals import Arrival, Arrived, Unusable, gift_of, gifter_of, key_of
from giftgoal.sources.payloads import Object, decimal, object_in, read_json, text
from giftgoal.sources.signatures import check_token
from giftgoal.sources.source import Field, Letter, Road, Values

_NAMES: Mapping[str, str] = {
    "Donation": "Tip",
    "Subscription": "Membership",
    "Commission": "Commission",
    "Shop Order": "Shop order",
}
"""What people call each type."""

_BOUGHT = ("Commission", "Shop Order")
"""The types for which the gifter gets something."""

_TESTS = frozenset(
    (
        "3a1fac0c-f960-4506-a60e-824979a74e74",
        "0a1fac0c-f960-4506-a60e-824979a74e71",
        "00000000-1111-2222-3333-444444444444",
    )
)
"""The ids of messages and transactions that Ko-fi's own tests and samples have."""


def normalise(body: Object, at: float, bought: bool = False) -> tuple[Arrival, ...]:
    """Return the gift in a delivery.

    E-mail and postal addresses are not looked at; private words are left out.

    Args:
        body: The delivery.
        at: When it came, in seconds since 1970.
        bought: Whether orders and commissions count too.

    Raises:
        Unusable: If it lacks its id, or its amount or currency is none.
    """
    id_, kind = text(body.get("message_id")), text(body.get("type"))
    if not id_:
        raise Unusable("there is no message_id, so a repeat could not be told")
    if kind in _BOUGHT and not bought:
        return ()
    test = bool(_TESTS & {id_, text(body.get("kofi_transaction_id"))})
    gift = gift_of(
        "kofi",
        gifter_of("kofi", None, body.get("from_name")),
        name=text(body.get("tier_name")) or _NAMES.get(kind, kind),
        worth=currencies.money(decimal(body.get("amount")), text(body.get("currency"))),
        message=body.get("message") if body.get("is_public") is True else "",
        rehearsal=test,
    )
    # All tests have one id; each is to be seen.
    return (Arrived(key_of("kofi", id_, *([int(at)] if test else [])), gift),)


class Kofi:
    """Reads Ko-fi's letters."""

    def __init__(self, values: Values) -> None:
        self._token = values["token"]
        self._bought = values["bought"] == "yes"

    def check(self, letter: Letter) -> None:
        """See `Hook.check`. Ko-fi puts its secret into the delivery, which has no time."""
        check_token(text(_body(letter).get("verification_token")), [self._token])

    def normalise(self, letter: Letter) -> tuple[Arrival, ...]:
        """See `Hook.normalise`."""
        return normalise(_body(letter), letter.at, self._bought)


def _body(letter: Letter) -> Object:
    """Return the delivery in a letter's form; a sample that is pasted may be the JSON alone."""
    if letter.body.lstrip().startswith(b"{"):
        return object_in(read_json(letter.body))
    try:
        data = parse_qs(letter.body.decode(), max_num_fields=100).get("data", [""])
    except ValueError:
        raise Unusable("it is no form") from None
    return object_in(read_json(data[0]))


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a tip of five dollars from ana."""
    body = {
        "message_id": id_,
        "type": "Donation",
        "from_name": "ana",
        "amount": "5.00",
        "currency": "USD",
    }
    return normalise(body, 0)


ROAD = Road(
    name="kofi",
    title="Ko-fi",
    platforms=("kofi",),
    about="Takes tips that Ko-fi posts. Giftgoal must be reachable from the internet.",
    sample=sample,
    resends=True,
    fields=(
        Field(
            "token",
            "Verification token",
            "secret",
            hint="From ko-fi.com/manage/webhooks, Advanced.",
            required=True,
        ),
        Field(
            "bought",
            "Shop orders and commissions",
            "choice",
            default="no",
            choices=(("no", "Leave them out"), ("yes", "Count them too")),
        ),
    ),
    hook=Kofi,
)
