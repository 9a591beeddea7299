"""The scripts that can be picked by name: those that come with Giftgoal and the streamer's own."""

from dataclasses import dataclass
from pathlib import Path

from giftgoal.catalogue import Catalogue
from giftgoal.domain.errors import NotFound
from giftgoal.scripts.format import ScriptError, load
from giftgoal.scripts.script import Script

_SUFFIXES = (".toml", ".jsonl")


@dataclass(frozen=True, slots=True)
class Listed:
    """A script on the shelf."""

    name: str
    """The file's name without its ending."""
    title: str
    seconds: float
    """How long it lasts; 0 where it has a mistake, which picking it tells."""


class Shelf:
    """Folders of scripts. Reads files: keep it off an event loop."""

    def __init__(self, catalogue: Catalogue, *folders: Path) -> None:
        """Open the folders, which need not exist. A script in a later one hides its namesake."""
        self._catalogue = catalogue
        self._folders = folders

    def listed(self) -> tuple[Listed, ...]:
        """Return all scripts with their titles and lengths, in the order of the alphabet."""
        return tuple(self._listed(name, path) for name, path in sorted(self._files().items()))

    def load(self, name: str) -> Script:
        """Read a script by its name, which is looked up and never made into a path.

        Raises:
            NotFound: If there is none.
            ScriptError: If it has a mistake.
        """
        path = self._files().get(name)
        if path is None:
            raise NotFound("script", name)
        return load(path, self._catalogue)

    def _files(self) -> dict[str, Path]:
        return {
            path.stem: path
            for folder in self._folders
            if folder.is_dir()
            for path in sorted(folder.iterdir())
            if path.suffix in _SUFFIXES and path.is_file()
        }

    def _listed(self, name: str, path: Path) -> Listed:
        try:
            script = load(path, self._catalogue)
        except ScriptError:
            return Listed(name, name, 0.0)
        return Listed(name, script.title, script.seconds)
