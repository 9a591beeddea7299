"""`giftgoal telegram-sign-in`, with a client in Telethon's place: no Telegram could be asked."""

import sys
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from telethon import errors

from giftgoal.cli import main, telegram
from giftgoal.sources.telegram_session import Access, telegram_client

HASH = "0123456789abcdef0123456789abcdef"
SESSION = "1" + "s" * 352

Ask = Callable[[], Awaitable[str]]


class Client:
    """Asks what Telethon's `start` asks."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.told: list[str] = []
        self.left = False
        self.session = SimpleNamespace(save=lambda: SESSION)
        self._fails = fails

    async def start(self, phone: Ask, code_callback: Ask, password: Ask) -> None:
        self.told = [await phone(), await code_callback(), await password()]
        if self._fails:
            raise self._fails

    async def disconnect(self) -> None:
        self.left = True


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """Put answers into the terminal, and a client in Telethon's place."""

    def typed(*said: str, fails: Exception | None = None) -> Client:
        answers, client = iter(said), Client(fails)

        def made(access: Access) -> Any:
            assert (access.api_id, access.api_hash, access.session) == (12345, HASH, "")
            return client

        monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
        monkeypatch.setattr("builtins.input", lambda _: next(answers))
        monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
        monkeypatch.setattr(telegram, "telegram_client", made)
        return client

    return typed


def test_it_prints_the_sign_in_once_with_its_warning(
    types: Callable[..., Client],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = types("12345", HASH, "+49 1", "54321", "two steps")
    assert main(["telegram-sign-in"]) == 0
    out, err = capsys.readouterr()
    assert (client.told, client.left, err) == (["+49 1", "54321", "two steps"], True, "")
    assert out.count(SESSION) == 1
    assert Access.read(f"12345:{HASH}:{SESSION}").written() in out
    assert "whole Telegram account" in out
    assert "Devices" in out
    assert "54321" not in out + caplog.text
    assert SESSION not in caplog.text


@pytest.mark.parametrize(
    ("said", "fails", "status", "line"),
    [
        (("abc", HASH), None, 2, "an api_id is a number"),
        (("12345", "short"), None, 2, "an api_hash"),
        (("12345", HASH, "1:token"), None, 2, "bot's token"),
        (("12345", HASH, "1", "2", "3"), errors.PhoneNumberInvalidError(None), 1, "phone number"),
        (("12345", HASH, "1", "2", "3"), ConnectionError("x"), 1, "ConnectionError"),
    ],
)
def test_what_goes_wrong_is_one_line(
    types: Callable[..., Client],
    capsys: pytest.CaptureFixture[str],
    said: tuple[str, ...],
    fails: Exception | None,
    status: int,
    line: str,
) -> None:
    types(*said, fails=fails)
    assert main(["telegram-sign-in"]) == status
    out, err = capsys.readouterr()
    assert line in err
    assert err.count("\n") == 1
    assert HASH not in out + err


def test_without_a_terminal_or_the_library_it_says_so(
    types: Callable[..., Client],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    types("12345", HASH)
    monkeypatch.setattr(telegram, "telegram_client", telegram_client)
    monkeypatch.setitem(sys.modules, "telethon", None)
    assert main(["telegram-sign-in"]) == 2
    assert "giftgoal[telegram-live]" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    assert main(["telegram-sign-in"]) == 2
    assert "terminal" in capsys.readouterr().err
