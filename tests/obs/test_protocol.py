"""obs-websocket's messages, without a socket."""

import json

import pytest

from giftgoal.obs import protocol
from giftgoal.obs.failures import Refused, WrongPassword
from giftgoal.obs.protocol import Message, Nonsense

# From obs-websocket's own protocol.md, section "Creating an authentication string".
SALT = "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI="
CHALLENGE = "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY="
PROVED = "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4="


def hello(**more: object) -> Message:
    return Message(protocol.HELLO, {"rpcVersion": 1, **more})


def answered(**status: object) -> Message:
    data = {"requestType": "CreateInput", "requestId": "7", "requestStatus": status}
    return Message(protocol.RESPONSE, data)


def test_the_password_is_proved_as_obs_documents_it() -> None:
    assert protocol.authentication("supersecretpassword", SALT, CHALLENGE) == PROVED


def test_an_obs_without_a_password_is_told_none() -> None:
    said = json.loads(protocol.identify(hello(), "rose-garden"))
    assert said == {"op": 1, "d": {"rpcVersion": 1, "eventSubscriptions": 0}}


def test_the_password_itself_is_never_sent() -> None:
    asked = {"salt": SALT, "challenge": CHALLENGE}
    said = protocol.identify(hello(authentication=asked), "supersecretpassword")
    assert json.loads(said)["d"]["authentication"] == PROVED
    assert "supersecret" not in said


def test_a_password_that_is_asked_for_and_missing_is_told_before_anything_is_sent() -> None:
    asked = {"salt": SALT, "challenge": CHALLENGE}
    with pytest.raises(WrongPassword, match="None was given"):
        protocol.identify(hello(authentication=asked), None)


@pytest.mark.parametrize(
    "first",
    [
        Message(protocol.EVENT, {}),
        Message(protocol.HELLO, {}),
        hello(authentication={"salt": "x"}),
        hello(authentication={"salt": 5, "challenge": "x"}),
        hello(authentication="please"),
    ],
)
def test_a_first_message_that_is_none_is_not_answered(first: Message) -> None:
    with pytest.raises(Nonsense):
        protocol.identify(first, "rose-garden")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"op":0}', '{"op":"0","d":{}}', b"\xff"]
)
def test_what_is_no_message_is_told_from_one(text: str | bytes) -> None:
    with pytest.raises(Nonsense):
        protocol.read(text)


def test_a_refusal_says_which_step_why_and_in_obss_words() -> None:
    with pytest.raises(Refused) as refused:
        protocol.answer(answered(result=False, code=601, comment="Taken."), "7")
    assert (refused.value.request, refused.value.code) == ("CreateInput", 601)
    assert "Taken." in str(refused.value)


def test_answers_to_other_questions_and_events_are_passed_over() -> None:
    assert protocol.answer(answered(result=True, code=100), "8") is None
    assert protocol.answer(Message(protocol.EVENT, {"requestId": "7"}), "7") is None


def test_an_answer_without_data_is_empty() -> None:
    assert protocol.answer(answered(result=True, code=100), "7") == {}


def test_an_answer_without_a_status_is_nonsense() -> None:
    with pytest.raises(Nonsense):
        protocol.answer(Message(protocol.RESPONSE, {"requestId": "7"}), "7")
