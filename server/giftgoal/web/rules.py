"""The streamer's rules about gifters, and thanking for gifts."""

import asyncio

from starlette.responses import Response

from giftgoal.domain.commands import RuleGifter, SetRules, ThankGift
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.queries import Text, WholeNumber
from giftgoal.wire.rules import (
    GifterOut,
    GifterPatch,
    GiftersOut,
    RulesOut,
    RulesPatch,
    gifter_out,
    gifters_out,
    rules_out,
)

SHOWN = 50
"""Gifters in an answer, if nobody says otherwise."""

_SEARCH = Text("search", "A part of a name; empty: everybody.", 64)
_LIMIT = WholeNumber("limit", f"How many at most; {SHOWN} if not said.", 1, 500)


async def get_rules(ask: Ask) -> Response:
    """Return the rules about all gifters."""
    return json(rules_out(ask.parts.keeper.board.rules))


async def patch_rules(ask: Ask) -> Response:
    """Change what was said of the rules."""
    said: RulesPatch = ask.body
    answer = await ask.parts.keeper.ask(SetRules(said.changes()), ask.by.person)
    return json(rules_out(answer.board.rules))


async def get_gifters(ask: Ask) -> Response:
    """Search the gifters, those with the most coins first."""
    limit = _LIMIT.read(ask.request) or SHOWN
    search = _SEARCH.read(ask.request)
    board = ask.parts.keeper.board
    return json(await asyncio.to_thread(gifters_out, board, search, limit))


async def patch_gifter(ask: Ask) -> Response:
    """Change what was said of the rule about one gifter."""
    said: GifterPatch = ask.body
    answer = await ask.parts.keeper.ask(RuleGifter(said.key, said.changes()), ask.by.person)
    return json(gifter_out(answer.board, said.key))


async def thank(ask: Ask) -> Response:
    """Note that a gift was thanked for."""
    await ask.parts.keeper.ask(ThankGift(ask.id), ask.by.person)
    return Response(status_code=204)


CALLS = (
    Call("GET", "/api/rules", "moderator", get_rules, "The rules", gives=RulesOut),
    Call(
        "PATCH",
        "/api/rules",
        "owner",
        patch_rules,
        "Change the rules",
        takes=RulesPatch,
        gives=RulesOut,
    ),
    Call(
        "GET",
        "/api/gifters",
        "moderator",
        get_gifters,
        "Search the gifters",
        gives=GiftersOut,
        query=(_SEARCH, _LIMIT),
    ),
    Call(
        "PATCH",
        "/api/gifters",
        "owner",
        patch_gifter,
        "Change the rule about a gifter",
        takes=GifterPatch,
        gives=GifterOut,
    ),
    Call("POST", "/api/gifts/{id}/thank", "moderator", thank, "Thank for a gift", statuses=(204,)),
)
