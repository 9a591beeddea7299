"""Every option of an overlay's look, with what is allowed and the default."""

from typing import Annotated, Literal

from pydantic import Field

from giftgoal.domain.gifts import MAX_COINS
from giftgoal.wire.body import Message, Patch
from giftgoal.wire.words import Id, Line, Name, WordName, either

MAX_WIDGETS = 8
"""How many widgets may stand on one canvas."""

_SWITCH = "true or false"
_COLOUR = "a colour like #3ddc97, or null for the theme's own"
_HEX = r"^#[0-9a-fA-F]{6}$"
_PERCENT = "a whole number from 0 to 100"

Kind = Literal[
    "bar",
    "ring",
    "text",
    "jar",
    "ladder",
    "countdown",
    "top",
    "recent",
    "shoutout",
    "ticker",
]
"""What a widget is."""

Place = Literal[
    "top-left",
    "top",
    "top-right",
    "left",
    "centre",
    "right",
    "bottom-left",
    "bottom",
    "bottom-right",
]
"""Where on a canvas it stands."""

Theme = Literal["clean", "neon", "paper", "pixel", "glass", "mono", "cozy", "esports"]
"""The themes that are shipped, each a file of `overlay/goal/themes`."""

Colour = Annotated[str, Field(pattern=_HEX, description=_COLOUR)]


class WidgetIn(Message):
    """One widget of a canvas."""

    kind: Kind = Field(description=either(Kind))
    place: Place = Field(default="bottom", description=either(Place))


class SoundsIn(Message):
    """What is heard. Nothing, unless it is switched on."""

    on: bool = Field(default=False, description=_SWITCH)
    volume: int = Field(default=60, ge=0, le=100, description=_PERCENT)
    tiers: list[bool] = Field(
        default=[True, True, True, True],
        min_length=4,
        max_length=4,
        description="four of true or false: gifts below 100, 1,000, 10,000 coins, and above",
    )
    reached: bool = Field(default=True, description=_SWITCH)


class TickerGiftIn(Message):
    """The gift in which the ticker counts what is missing."""

    name: Name
    coins: int | None = Field(
        default=None,
        ge=1,
        le=MAX_COINS,
        description="the price of one in coins; without it, the catalogue's",
    )


class LookIn(Patch):
    """What an overlay shows, and how. Anything that is not said stays or gets its default."""

    widget: Kind = Field(default="bar", description=either(Kind))
    widgets: list[WidgetIn] = Field(
        default=[],
        max_length=MAX_WIDGETS,
        description=(
            f'at most {MAX_WIDGETS} like {{"kind":"ring","place":"top-left"}}; empty: only widget'
        ),
    )
    direction: Literal["horizontal", "vertical"] = Field(
        default="horizontal", description="horizontal or vertical"
    )
    goal: Id | None = Field(
        default=None, description="a goal's id, or null for the first open goal"
    )
    theme: Theme = Field(default="clean", description=either(Theme))
    title: bool = Field(default=True, description=_SWITCH)
    number: bool = Field(default=True, description=_SWITCH)
    target: bool = Field(default=True, description=_SWITCH)
    togo: bool = Field(default=True, description=_SWITCH)
    milestones: bool = Field(default=True, description=_SWITCH)
    toasts: bool = Field(default=True, description=_SWITCH)
    platforms: bool = Field(default=False, description=_SWITCH)
    calm: bool = Field(default=False, description=_SWITCH)
    accent: Colour | None = None
    second: Colour | None = None
    ground: Colour | None = None
    ground_opacity: int = Field(default=84, ge=0, le=100, description=_PERCENT)
    font: str | None = Field(
        default=None,
        pattern=r"^([a-z]{1,16}|[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.(woff2|woff|ttf|otf))$",
        description=(
            "null for the theme's own; system, rounded, condensed, serif or mono; "
            "or a file in the data folder's fonts, like Lobster.woff2"
        ),
    )
    corner: int | None = Field(
        default=None, ge=0, le=60, description="a whole number from 0 to 60, or null"
    )
    thickness: int | None = Field(
        default=None, ge=4, le=60, description="a whole number from 4 to 60, or null"
    )
    locale: str = Field(
        default="en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$",
        description="a language tag like en or pt-BR",
    )
    language: str = Field(
        default="en",
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$",
        description="the language of the overlay's words, a tag like en or pt-BR",
    )
    words: dict[WordName, Line] = Field(
        default={}, max_length=64, description="texts of at most 500 characters by their names"
    )
    sounds: SoundsIn = Field(default=SoundsIn(), description='options like {"on":true,"volume":60}')
    ticker_gift: TickerGiftIn | None = Field(
        default=None, description='a gift like {"name":"Galaxy","coins":1000}, or null'
    )

    def said(self) -> dict[str, object]:
        """Return the options that were given, as plain values of JSON."""
        said = self.model_dump(mode="json", exclude_unset=True)
        # What stands inside an option is told whole: a look is merged at its first level only.
        if "sounds" in said:
            said["sounds"] = self.sounds.model_dump(mode="json")
        if "widgets" in said:
            said["widgets"] = [one.model_dump(mode="json") for one in self.widgets]
        if self.ticker_gift is not None:
            said["ticker_gift"] = self.ticker_gift.model_dump(mode="json")
        return said
