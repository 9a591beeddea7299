"""The streamer's rules about gifters, as they are sent to us and as we tell of them."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Board, Tally
from giftgoal.domain.gifts import MAX_COINS, MICRO
from giftgoal.domain.rules import MAX_WORDS, GifterRule, Rules, over_budget
from giftgoal.wire.body import Patch
from giftgoal.wire.words import Name

_COINS = f"a whole number from 1 to {MAX_COINS:,}, or null"
_SWITCH = "true or false"

GifterKey = Annotated[
    str, Field(min_length=1, max_length=200, description="a gifter's key, 1 to 200 characters")
]


class RulesPatch(Patch):
    """What can be changed of the rules."""

    shoutout_coins: int | None = Field(default=None, ge=1, le=MAX_COINS, description=_COINS)
    shoutouts_on_air: bool = Field(default=False, description=_SWITCH)
    blocked_words: list[Name] = Field(
        default=[], max_length=MAX_WORDS, description=f"a list of at most {MAX_WORDS} words"
    )
    block_links: bool = Field(default=True, description=_SWITCH)

    def changes(self) -> dict[str, object]:
        """Return what was said, by the names of Rules."""
        said = self.model_dump(exclude_unset=True)
        if "blocked_words" in said:
            said["blocked_words"] = tuple(said["blocked_words"])
        return said


class RulesOut(TypedDict):
    """The rules about all gifters."""

    shoutout_coins: int | None
    shoutouts_on_air: bool
    blocked_words: list[str]
    block_links: bool


class GifterPatch(Patch):
    """What can be changed of the rule about one gifter."""

    key: GifterKey
    name: Name | None = Field(default=None, description="a name for them on air, or null")
    hidden: bool = Field(default=False, description=_SWITCH)
    budget: int | None = Field(default=None, ge=1, le=MAX_COINS, description=_COINS)
    in_recap: bool = Field(default=False, description=_SWITCH)

    def changes(self) -> dict[str, object]:
        """Return what was said, by the names of GifterRule."""
        said = self.model_dump(exclude_unset=True, exclude={"key"})
        if "name" in said:
            said["name"] = said["name"] or ""
        return said


class GifterOut(TypedDict):
    """A gifter, with what they sent and the rule about them."""

    key: str
    gifter: str
    coins: int
    gifts: int
    name: str | None
    hidden: bool
    budget: int | None
    in_recap: bool
    over_budget: bool


class GiftersOut(TypedDict):
    """Gifters, those with the most coins first."""

    gifters: list[GifterOut]


def rules_out(rules: Rules) -> RulesOut:
    """Return the rules about all gifters."""
    return {
        "shoutout_coins": rules.shoutout_coins,
        "shoutouts_on_air": rules.shoutouts_on_air,
        "blocked_words": list(rules.blocked_words),
        "block_links": rules.block_links,
    }


def gifter_out(board: Board, key: str) -> GifterOut:
    """Return one gifter."""
    tally = board.real.tallies.get(key) or Tally("")
    rule = board.gifters.get(key, GifterRule())
    return {
        "key": key,
        "gifter": tally.name,
        "coins": tally.micro // MICRO,
        "gifts": tally.gifts,
        "name": rule.name or None,
        "hidden": rule.hidden,
        "budget": rule.budget,
        "in_recap": rule.in_recap,
        "over_budget": over_budget(key, tally.micro, board.gifters),
    }


def gifters_out(board: Board, search: str, limit: int) -> GiftersOut:
    """Return the gifters whose name or key has `search` in it, the most coins first."""
    wanted = search.casefold()
    found = [
        (-tally.micro, key)
        for key, tally in board.real.tallies.items()
        if wanted in tally.name.casefold() or wanted in key
    ]
    found.sort()
    return {"gifters": [gifter_out(board, key) for _, key in found[:limit]]}
