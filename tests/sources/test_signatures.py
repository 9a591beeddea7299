"""Who sent a letter, and when."""

import base64
import hashlib
import hmac

import pytest

from giftgoal.sources.signatures import WINDOW, check_standard, check_token, same
from giftgoal.sources.source import Letter, WrongSignature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AT = 1_614_265_330

# The example of Standard Webhooks' and Svix's documentation.
DOCUMENTED = Letter(
    {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": str(AT),
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
    b'{"test": 2432232314}',
    AT,
)


def signed(secret: bytes, **headers: str) -> Letter:
    """Return a letter that is signed by its own computation."""
    said = {"webhook-id": "m1", "webhook-timestamp": str(AT), **headers}
    to_sign = f"{said['webhook-id']}.{said['webhook-timestamp']}.".encode() + b"{}"
    digest = base64.b64encode(hmac.new(secret, to_sign, hashlib.sha256).digest()).decode()
    return Letter({"webhook-signature": f"v1,{digest}", **said}, b"{}", AT)


def test_the_documented_example_is_right() -> None:
    check_standard(DOCUMENTED, [SECRET])


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"webhook-id": "msg_other"}, None),
        ({"webhook-id": ""}, None),
        ({"webhook-timestamp": str(AT + 1)}, None),
        ({"webhook-timestamp": "soon"}, None),
        ({"webhook-signature": ""}, None),
        ({"webhook-signature": "v1,"}, None),
        ({"webhook-signature": "v1,\u00e9"}, None),
        ({"webhook-signature": "v2," + DOCUMENTED.headers["webhook-signature"][3:]}, None),
        ({}, b'{"test": 2432232315}'),
    ],
)
def test_what_was_changed_on_the_way_is_refused(
    headers: dict[str, str], body: bytes | None
) -> None:
    letter = Letter({**DOCUMENTED.headers, **headers}, body or DOCUMENTED.body, AT)
    with pytest.raises(WrongSignature):
        check_standard(letter, [SECRET])


@pytest.mark.parametrize("late", [-WINDOW, 0, WINDOW])
def test_five_minutes_either_way_are_let_pass(late: int) -> None:
    check_standard(Letter(DOCUMENTED.headers, DOCUMENTED.body, AT + late), [SECRET])


@pytest.mark.parametrize("late", [-WINDOW - 1, WINDOW + 1, float("nan")])
def test_an_old_letter_sent_again_is_refused(late: float) -> None:
    with pytest.raises(WrongSignature, match="five minutes"):
        check_standard(Letter(DOCUMENTED.headers, DOCUMENTED.body, AT + late), [SECRET])


def test_while_secrets_change_old_and_new_ones_are_both_right() -> None:
    new = "whsec_" + base64.b64encode(b"n" * 24).decode()
    check_standard(DOCUMENTED, [new, SECRET])
    both = DOCUMENTED.headers["webhook-signature"]
    check_standard(
        Letter({**DOCUMENTED.headers, "webhook-signature": f"v1,AAAA {both}"}, DOCUMENTED.body, AT),
        [SECRET],
    )
    with pytest.raises(WrongSignature):
        check_standard(DOCUMENTED, [new])


def test_a_secret_without_the_prefix_is_taken_as_it_is() -> None:
    check_standard(signed(b"a plain secret"), ["a plain secret"])


def test_no_secret_is_no_key() -> None:
    assert not same("", "")
    assert same("\udcff", "\udcff")
    for secrets in ([], [""]):
        with pytest.raises(WrongSignature):
            check_token("", secrets)
        with pytest.raises(WrongSignature):
            check_standard(DOCUMENTED, secrets)
