"""Signing in to Twitch by device code: the streamer opens a link, and no secret is needed here.

Source: dev.twitch.tv/docs/authentication/getting-tokens-oauth (device code grant flow),
.../refresh-tokens and .../validate-tokens, read in 2026-11. A public client's refresh token can be
used once, and for thirty days, so each new one is kept at once.
"""

import asyncio
import re
from collections.abc import Mapping
from http import HTTPStatus

import httpx2

from giftgoal.sources import device_code
from giftgoal.sources.http_calls import Answer, call
from giftgoal.sources.payloads import object_in, text, whole
from giftgoal.sources.source import Field, Lost, Refused, Tell, Unwritten, Values

SIGN_IN = "https://id.twitch.tv/oauth2"
"""Where `/device`, `/token` and `/validate` are."""

SCOPE = "bits:read"
"""All that is asked for: to be told of Bits."""

_UNDERSTOOD = (HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)
"""What it answers where it does what was asked, or says that something is wrong with that."""

_CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{1,100}")

FIELDS = (
    Field(
        "client_id",
        "Client ID",
        hint="Of an app of type Public that you register at dev.twitch.tv/console/apps.",
        required=True,
    ),
    Field("access", "Access token", "hidden"),
    Field("refresh", "Refresh token", "hidden"),
)


class SignIn:
    """The streamer's sign-in: as it was kept, renewed, or asked for.

    Args:
        http: Makes the calls.
        values: What the streamer filled in, and what was kept.
        where: See `SIGN_IN`.

    Raises:
        Refused: If the client id is none.
    """

    def __init__(self, http: httpx2.AsyncClient, values: Values, where: str) -> None:
        self._http = http
        self._where = where
        self._client_id = values["client_id"]
        if not _CLIENT_ID.fullmatch(self._client_id):
            raise Refused("The Client ID is one word of letters and digits, as Twitch shows it.")
        self._access = values["access"]
        self._refresh = values["refresh"]

    @property
    def headers(self) -> dict[str, str]:
        """What Twitch's API wants with every call."""
        return {"Authorization": f"Bearer {self._access}", "Client-Id": self._client_id}

    async def account(self, tell: Tell) -> str:
        """Return the user id of who is signed in; ask the streamer to sign in where nobody is.

        Raises:
            Lost: If Twitch cannot be asked.
            Refused: If it does not know the client id.
        """
        user_id = await self.kept(tell)
        while user_id is None:
            await self._ask(tell)
            user_id = await self._validated()
        return user_id

    async def kept(self, tell: Tell) -> str | None:
        """Return who is signed in, the sign-in renewed if need be; None: nobody is any more.

        Raises:
            Lost: If Twitch cannot be asked.
        """
        user_id = await self._validated()
        if user_id is None and self._refresh:
            await self._renew(tell)
            user_id = await self._validated()
        return user_id

    async def again(self, tell: Tell) -> str | None:
        """Renew the sign-in though it looked good; see `kept`."""
        self._access = ""
        return await self.kept(tell)

    async def _validated(self) -> str | None:
        if not self._access:
            return None
        headers = {"Authorization": f"OAuth {self._access}"}
        answer = await call(self._http, "GET", f"{self._where}/validate", "Twitch", headers=headers)
        if not answer.good:
            if is_unauthorised(answer):
                return None
            raise Lost(f"Twitch does not look at the sign-in just now ({answer.status}).")
        told = object_in(answer.value)
        user_id, scopes = text(told.get("user_id")), told.get("scopes")
        allowed = isinstance(scopes, list) and SCOPE in scopes
        ours = told.get("client_id") == self._client_id
        return user_id if user_id and allowed and ours else None

    async def _renew(self, tell: Tell) -> None:
        """Trade the refresh token for a new pair; forget it where Twitch does not take it."""
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh}
        answer = await self._token(form)
        if answer.good:
            await self._take(answer, tell)
        elif answer.status in _UNDERSTOOD:
            self._access = self._refresh = ""
        else:
            raise Lost(f"Twitch does not renew the sign-in just now ({answer.status}).")

    async def _ask(self, tell: Tell) -> None:
        """Ask the streamer to sign in, and wait; return when done, or when the code is too old."""
        form = {"client_id": self._client_id, "scopes": SCOPE}
        answer = await call(self._http, "POST", f"{self._where}/device", "Twitch", form=form)
        told = object_in(answer.value)
        code, url = text(told.get("device_code")), text(told.get("verification_uri"))
        if answer.status not in _UNDERSTOOD:
            raise Lost(f"Twitch does not let anyone sign in just now ({answer.status}).")
        if not (answer.good and code):
            raise Refused("Twitch does not know this client ID, or its app is not Public.")
        shown = url if url.startswith("https://") else ""
        line = "Open Twitch's page, sign in as the streamer, and allow it."
        tell.prompt(line, shown, text(told.get("user_code")))
        try:
            async with asyncio.timeout(whole(told.get("expires_in")) or 600):
                await self._wait(code, max(1, whole(told.get("interval")) or 5), tell)
        except TimeoutError:
            return
        finally:
            tell.prompt("")

    async def _wait(self, code: str, pause: int, tell: Tell) -> None:
        """Ask now and then whether the streamer has signed in."""
        form = {"grant_type": device_code.GRANT, "device_code": code, "scopes": SCOPE}
        while True:
            await asyncio.sleep(pause)
            try:
                answer = await self._token(form)
            except Lost:
                continue  # The page is open already; its code holds.
            if answer.good:
                await self._take(answer, tell)
                return
            said = text(object_in(answer.value).get("message"))
            if said == "slow_down":
                pause += device_code.SLOWER
            elif said != "authorization_pending":
                return

    async def _token(self, form: Mapping[str, str]) -> Answer:
        filled = {"client_id": self._client_id, **form}
        return await call(self._http, "POST", f"{self._where}/token", "Twitch", form=filled)

    async def _take(self, answer: Answer, tell: Tell) -> None:
        """Keep what Twitch gave, whatever happens meanwhile: the old is of no use any more."""
        told = object_in(answer.value)
        self._access = text(told.get("access_token"))
        self._refresh = text(told.get("refresh_token"))
        kept = tell.keep({"access": self._access, "refresh": self._refresh})
        try:
            await asyncio.shield(asyncio.ensure_future(kept))
        except Unwritten:
            tell.note(device_code.NOT_KEPT)


def is_unauthorised(answer: Answer) -> bool:
    """Tell whether an answer says that the sign-in is no longer good."""
    return answer.status == HTTPStatus.UNAUTHORIZED
