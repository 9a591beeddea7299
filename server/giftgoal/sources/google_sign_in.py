"""Signing in to Google by device code, for what only the channel's owner may see on YouTube.

Source: developers.google.com/youtube/v3/live/guides/auth/devices (OAuth 2.0 for TVs and devices of
limited input), read in 2026-11. Google gives a refresh token once, with the first access token. An
app whose consent screen is in testing has to ask again after seven days.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus

import httpx2

from giftgoal.sources import device_code
from giftgoal.sources.clock import Clock
from giftgoal.sources.http_calls import Answer, call
from giftgoal.sources.payloads import object_in, text, whole
from giftgoal.sources.source import Field, Lost, Refused, Tell, Unwritten, Values

SIGN_IN = "https://oauth2.googleapis.com"
"""Where `/device/code` and `/token` are."""

SCOPE = "https://www.googleapis.com/auth/youtube.readonly"
"""All that is asked for: to look. Nothing can be changed with it."""

EARLY = 300
"""Seconds before its end that an access token is renewed."""

_ID = re.compile(r"[0-9A-Za-z._-]{10,200}")

FIELDS = (
    Field(
        "client_id",
        "Client ID",
        hint="Only for a private or members-only stream, and to compare with YouTube's own list.",
    ),
    Field("client_secret", "Client secret", "secret", hint="Of the same client."),
    Field("refresh", "Refresh token", "hidden"),
)


def wanted(values: Values) -> bool:
    """Tell whether the streamer wants to sign in."""
    return bool(values["client_id"] or values["client_secret"])


class SignIn:
    """The streamer's sign-in: as it was kept, renewed, or asked for.

    Args:
        http: Makes the calls.
        values: What the streamer filled in, and what was kept.
        where: See `SIGN_IN`.
        clock: Tells the time and waits.
        tell: Says what the streamer has to do, and keeps what Google gave.

    Raises:
        Refused: If the client id or its secret is none.
    """

    def __init__(
        self, http: httpx2.AsyncClient, values: Values, where: str, clock: Clock, tell: Tell
    ) -> None:
        self._client = {name: values[name] for name in ("client_id", "client_secret")}
        if not all(map(_ID.fullmatch, self._client.values())):
            raise Refused("To sign in, fill in both the Client ID and its secret, as Google shows.")
        self._http = http
        self._where = where
        self._clock = clock
        self._tell = tell
        self._refresh = values["refresh"]
        self._access = ""
        self._good_until = 0.0

    async def headers(self) -> dict[str, str]:
        """Return what YouTube wants with every call; ask the streamer to sign in where nobody is.

        Raises:
            Lost: If Google cannot be asked.
            Refused: If it does not know the client.
        """
        if self._clock.seconds() >= self._good_until:
            self._access = ""
        if not self._access and self._refresh:
            await self._renew()
        while not self._access:
            await self._ask()
        return {"Authorization": f"Bearer {self._access}"}

    async def _renew(self) -> None:
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh}
        answer = await self._token(form)
        if answer.good:
            await self._take(answer)
        elif _error(answer) == "invalid_grant":
            self._refresh = ""  # taken back, or too old: the streamer signs in once more
        else:
            raise _unusable(answer)

    async def _ask(self) -> None:
        """Ask the streamer to sign in, and wait; return when done, or when the code is too old."""
        form = {"client_id": self._client["client_id"], "scope": SCOPE}
        answer = await call(self._http, "POST", f"{self._where}/device/code", "Google", form=form)
        told = object_in(answer.value)
        code = text(told.get("device_code"))
        if not (answer.good and code):
            raise _unusable(answer)
        url = text(told.get("verification_url")) or text(told.get("verification_uri"))
        line = "Open Google's page, sign in with the channel's account, and allow it to look."
        shown = url if url.startswith("https://") else ""
        self._tell.prompt(line, shown, text(told.get("user_code")))
        try:
            ends = self._clock.seconds() + (whole(told.get("expires_in")) or 1800)
            await self._wait(code, max(1, whole(told.get("interval")) or 5), ends)
        finally:
            self._tell.prompt("")

    async def _wait(self, code: str, pause: int, ends: float) -> None:
        """Ask now and then whether the streamer has signed in."""
        while self._clock.seconds() < ends:
            await self._clock.sleep(pause)
            try:
                answer = await self._token({"grant_type": device_code.GRANT, "device_code": code})
            except Lost:
                continue  # The page is open already; its code holds.
            if answer.good:
                await self._take(answer)
                return
            match _error(answer):
                case "authorization_pending":
                    pass
                case "slow_down":
                    pause += device_code.SLOWER
                case "access_denied":
                    raise Refused("You did not allow it on Google's page. Save again to try again.")
                case "invalid_client" | "unauthorized_client":
                    raise _unusable(answer)
                case _:
                    return

    async def _token(self, form: Mapping[str, str]) -> Answer:
        filled = {**self._client, **form}
        return await call(self._http, "POST", f"{self._where}/token", "Google", form=filled)

    async def _take(self, answer: Answer) -> None:
        told = object_in(answer.value)
        self._access = text(told.get("access_token"))
        lasts = whole(told.get("expires_in")) or 3600
        self._good_until = self._clock.seconds() + max(60, lasts - EARLY)
        refresh = text(told.get("refresh_token"))
        if not refresh or refresh == self._refresh:
            return
        self._refresh = refresh
        try:
            await self._tell.keep({"refresh": refresh})
        except Unwritten:
            self._tell.note(device_code.NOT_KEPT)


def _error(answer: Answer) -> str:
    told = object_in(answer.value)
    return text(told.get("error")) or text(told.get("error_code"))


def _unusable(answer: Answer) -> Lost | Refused:
    """Return what it means that Google does not let anyone sign in."""
    known = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)
    if answer.status in known or _error(answer) in ("invalid_client", "unauthorized_client"):
        return Refused("Google does not know this client, or it is not one for TVs and devices.")
    return Lost(f"Google does not let anyone sign in just now ({answer.status}).")
