"""What is released: contents, reproducibility, and that the wheel works alone."""

import subprocess
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import dist
from tools.spec_diff import project_version
from tools.sync import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return dist.build(ROOT, tmp_path_factory.mktemp("dist"))


def test_contents(built: tuple[Path, Path]) -> None:
    """The wheel holds every committed file of both packages and the vectors, and nothing else."""
    dist.check_wheel(built[0], ROOT)
    names = zipfile.ZipFile(built[0]).namelist()

    assert {"omneo_api/py.typed", "omneo_api/openapi.json", "omneo_appointments/py.typed"} <= set(names)
    assert "omneo_appointments/vectors/reference_server.py" in names


DOCTORED: list[tuple[str, Callable[[str], bool], list[str]]] = [
    ("missing ['omneo_api/py.typed']", lambda name: name != "omneo_api/py.typed", []),
    ("not expected ['omneo_api/notes.txt']", bool, ["omneo_api/notes.txt"]),
    ("not expected ['tests/conftest.py']", bool, ["tests/conftest.py"]),
]


@pytest.mark.parametrize(("message", "keep", "add"), DOCTORED, ids=[row[0] for row in DOCTORED])
def test_doctored(built: tuple[Path, Path], tmp_path: Path, message: str, keep: Callable[[str], bool], add: list[str]) -> None:
    """A wheel that lacks a file, or has one too many, is refused by its name."""
    doctored = tmp_path / built[0].name
    with zipfile.ZipFile(built[0]) as source, zipfile.ZipFile(doctored, "w") as target:
        for name in [*filter(keep, source.namelist()), *add]:
            target.writestr(name, b"")
    with pytest.raises(dist.DistError) as caught:
        dist.check_wheel(doctored, ROOT)

    assert message in str(caught.value)


def test_sdist_gives_the_same_wheel(built: tuple[Path, Path], tmp_path: Path) -> None:
    """Built from the sdist, the wheel is the same to the byte."""
    dist.check_sdist(built[1], tmp_path, built[0])


def test_wheel_alone(built: tuple[Path, Path], tmp_path: Path) -> None:
    """In an environment of its own the wheel links. Dependencies are lent by path, so that nothing is fetched."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env/bin/python"
    (site,) = (tmp_path / "env/lib").glob("python*/site-packages")
    zipfile.ZipFile(built[0]).extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    done = subprocess.run([python, "-I", "-c", dist.SMOKE], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.stdout[:15], done.stderr) == ("linked list 204", "")


def test_tag() -> None:
    """A release's tag is the version of pyproject.toml and the head of the changelog; the message names all three."""
    version = project_version((ROOT / "pyproject.toml").read_text())

    assert dist.check_tag(f"v{version}", ROOT).startswith(f"v{version} is the version")
    with pytest.raises(
        dist.DistError, match=f"the tag is v9.9.9, pyproject.toml says {version}, CHANGELOG.md begins with {version}"
    ):
        dist.check_tag("v9.9.9", ROOT)
