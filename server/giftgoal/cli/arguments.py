"""The arguments of every command."""

import argparse
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from giftgoal.cli import checking, client, demo, obs, serve, telegram
from giftgoal.scripts.player import FASTEST, SLOWEST

_ELSEWHERE = "For one elsewhere, set GIFTGOAL_TOKEN."
_SPEED = f"{SLOWEST:g} to {FASTEST:g}; 1 is real time"


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; `run` in them is the command's function.

    Raises:
        SystemExit: With status 2 and a line on stderr, if they are wrong; with 0 after --help.
    """
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="giftgoal",
        description="Counts the gifts of a live stream and fills a goal bar for OBS.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"giftgoal {version('giftgoal')}")
    _server_options(parser)
    parser.set_defaults(run=serve.run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _demo(commands)
    _play(commands)
    _check(commands)
    _export(commands)
    _backup(commands)
    _token(commands)
    _obs(commands)
    _command(commands, "telegram-sign-in", telegram.run, "Sign in to Telegram for live streams.")
    return parser


Commands = argparse._SubParsersAction  # the type has no public name


def _demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "demo", demo.run, "Show a moving bar on throw-away data.")
    _also_before(command, "--host", str, "address to listen on")
    _also_before(command, "--port", _port, "port to listen on; 0: any free one")
    command.add_argument("--no-browser", action="store_true", help="do not open a browser")
    command.add_argument("--speed", type=_speed, default=1.0, help=_SPEED)


def _play(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "play", client.play, "Play a script on a running server.")
    command.add_argument("file", help="a script file, or the name of a shipped one")
    command.add_argument("--speed", type=_speed, default=1.0, help=_SPEED)
    command.add_argument("--live", action="store_true", help="count the gifts as real ones")
    command.add_argument("--loop", action="store_true", help="begin again at the end")
    _remote_options(command)


def _check(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "check", checking.run, "Look for mistakes in a script.")
    command.add_argument("file", type=Path, help="a script file")
    _also_before(command, "--config", Path, "configuration file, for your own gifts")


def _export(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "export", client.export, "Write the gifts to a file.")
    command.add_argument(
        "--format",
        choices=("csv", "jsonl", "script"),
        default="csv",
        help="csv for spreadsheets, jsonl for programs, script to play it again",
    )
    command.add_argument("-o", "--output", type=Path, help="the file; default: standard output")
    _remote_options(command)


def _backup(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "backup", client.backup, "Copy the ledger while it is in use.")
    _remote_options(command)


def _token(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "token", client.token, "Print a token for scripts and programs.")
    command.add_argument("--role", choices=("owner", "moderator"), required=True)
    command.add_argument("--name", required=True, help="whose it is; shown beside their gifts")
    _remote_options(command)


def _obs(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "obs", obs.run, "Put an overlay into OBS, or update it there.")
    command.add_argument("--overlay", metavar="NAME", help="its name or id; default: the first")
    command.add_argument(
        "--width", type=_pixels, help="of the source; default: as it is, or as suits a new one"
    )
    command.add_argument(
        "--height", type=_pixels, help="of the source; default: as it is, or as suits a new one"
    )
    command.add_argument("--scene", metavar="NAME", help="default: the scene on air")
    command.add_argument(
        "--password-from",
        metavar="VARIABLE",
        help="the environment variable that holds OBS's password; default: ask for it",
    )
    command.add_argument("--remember", action="store_true", help="keep OBS's password")
    command.add_argument("--forget", action="store_true", help="forget it, and do nothing else")
    command.add_argument("--obs-host", default="127.0.0.1", help="where OBS runs")
    command.add_argument("--obs-port", type=_port, default=4455, help="its WebSocket server's port")
    _remote_options(command)


def _command(
    commands: "Commands[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=says, description=says, allow_abbrev=False)
    command.set_defaults(run=run)
    return command


def _server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, help="configuration file (see config.example.toml)")
    parser.add_argument("--data", type=Path, help="folder to keep the gifts in")
    parser.add_argument("--host", help="address to listen on; default 127.0.0.1")
    parser.add_argument("--port", type=_port, help="port to listen on; default 8765; 0: any")


def _also_before(
    command: argparse.ArgumentParser, name: str, of: Callable[[str], object], says: str
) -> None:
    """Add an option that may stand before the command as well; behind it, it wins.

    A default of its own would overwrite what was said before the command.
    """
    command.add_argument(name, type=of, default=argparse.SUPPRESS, help=says)


def _remote_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--url", help=f"the server; default: the one on this machine. {_ELSEWHERE}"
    )
    _also_before(command, "--config", Path, "configuration file of that server")
    _also_before(command, "--data", Path, "data folder of that server")


def _port(said: str) -> int:
    if not (said.isascii() and said.isdigit() and int(said) < 65536):
        raise argparse.ArgumentTypeError(f"{said!r} is not a port from 0 to 65535")
    return int(said)


def _pixels(said: str) -> int:
    if not (said.isascii() and said.isdigit() and 8 <= int(said) <= 8192):
        raise argparse.ArgumentTypeError(f"{said!r} is not a number of pixels from 8 to 8192")
    return int(said)


def _speed(said: str) -> float:
    try:
        speed = float(said)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        expected = f"a number from {SLOWEST:g} to {FASTEST:g}"
        raise argparse.ArgumentTypeError(f"{said!r} is not {expected}")
    return speed
