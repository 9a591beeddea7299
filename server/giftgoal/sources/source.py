"""What a source is: a road by which gifts come, what it needs to know, and how it may fail.

SourceError
├── Lost        the connection broke, or could not be made: try again
├── NotLive     there is no stream at the moment: look again later
├── Refused     a key or a password is wrong: wait until the streamer has changed it
├── Unwritten   the ledger could not write it down: the same may be delivered again
└── Flooded     more came at once than one source may bring
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from giftgoal.sources.arrivals import Arrival

Values = Mapping[str, str]
"""What the streamer filled in, by the names of the road's fields; what was left empty is its
default."""


class SourceError(Exception):
    """Why a source does not bring gifts just now. The message is shown to the streamer."""


class Lost(SourceError):
    """The connection broke, or could not be made.

    Attributes:
        retry_after: The seconds that the other side wants us to wait; None: it did not say.
    """

    def __init__(self, line: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(line)


class NotLive(SourceError):
    """There is no stream at the moment.

    Attributes:
        look_again: In how many seconds.
    """

    def __init__(self, line: str, look_again: float = 30) -> None:
        self.look_again = look_again
        super().__init__(line)


class Refused(SourceError):
    """A key or a password is wrong, or something is switched off over there.

    Nothing is tried again until the streamer has changed something.
    """


class Unwritten(SourceError):
    """A gift could not be written down. Nothing has changed, and nothing was confirmed."""


class Flooded(SourceError):
    """More came at once than one source may bring."""


FieldKind = Literal["text", "secret", "choice", "hidden"]


@dataclass(frozen=True, slots=True)
class Field:
    """Something that the streamer fills in; the control page draws the form from these."""

    name: str
    label: str
    kind: FieldKind = "text"
    """`secret`: never told again. `hidden`: a secret that the source itself keeps (`Tell.keep`);
    not part of the form."""
    hint: str = ""
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """For `choice`: the value and what people call it."""
    required: bool = False
    """Whether the road cannot be switched on without it."""
    most: int = 500
    """The most characters."""


class Deliver(Protocol):
    """Hands arrivals over to be counted."""

    async def __call__(self, arrivals: Iterable[Arrival]) -> None:
        """Return when all of them are on disk; only then may the source confirm them.

        Gifts are recorded in order. What cannot be counted is shown on the control page and is no
        reason to stop; while the disk is full this waits.
        """


class Tell(Protocol):
    """How a source says how it is. Nothing here waits, but for `keep`."""

    def live(self) -> None:
        """Say that the connection stands and gifts come as they are given."""

    def heard(self) -> None:
        """Say that something came, though no gift: a sign of life."""

    def note(self, line: str) -> None:
        """Show a line beside the state, like how much of a quota is left; empty takes it away."""

    def prompt(self, line: str, url: str = "", code: str = "") -> None:
        """Ask the streamer to do something, like opening a page and typing a code there.

        It stays until `live`, or until an empty line takes it away.
        """

    def missed(self, since: int, until: int) -> None:
        """Say that what came between two moments is lost, in milliseconds since 1970.

        Not needed for a broken connection: where a road does not resend, that is noted anyway.
        """

    def odd(self, line: str) -> None:
        """Say that a delivery was not understood."""

    async def keep(self, values: Values) -> None:
        """Keep values in the streamer's settings, for the road's hidden fields; nothing restarts.

        Raises:
            Unwritten: If they could not be written down.
        """


class Source(Protocol):
    """One connection to a platform, from its making to its end."""

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """Bring gifts until the connection ends. It may be cancelled at any await.

        Raises:
            Lost: If the connection broke or could not be made.
            NotLive: If there is no stream.
            Refused: If trying again is of no use.
        """


@dataclass(frozen=True, slots=True)
class Letter:
    """A request to a hook."""

    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes
    at: float
    """When it came, in seconds since 1970."""


class WrongSignature(Exception):
    """A letter whose sender does not know the secret, or that is too old. A sentence says which."""


class Hook(Protocol):
    """Reads the letters that a platform posts to `/hooks/{name}`."""

    def check(self, letter: Letter) -> None:
        """Make sure of who sends a letter, and that it is not an old one sent again. Pure.

        Raises:
            WrongSignature: If it is not from whom it should be.
            Unusable: If it cannot be read.
        """

    def normalise(self, letter: Letter) -> tuple[Arrival, ...]:
        """Return what is in a letter; nothing where it speaks of no gift. Pure.

        The streamer may paste a sample's body to see what it comes to: then there are no headers.

        Raises:
            Unusable: If it cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Road:
    """One way by which the gifts of a platform can come."""

    name: str
    """As in `/api/sources/{name}`: letters and hyphens."""
    title: str
    platforms: tuple[str, ...]
    """Whose gifts it brings. Each platform counts by one road only; see `carries`."""
    about: str
    """One sentence for the streamer: what it needs and what it brings."""
    sample: Callable[[str], tuple[Arrival, ...]]
    """Makes a test delivery, from text that differs each time; it lands in the rehearsal."""
    fields: tuple[Field, ...] = ()
    carries: str = ""
    """The kind of gifts that it brings of its platforms, where no road of another kind ever brings
    the same ones: a road of each kind may count. Empty: it may bring any gift of theirs."""
    resends: bool = False
    """Whether the platform sends again what came while we were away."""
    open: Callable[[Values], Source] | None = None
    """Makes the source, with the values of all fields; None for a hook."""
    hook: Callable[[Values], Hook] | None = None
    """Makes the reader of `/hooks/{name}`; None for a source that connects by itself."""

    def values(self, filled: Values) -> dict[str, str]:
        """Return the value of every field: what was filled in, else its default."""
        return {field.name: filled.get(field.name) or field.default for field in self.fields}

    def lacks(self, filled: Values) -> Field | None:
        """Return a required field that is empty, or None."""
        values = self.values(filled)
        return next((f for f in self.fields if f.required and not values[f.name]), None)


def apart(roads: Iterable[Road]) -> list[Road]:
    """Return the roads but for those by which a gift could come that one before brings as well."""
    taken: list[Road] = []
    for road in roads:
        kinds = {one.carries for one in taken}
        if not taken or (road.carries and not kinds & {"", road.carries}):
            taken.append(road)
    return taken
