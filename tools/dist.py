"""Build wheel and sdist, prove that they are reproducible, and try them where this tree is not.

    python -m tools.dist              build into dist/, check the contents, link from the wheel alone (`make dist`)
    python -m tools.dist --test       run the sdist's tests against the wheel in dist/ (`make test-wheel`)
    python -m tools.dist --tag v1.2.3 fail unless the tag is the version, the changelog's head, and on main (`make release-check`)

The sdist is the commit: every file that git tracks, and PKG-INFO. It is built a second time from the unpacked sdist, in another
folder, under another umask, time zone, locale and hash seed; wheel and sdist must be the same to the byte. Where there is no git,
the files of the folder are taken as they are. Not checked: another version of Python or of the builder, and what the uploading
tool adds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.spec_diff import changelog_head, project_version
from tools.sync import ROOT

LOCK = "requirements/test.txt"
LOWEST = "requirements/lowest.txt"
# Where in the wheel each folder of ours goes; nothing else belongs there but the metadata.
SHIPPED = {
    "generated/omneo_api": "omneo_api",
    "overrides/omneo_appointments": "omneo_appointments",
    "spec/vectors": "omneo_appointments/vectors",
}
# What differs between the two builds, besides the folder and its files' times and modes.
FIRST = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
SECOND = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"}
LAST_LINES = 20
PLACES = "import omneo_appointments, omneo_api; print(omneo_appointments.__file__, omneo_api.__file__)"
SMOKE = """
from importlib.resources import files
import omneo_api, omneo_appointments
from omneo_appointments import Omneo
from omneo_appointments.sandbox import serve
assert files(omneo_api).joinpath("py.typed").is_file() and files(omneo_appointments).joinpath("py.typed").is_file()
with serve() as place, Omneo(base_url=place.base_url, token=place.token) as client:
    (link,) = client.appointments.link(42, "list", 204).links
    print("linked", link.type_, link.target_id, "with", omneo_appointments.__version__, "from the wheel alone")
"""


class DistError(Exception):
    """One line for the person who typed the command, and the last lines of the program that failed."""


def run(command: Sequence[str], *, cwd: Path, what: str, env: Mapping[str, str] | None = None, umask: int = -1) -> str:
    """What the command prints; DistError with its last lines where it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise DistError("\n".join([f"{what} failed, and said last:", *done.stdout.strip().splitlines()[-LAST_LINES:]]))
    return done.stdout


def git(root: Path, *arguments: str) -> str | None:
    """What git prints, or None: no git, no repository, a folder inside somebody else's, or a name that git does not know."""
    if not (root / ".git").exists() or shutil.which("git") is None:
        return None
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout


def epoch(root: Path) -> str:
    """The files' time inside the archives, in seconds: SOURCE_DATE_EPOCH, or that of the commit, or that of the unpacked sdist."""
    given = os.environ.get("SOURCE_DATE_EPOCH") or git(root, "log", "-1", "--format=%ct")
    if given is None:
        info = root / "PKG-INFO"
        given = str(int((info if info.is_file() else root / "pyproject.toml").stat().st_mtime))
    return given.strip()


def build(source: Path, target: Path, *, env: Mapping[str, str] = FIRST, umask: int = 0o022) -> tuple[Path, Path]:
    """Wheel and sdist of the source folder, in the target folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target)]
    environment = {**os.environ, **env, "SOURCE_DATE_EPOCH": epoch(source)}
    run(command, cwd=source, what=f"the build of {source}", env=environment, umask=umask)
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    return wheel, sdist


def hashed(archive: Path) -> str:
    return hashlib.sha256(archive.read_bytes()).hexdigest()


def expected(root: Path) -> set[str]:
    """Where each file of the shipped folders belongs in the wheel."""
    files = [
        (place, path.relative_to(root / folder))
        for folder, place in SHIPPED.items()
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return {f"{place}/{path.as_posix()}" for place, path in files}


def compare(archive: Path, names: set[str], wanted: set[str], strange: str = "not expected") -> None:
    missing, extra = sorted(wanted - names), sorted(names - wanted)
    if missing or extra:
        raise DistError(f"{archive.name}: missing {missing or 'nothing'}, {strange} {extra or 'nothing'}")


def check_wheel(wheel: Path, root: Path) -> None:
    """The wheel holds both packages and the vectors, whole, and nothing else."""
    compare(wheel, {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}, expected(root))


def check_sdist(sdist: Path, root: Path) -> None:
    """The sdist is what git tracks, and PKG-INFO; nothing is compared where there is no git."""
    tracked = git(root, "ls-files", "-z")
    if tracked is not None:
        with tarfile.open(sdist) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
        compare(sdist, names - {"PKG-INFO"}, set(tracked.split("\0")) - {""}, "not tracked by git (commit or delete it)")


def unpack(sdist: Path, target: Path) -> Path:
    """The folder of the unpacked sdist, its files as an owner with the umask 077 would have them."""
    with tarfile.open(sdist) as archive:
        # Python 3.11.2 has no filters yet, and 3.12 warns without one: the documented way to please both.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(target)  # noqa: S202 - an archive of our own
    root = target / sdist.name.removesuffix(".tar.gz")
    for path in root.rglob("*"):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o077)
    return root


def check_reproducible(wheel: Path, sdist: Path, scratch: Path) -> None:
    """Built again from the sdist, under other circumstances, both archives are the same to the byte."""
    again = build(unpack(sdist, scratch / "unpacked"), scratch / "again", env=SECOND, umask=0o077)
    for first, second in zip((wheel, sdist), again, strict=True):
        if hashed(first) != hashed(second):
            raise DistError(f"{first.name} is not reproducible: built again from the sdist, its hash is {hashed(second)}")


def install(wheel: Path, scratch: Path, lock: Path) -> str:
    """A new environment with the locked packages and the wheel, which must find in it all that it requires; its python."""
    venv.create(scratch / "env", with_pip=True)
    python = str(scratch / "env/bin/python")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run([*pip, "install", "--no-deps", "--requirement", str(lock)], cwd=scratch, what=f"the installation of {lock.name}")
    run([*pip, "install", "--no-deps", "--no-index", str(wheel)], cwd=scratch, what=f"the installation of {wheel.name}")
    run([*pip, "check"], cwd=scratch, what=f"pip check of {wheel.name} beside {lock.name}")
    return python


def smoke(wheel: Path, scratch: Path) -> str:
    """A link against the sandbox, from the wheel and what it requires alone, in the lowest versions."""
    python = install(wheel, scratch, ROOT / LOWEST)
    return run([python, "-I", "-W", "error", "-c", SMOKE], cwd=scratch, what="a link from the wheel alone")


def make_dist(root: Path, scratch: Path) -> None:
    target = root / "dist"
    print("building, and building again from the sdist ...", flush=True)
    wheel, sdist = build(root, scratch / "first")
    check_sdist(sdist, root)
    check_wheel(wheel, root)
    check_reproducible(wheel, sdist, scratch)
    run([sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist)], cwd=scratch, what="twine check --strict")
    print("installing the wheel in a new environment ...", flush=True)
    print(smoke(wheel, scratch), end="")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for archive in (wheel, sdist):
        shutil.copy(archive, target)
        print(f"dist/{archive.name}  sha256 {hashed(archive)}")


def run_tests(root: Path, scratch: Path) -> int:
    """Run the tests of the sdist in dist/ against the wheel in dist/; pytest's exit status."""
    (wheel,), (sdist,) = (root / "dist").glob("*.whl"), (root / "dist").glob("*.tar.gz")
    unpacked = unpack(sdist, scratch / "unpacked")
    print("installing the wheel and the tests' packages in a new environment ...", flush=True)
    python = install(wheel, scratch, unpacked / LOCK)
    place = run([python, "-c", PLACES], cwd=unpacked, what="an import")
    if str(unpacked) in place:
        raise DistError(f"the tests would run against the tree, not against the wheel: {place.strip()}")
    return subprocess.run([python, "-m", "pytest", "--numprocesses", "2"], cwd=unpacked, check=False).returncode


def check_tag(tag: str, root: Path) -> str:
    """A release's tag is `v` and the version of pyproject.toml, which is the changelog's head; its commit is on main."""
    version = project_version((root / "pyproject.toml").read_text(encoding="utf-8"))
    head, _ = changelog_head((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not tag == f"v{version}" == f"v{head}":
        raise DistError(f"the tag is {tag or 'missing'}, pyproject.toml says {version}, CHANGELOG.md begins with {head}")
    return f"{tag} is the version and the head of the changelog{on_main(tag, root)}"


def on_main(tag: str, root: Path) -> str:
    """Whether the tag's commit, or HEAD while there is no such tag, is on main: origin's, or the local one where there is none."""
    if git(root, "rev-parse", "HEAD") is None:
        return "; there is no git here to say whether it is on main"
    released = next(name for name in (f"refs/tags/{tag}", "HEAD") if git(root, "rev-parse", "--verify", f"{name}^{{commit}}"))
    branches = ("refs/remotes/origin/main", "refs/heads/main")
    main = next((name for name in branches if git(root, "rev-parse", "--verify", name)), None)
    if main is None:
        raise DistError(f"there is no branch main here, so {tag} cannot be shown to be on it: fetch the whole history")
    if git(root, "merge-base", "--is-ancestor", released, main) is None:
        raise DistError(f"{tag} is not on main: {released} is no ancestor of {main}")
    return f", and {released} is on {main}"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--tag"]:
        print(check_tag("".join(arguments[1:]), ROOT))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if arguments == ["--test"]:
            return run_tests(ROOT, Path(folder))
        make_dist(ROOT, Path(folder))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except DistError as error:
        sys.exit(str(error))
