"""TikTok LIVE by TikFinity's webhook action, for a TikFinity that runs elsewhere.

The shape is that of a recorded delivery (kg-bot/laravel-tikfinity-webhooks, MIT): every value is a
string, `coins` is the total already, and there is no id of the delivery.
"""

from urllib.parse import parse_qsl

from giftgoal.sources.arrivals import Arrival, Arrived, Unusable, gift_of, gifter_of, key_of
from giftgoal.sources.payloads import Object, object_in, read_json, text, whole
from giftgoal.sources.signatures import check_token
from giftgoal.sources.source import Field, Letter, Road, Values

_GIFT = "3"
"""`triggerTypeId` of a gift; a comment is 2."""

_BUCKET = 2
"""Seconds: the same gift, once more within one of these, is taken for a repeated delivery."""


def normalise(body: Object, at: float) -> tuple[Arrival, ...]:
    """Return the gift in a delivery; nothing where it speaks of something else.

    Args:
        body: The delivery.
        at: When it came, in seconds since 1970.

    Raises:
        Unusable: If its numbers are none.
    """
    gift_id = text(body.get("giftId"))
    if text(body.get("triggerTypeId")) != _GIFT or not gift_id:
        return ()
    user_id, coins = text(body.get("userId")), whole(body.get("coins"))
    count = whole(body.get("repeatCount")) or 1
    gift = gift_of(
        "tiktok",
        gifter_of("tiktok", user_id, body.get("nickname") or body.get("username")),
        name=body.get("giftName"),
        count=count,
        coins=coins,
        catalogue_id=gift_id,
    )
    bucket = int(at) // _BUCKET
    return (Arrived("webhook:" + key_of(user_id, gift_id, coins, count, bucket, most=100), gift),)


class TikFinityWebhook:
    """Reads TikFinity's letters, of JSON or of form fields."""

    def __init__(self, values: Values) -> None:
        self._token = values["token"]

    def check(self, letter: Letter) -> None:
        """See `Hook.check`. TikFinity puts its secret into the body."""
        check_token(text(_body(letter).get("token")), [self._token])

    def normalise(self, letter: Letter) -> tuple[Arrival, ...]:
        """See `Hook.normalise`."""
        return normalise(_body(letter), letter.at)


def _body(letter: Letter) -> Object:
    if "form" in letter.headers.get("content-type", ""):
        try:
            return dict(parse_qsl(letter.body.decode(), max_num_fields=100))
        except ValueError:
            raise Unusable("it is no form") from None
    return object_in(read_json(letter.body))


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: five Roses from ana, as TikFinity posts it."""
    body = {
        "triggerTypeId": _GIFT,
        "giftId": "5655",
        "giftName": "Rose",
        "coins": "5",
        "repeatCount": "5",
        "userId": id_,
        "username": "ana",
        "nickname": "ana",
    }
    return normalise(body, 0)


ROAD = Road(
    name="tikfinity-webhook",
    title="TikFinity webhook",
    platforms=("tiktok",),
    about="Takes TikTok gifts that TikFinity posts, for when it runs on another computer.",
    sample=sample,
    fields=(
        Field(
            "token",
            "Token",
            "secret",
            hint="The token that TikFinity shows in its webhook settings.",
            required=True,
        ),
    ),
    hook=TikFinityWebhook,
)
