"""The wheel, installed into an environment that has nothing else, is the whole product."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.server_process import OWNER

CHECKOUT = Path(__file__).parents[1]


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, cwd=CHECKOUT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a bare environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("bare")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(sys.executable, *build, CHECKOUT)
    run(sys.executable, "-m", "venv", folder / "venv")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", CHECKOUT / "requirements.lock")
    run(*pip, "--no-deps", *folder.glob("giftgoal-*.whl"))
    return programs


@pytest.fixture
def url(bare: Path, tmp_path: Path) -> Iterator[str]:
    """A server that runs from the wheel, far from the checkout."""
    command: list[str | Path] = [bare / "giftgoal", "--data", tmp_path / "data", "--port", "0"]
    environment = {**os.environ, "GIFTGOAL_TOKEN": OWNER}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(4)]
        yield lines[1].split()[-1].partition("/control")[0]
        process.terminate()
        assert process.wait(10) == 0


def test_the_wheel_serves_the_pages_and_counts_a_gift(url: str) -> None:
    headers = {"Authorization": f"Bearer {OWNER}"}
    with httpx2.Client(base_url=url, headers=headers, trust_env=False) as client:
        for page in ("/control", "/assets/goal/main.js", "/assets/languages/ar.js"):
            assert client.get(page).status_code == 200
        gift = client.post("/api/gifts", json={"gifter": "ana", "gift": "Rose"})
        assert (gift.status_code, gift.json()["coins"]) == (201, 1)
        scripts = client.get("/api/scripts").json()["scripts"]
    assert [script["name"] for script in scripts] == ["first-light", "friday-night", "storm"]
