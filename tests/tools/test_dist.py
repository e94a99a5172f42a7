"""What is released: contents, reproducibility, and that the wheel works alone."""

import re
import subprocess
import sysconfig
import tomllib
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


def test_tag(tmp_path: Path) -> None:
    """A release's tag is the version of pyproject.toml and the head of the changelog; the message names all three."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 - 2026-11-23\n")

    assert dist.check_tag("v1.2.3", tmp_path).startswith("v1.2.3 is the version")
    with pytest.raises(dist.DistError, match=r"the tag is v9.9.9, pyproject.toml says 1.2.3, CHANGELOG.md begins with 1.2.3"):
        dist.check_tag("v9.9.9", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("## Unreleased\n\n## 1.2.3 - 2026-11-23\n")
    with pytest.raises(dist.DistError, match="begins with Unreleased"):
        dist.check_tag("v1.2.3", tmp_path)


def test_changelog_and_version() -> None:
    """The changelog begins with Unreleased or with the version of pyproject.toml, and every release in it has a date."""
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    version = project_version((ROOT / "pyproject.toml").read_text())

    assert heads[0] == "Unreleased" or heads[0].startswith(f"{version} - ")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", head) for head in heads if head != "Unreleased")


def test_readme_on_an_index(built: tuple[Path, Path]) -> None:
    """In the wheel's metadata each link and picture of README.md is absolute, below the repository's address."""
    archive = zipfile.ZipFile(built[0])
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    text = archive.read(name).decode()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    repository = project["urls"]["Repository"]

    assert all(url.startswith(repository) for url in project["urls"].values())
    assert re.findall(r"\]\((?!https://)[^)]*\)", text) == []
    assert f"]({repository}/blob/v{project['version']}/docs/errors.md)" in text
    assert f"]({repository}/raw/v{project['version']}/benchmarks/results.png)" in text
