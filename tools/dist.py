"""Build wheel and sdist reproducibly, check what is in them, and link from the wheel alone in a new environment: `make dist`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

from tools.spec_diff import changelog_head, project_version
from tools.sync import ROOT

LOCK = "requirements/test.txt"
EPOCH = "1577836800"  # 2020-01-01: the files' time inside the archives
# Where in the wheel each folder of ours goes; nothing else belongs there but the metadata.
SHIPPED = {
    "generated/omneo_api": "omneo_api",
    "overrides/omneo_appointments": "omneo_appointments",
    "spec/vectors": "omneo_appointments/vectors",
}
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
    """One line for the person who typed the command."""


def build(source: Path, target: Path) -> tuple[Path, Path]:
    """Wheel and sdist of the source folder, in the target folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run(command, cwd=source, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    return wheel, sdist


def hashed(archive: Path) -> str:
    return hashlib.sha256(archive.read_bytes()).hexdigest()


def expected(root: Path) -> set[str]:
    """Where each committed file belongs in the wheel; what lies there uncommitted is not expected."""
    names = subprocess.run(["git", "ls-files", *SHIPPED], cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return {place + name.removeprefix(folder) for name in names for folder, place in SHIPPED.items() if name.startswith(folder)}


def check_wheel(wheel: Path, root: Path) -> None:
    """The wheel holds both packages and the vectors, whole, and nothing else."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    missing, strange = sorted(expected(root) - names), sorted(names - expected(root))
    if missing or strange:
        raise DistError(f"{wheel.name}: missing {missing or 'nothing'}, not expected {strange or 'nothing'}")


def check_sdist(sdist: Path, scratch: Path, wheel: Path) -> None:
    """The sdist gives the same wheel."""
    with tarfile.open(sdist) as archive:
        # Python 3.11.2 has no filters yet, and 3.12 warns without one: the documented way to please both.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(scratch)  # noqa: S202 - an archive of our own
    again, _ = build(scratch / sdist.name.removesuffix(".tar.gz"), scratch / "from-sdist")
    if hashed(again) != hashed(wheel):
        raise DistError(f"{sdist.name} does not build the same wheel")


def smoke(wheel: Path, scratch: Path) -> str:
    """A link against the sandbox, from the wheel alone."""
    venv.create(scratch / "env", with_pip=True)
    python = str(scratch / "env/bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", str(ROOT / LOCK)]
    subprocess.run([*install, f"{wheel}[sandbox]"], cwd=scratch, check=True, stderr=subprocess.DEVNULL)
    command = [python, "-I", "-W", "error", "-c", SMOKE]
    return subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True).stdout


def check_tag(tag: str, root: Path) -> str:
    """A release's tag is `v` and the version of pyproject.toml, which is the changelog's head."""
    version = project_version((root / "pyproject.toml").read_text(encoding="utf-8"))
    head, _ = changelog_head((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not tag == f"v{version}" == f"v{head}":
        raise DistError(f"the tag is {tag or 'missing'}, pyproject.toml says {version}, CHANGELOG.md begins with {head}")
    return f"{tag} is the version and the head of the changelog"


def main() -> int:
    if sys.argv[1:2] == ["--tag"]:
        print(check_tag("".join(sys.argv[2:]), ROOT))
        return 0
    target = ROOT / "dist"
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        print("building twice ...", flush=True)
        wheel, sdist = build(ROOT, scratch / "first")
        if [hashed(wheel), hashed(sdist)] != [hashed(archive) for archive in build(ROOT, scratch / "second")]:
            raise DistError("two builds differ: not reproducible")
        check_wheel(wheel, ROOT)
        check_sdist(sdist, scratch, wheel)
        print("installing the wheel in a new environment ...", flush=True)
        print(smoke(wheel, scratch), end="")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for archive in (wheel, sdist):
            shutil.copy(archive, target)
            print(f"dist/{archive.name}  sha256 {hashed(archive)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DistError as error:
        sys.exit(str(error))
