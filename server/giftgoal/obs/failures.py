"""What can go wrong between us and OBS. Every message says what it is and what to do about it.

ObsFailure
├── Unreachable          nothing answers: OBS is not running, or its WebSocket server is off
├── NotObs               something answers, but it does not speak obs-websocket 5
├── WrongPassword        OBS wants a password, or another one
├── TooOld               this OBS cannot do what we need
├── NoBrowser            this OBS was built without browser sources
├── NoScene              there is no scene of that name
├── Lost                 OBS hung up, or went quiet, in the middle
└── Refused              OBS would not do one of the steps
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """Where OBS listens: Tools, WebSocket Server Settings in OBS."""

    host: str = "127.0.0.1"
    port: int = 4455

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class ObsFailure(Exception):
    """OBS could not be asked, or would not do it."""


class Unreachable(ObsFailure):
    """Nothing answers."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"Nothing answers at {address}. Start OBS, then switch on Tools, WebSocket Server "
            "Settings, Enable WebSocket server, and look whether the port there is the same."
        )


class NotObs(ObsFailure):
    """Something else answers."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"What answers at {address} is not OBS as we know it. It takes OBS 28 or newer; "
            "the port stands in OBS under Tools, WebSocket Server Settings."
        )


class WrongPassword(ObsFailure):
    """OBS wants a password, or another one.

    Attributes:
        given: Whether there was one.
    """

    def __init__(self, given: bool) -> None:
        self.given = given
        said = "The one that was given is not right." if given else "None was given."
        super().__init__(
            f"{said} In OBS it is shown under Tools, WebSocket Server Settings, Show Connect Info."
        )


class TooOld(ObsFailure):
    """This OBS cannot do what we need."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"It is version {version}. Update it to 28 or newer, or paste the "
            "overlay's link into a browser source by hand."
        )


class NoBrowser(ObsFailure):
    """This OBS has no browser sources."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"OBS {version} was built without browser sources, as some Linux packages are. "
            "Install OBS from obsproject.com or Flathub; your scenes stay."
        )


class NoScene(ObsFailure):
    """There is no scene of that name.

    Attributes:
        scene: What was asked for.
        scenes: Those there are.
    """

    def __init__(self, scene: str, scenes: Sequence[str]) -> None:
        self.scene = scene
        self.scenes = tuple(scenes)
        there = ", ".join(scenes[:20])
        super().__init__(f"There is no scene named {scene!r}; there are: {there}.")


class Lost(ObsFailure):
    """OBS hung up or went quiet."""

    def __init__(self) -> None:
        super().__init__("OBS stopped answering. Look whether it is still running, and try again.")


class Refused(ObsFailure):
    """OBS would not do one of the steps.

    Attributes:
        request: Its name in obs-websocket.
        code: OBS's request status (`obs_websocket.RequestStatus` in its documentation).
        comment: OBS's own words; may be empty.
    """

    def __init__(self, request: str, code: int, comment: str) -> None:
        self.request = request
        self.code = code
        self.comment = comment
        why = f": {comment}" if comment else ""
        super().__init__(f"It was asked for {request} and answered {code}{why}")
