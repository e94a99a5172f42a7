"""What is released: contents, reproducibility, and that the wheel works alone."""

import os
import re
import subprocess
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import dist
from tools.pins import pinned
from tools.spec_diff import project_version
from tools.sync import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return dist.build(ROOT, tmp_path_factory.mktemp("dist"))


def test_contents(built: tuple[Path, Path]) -> None:
    """The wheel holds every file of both packages and the vectors, and nothing else, whether git knows the file yet or not."""
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


def test_reproducible(built: tuple[Path, Path], tmp_path: Path) -> None:
    """Built from the sdist in another folder, umask, time zone, locale and hash seed, both archives are the same to the byte."""
    dist.check_reproducible(*built, tmp_path)


def test_not_reproducible(built: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that comes out otherwise the second time is refused by its name."""
    monkeypatch.setattr(dist, "build", lambda *_, **__: (built[1], built[0]))
    with pytest.raises(dist.DistError, match=r"^omneo_appointments-.*[.]whl is not reproducible: .* its hash is [0-9a-f]{64}$"):
        dist.check_reproducible(*built, tmp_path)


def test_sdist_can_be_tested(built: tuple[Path, Path]) -> None:
    """A distributor finds the tests in the sdist, and what they need; nothing of what the verbs make is there."""
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"Makefile", "tests/conftest.py", "tools/sync.py", "requirements/test.txt", "spec/openapi.yaml", "CHANGELOG.md"} <= names
    assert not [name for name in names if re.search(r"(^|/)([.]venv|[.]cache|node_modules|__pycache__|dist|[.]git)(/|$)", name)]


def commit(root: Path) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.invalid", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], [*identity, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def test_sdist_is_the_commit(built: tuple[Path, Path], tmp_path: Path) -> None:
    """What git does not track, and what it tracks and the sdist lacks, is refused by name; where there is no git, nothing is."""
    root = dist.unpack(built[1], tmp_path)
    (root / "PKG-INFO").unlink()
    dist.check_sdist(built[1], root)
    commit(root)
    dist.check_sdist(built[1], root)
    subprocess.run(["git", "rm", "-q", "--cached", "LICENSE"], cwd=root, check=True)
    (root / "later.txt").touch()
    subprocess.run(["git", "add", "later.txt"], cwd=root, check=True)
    with pytest.raises(dist.DistError, match=r"missing \['later.txt'\], not tracked by git \(commit or delete it\) \['LICENSE'\]$"):
        dist.check_sdist(built[1], root)


def test_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archives carry the time of SOURCE_DATE_EPOCH, else of the commit, else of the sdist; a repository around the folder is not ours."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = tmp_path / "inner"
    root.mkdir()
    (root / "PKG-INFO").touch()
    os.utime(root / "PKG-INFO", (1, 1_600_000_000))
    commit(tmp_path)

    assert dist.epoch(root) == "1600000000"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "1650000000 +0000")
    commit(root)
    assert dist.epoch(root) == "1650000000"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert dist.epoch(root) == "1700000000"


def test_failing_build(tmp_path: Path) -> None:
    """A build that fails says so with the builder's last lines, and no traceback of ours."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "no version"\n')
    with pytest.raises(dist.DistError) as caught:
        dist.build(tmp_path, tmp_path / "out")
    first, *said = str(caught.value).splitlines()

    assert first == f"the build of {tmp_path} failed, and said last:"
    assert 1 <= len(said) <= dist.LAST_LINES
    assert "project.version" in said[-1]


def test_wheel_alone(built: tuple[Path, Path], tmp_path: Path) -> None:
    """In an environment of its own the wheel links. Dependencies are lent by path, so that nothing is fetched."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env/bin/python"
    (site,) = (tmp_path / "env/lib").glob("python*/site-packages")
    zipfile.ZipFile(built[0]).extractall(site)  # noqa: S202 - an archive of our own
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    done = subprocess.run([python, "-I", "-c", dist.SMOKE], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.stdout[:15], done.stderr) == ("linked list 204", "")


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


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder whose version is 1.2.3."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3\n\nWords.\n")
    return tmp_path


@pytest.mark.parametrize("tag", ["v9.9.9", "1.2.3", "", "v1.2.3;touch x", "v1.2.3 ", "$(touch x)"])
def test_wrong_tag(release: Path, tag: str) -> None:
    """A tag that is not the version is refused; the message names the tag, the version and the head of the changelog."""
    with pytest.raises(dist.DistError) as caught:
        dist.check_tag(tag, release)

    assert str(caught.value) == f"the tag is {tag or 'missing'}, pyproject.toml says 1.2.3, CHANGELOG.md begins with 1.2.3"
    assert not (release / "x").exists()


def test_tag_on_main(release: Path) -> None:
    """A tag must lie on main, origin's where there is one; before the tag is made HEAD must; without git that is said."""
    assert dist.check_tag("v1.2.3", release).endswith("changelog; there is no git here to say whether it is on main")
    commit(release)
    assert dist.check_tag("v1.2.3", release).endswith("changelog, and HEAD is on refs/heads/main")

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=n", "-c", "user.email=n@example.invalid", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=release, check=True, capture_output=True)

    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("commit", "--allow-empty", "-m", "not pushed")
    git("-c", "tag.gpgsign=false", "tag", "v1.2.3")
    with pytest.raises(
        dist.DistError, match=r"^v1.2.3 is not on main: refs/tags/v1.2.3 is no ancestor of refs/remotes/origin/main$"
    ):
        dist.check_tag("v1.2.3", release)
    git("update-ref", "-d", "refs/remotes/origin/main")
    git("checkout", "-q", "--detach")
    git("branch", "-D", "main")
    with pytest.raises(dist.DistError, match=r"^there is no branch main here, .*: fetch the whole history$"):
        dist.check_tag("v1.2.3", release)


WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """Each action is pinned by a whole commit, with its tag beside it, the same in each workflow; no job has more than it needs."""
    text = file.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    pins = {name: pin for other in WORKFLOWS for name, pin in re.findall(r"uses: (\S+?)@(.*)", other.read_text(encoding="utf-8"))}

    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+[.]\d+[.]\d+", use) for use in uses)
    assert {f"{name}@{pins[name]}" for name in (use.partition("@")[0] for use in uses)} == set(uses)
    assert "\npermissions: {}\n" in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_workflows_type_verbs() -> None:
    """Each command of a workflow is a verb of the Makefile, and no expression is pasted into a shell."""
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)) | {'"$VERB"'}
    commands = [line for file in WORKFLOWS for line in re.findall(r"run: (.*)", file.read_text(encoding="utf-8"))]

    assert commands
    assert all(command.split()[0] == "make" and command.split()[1] in verbs for command in commands)
    assert not [command for command in commands if "${{" in command]


LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("file", LOCKS, ids=lambda file: file.name)
def test_pins_have_hashes(file: Path) -> None:
    """Each package is pinned to a version and to hashes of its files; no address is written down."""
    blocks = re.split(r"\n(?=\S)", file.read_text(encoding="utf-8").strip())

    assert all(re.fullmatch(r"[a-z0-9.-]+==[^ ]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", block) for block in blocks)
    assert "://" not in file.read_text(encoding="utf-8")


def test_floors_are_locked() -> None:
    """requirements/lowest.txt, which `make test-lowest` runs, holds the floor of each dependency and extra; none is without one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in sum(project["optional-dependencies"].values(), project["dependencies"])]
    lowest = pinned(ROOT / dist.LOWEST)
    floors = {one.name: specifier.version for one in wanted for specifier in one.specifier if specifier.operator == ">="}

    assert {one.name for one in wanted} == set(floors) <= set(lowest)
    assert {name: Version(lowest[name]) for name in floors} == {name: Version(floor) for name, floor in floors.items()}
