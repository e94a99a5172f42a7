"""The sync check: every way in which generated/ can differ from the spec is caught and named, anywhere, and nothing is changed."""

import compileall
import errno
import fcntl
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.generator import Generator
from tools import atomic, chaos_generate, pins, sync, sync_typescript

ROOT = Path(__file__).parent.parent.parent
MODEL = "generated/omneo_api/models/appointment.py"
INPUTS = ("spec", "generated", "requirements", "tools", "tests/parity", sync.CONFIG)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory, generator: Generator) -> Path:
    """What generated/ must hold."""
    folder = tmp_path_factory.mktemp("rendered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync, "run_generator", generator)
        sync.render(ROOT, folder)
    return folder


@pytest.fixture
def project(tmp_path: Path, rendered: Path, generated_once: None) -> Path:  # noqa: ARG001 - it is there to patch
    """A copy of what the tools read, in sync whatever the work tree is, in a folder with a name that is hard on shells."""
    root = tmp_path / """a folder, für 'quotes' "and" $HOME `x`"""
    root.mkdir()
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules", "dist"))
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync, "render", lambda _, folder: shutil.copytree(rendered, folder, dirs_exist_ok=True))
        sync.generate(root)
    return root


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, rendered: Path) -> None:
    """No generator: the spec does not change."""
    monkeypatch.setattr(sync, "render", lambda _, folder: shutil.copytree(rendered, folder, dirs_exist_ok=True))


def contents(root: Path) -> dict[str, bytes]:
    names = atomic.kinds(root)
    return {name: f"{kind} {(root / name).is_file() and sync.digest(root / name)}".encode() for name, kind in names.items()}


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


TAMPERINGS: list[tuple[str, str, Callable[[Path], object]]] = [
    ("edited", f"edited: {MODEL}", lambda root: append(root / MODEL, "x = 1\n")),
    ("missing", f"missing: {MODEL}", lambda root: (root / MODEL).unlink()),
    ("stray", "stray:   generated/omneo_api/extra.py", lambda root: (root / "generated/omneo_api/extra.py").touch()),
    ("stray outside", "stray:   generated/notes.txt", lambda root: (root / "generated/notes.txt").touch()),
    (
        "edited JSON",
        "edited: generated/omneo_api/openapi.json",
        lambda root: append(root / "generated/omneo_api/openapi.json", " "),
    ),
    ("no py.typed", "missing: generated/omneo_api/py.typed", lambda root: (root / "generated/omneo_api/py.typed").unlink()),
    (
        "stale spec",
        "stale:  generated/omneo_api/openapi.json",
        lambda root: replace(root / sync.SPEC, "title: Omneo", "title: Other"),
    ),
    (
        "changed config",
        "stale:  generated/omneo_api/GENERATED.json",
        lambda root: append(root / sync.CONFIG, "http_timeout: 9\n"),
    ),
    ("changed comment", "stale:  generated/omneo_api/GENERATED.json", lambda root: append(root / sync.SPEC, "# a comment\n")),
    (
        "changed header",
        f"stale:  {MODEL}",
        lambda root: replace(root / "spec/openapi.yaml", "A booking of one", "One booking of a"),
    ),
    (
        "changed pin",
        "generate.txt pins ruff 0.17.5, installed is 0.17.6: type `make setup`",
        lambda root: replace(root / sync.PINS, "ruff==0.17.6", "ruff==0.17.5"),
    ),
    ("no such pin", "pins nosuch 1, installed is none", lambda root: append(root / sync.PINS, "nosuch==1\n")),
    ("broken spec", "the generator failed", lambda root: replace(root / sync.SPEC, "openapi: 3.1.0", "openapi: 9")),
    ("failing hook", "the generator failed", lambda root: replace(root / sync.CONFIG, "ruff check", "no-such-ruff check")),
]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize(("expected", "tamper"), [(e, t) for _, e, t in TAMPERINGS], ids=[name for name, _, _ in TAMPERINGS])
def test_caught(project: Path, expected: str, tamper: Callable[[Path], object]) -> None:
    """Each fault is named, and the check leaves everything as it found it."""
    tamper(project)
    before = contents(project)
    with pytest.raises(sync.SyncError) as caught:
        sync.check(project)

    assert expected in str(caught.value)
    assert contents(project) == before


def link_to_a_copy(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def write(file: Path, data: bytes = b"x") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def instead(path: Path, kind: str) -> None:
    """Put something else in the place of a file or a folder."""
    path.parent.mkdir(exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kind == "link":
        path.symlink_to("nowhere")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.touch()


def forge(root: Path) -> None:
    """Edit a file and make the stamp agree."""
    append(root / MODEL, "x = 1\n")
    stamp = json.loads((root / sync.PACKAGE / sync.STAMP).read_text())
    stamp["outputs"][MODEL.removeprefix("generated/")] = sync.digest(root / MODEL)
    (root / sync.PACKAGE / sync.STAMP).write_text(json.dumps(stamp, indent=1) + "\n")


P = "generated/omneo_api"
MENDED: list[tuple[str, str, Callable[[Path], object]]] = [
    ("edited", f"edited: {MODEL}", lambda root: append(root / MODEL, "x = 1\n")),
    ("missing", f"missing: {MODEL}", lambda root: (root / MODEL).unlink()),
    ("stray", f"stray:   {P}/extra.py", lambda root: write(root / P / "extra.py")),
    ("a line end in a name", "stray:   'generated/omneo_api/a\\nb.py'", lambda root: write(root / P / "a\nb.py")),
    ("a forged stamp", f"edited: {MODEL}", forge),
    ("no stamp", f"missing: {P}/GENERATED.json", lambda root: (root / P / sync.STAMP).unlink()),
    ("an executable file", f"executable: {MODEL}", lambda root: (root / MODEL).chmod(0o755)),
    ("a link to the same text", f"link: {MODEL}", lambda root: link_to_a_copy(root / MODEL)),
    ("a dangling link", f"link: {MODEL}", lambda root: instead(root / MODEL, "link")),
    ("a stray link", f"stray:   {P}/other (link)", lambda root: (root / P / "other").symlink_to("models")),
    ("a linked folder", f"stray:   {P}/models (link)", lambda root: link_to_a_copy(root / P / "models")),
    ("a folder for a file", f"empty folder: {MODEL}", lambda root: instead(root / MODEL, "folder")),
    ("a pipe", f"special: {MODEL}", lambda root: instead(root / MODEL, "pipe")),
    ("an empty folder", f"stray:   {P}/empty (empty folder)", lambda root: (root / P / "empty").mkdir()),
    ("CRLF", "^M", lambda root: (root / MODEL).write_bytes((root / MODEL).read_bytes().replace(b"\n", b"\r\n"))),
    ("source in __pycache__", f"stray:   {P}/__pycache__/evil.py", lambda root: write(root / P / "__pycache__/evil.py")),
    ("bytes of no module", f"stray:   {P}/__pycache__/gone.cpython-311.pyc", lambda root: write(root / P / "__pycache__/gone.cpython-311.pyc")),
    ("a folder below __pycache__", f"stray:   {P}/__pycache__/a/types.py", lambda root: write(root / P / "__pycache__/a/types.py")),
    ("a linked module in __pycache__", "(link)", lambda root: instead(root / P / "__pycache__/types.cpython-311.pyc", "link")),
    ("generated is a link", "generated is not a folder but a link", lambda root: link_to_a_copy(root / "generated")),
    ("generated is a file", "generated is not a folder but file", lambda root: instead(root / "generated", "file")),
    ("no generated", "generated is not a folder but nothing", lambda root: shutil.rmtree(root / "generated")),
]  # fmt: skip


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("expected", "tamper"), [(e, t) for _, e, t in MENDED], ids=[name for name, _, _ in MENDED])
def test_caught_and_mended(project: Path, expected: str, tamper: Callable[[Path], object]) -> None:
    """Whatever differs is named, and what the message says to type mends it."""
    tamper(project)
    with pytest.raises(sync.SyncError) as caught:
        sync.check(project)

    assert expected in str(caught.value)
    assert str(caught.value).endswith("type `make generate` and commit the result")
    assert "is regenerated" in sync.generate(project)
    assert sync.check(project)


@pytest.mark.usefixtures("quick")
def test_what_generating_takes_away(project: Path) -> None:
    """`make generate` says which files it removes and where it undoes an edit; what is stale is neither."""
    (project / "generated/notes.txt").touch()
    (project / P / "empty").mkdir()
    append(project / MODEL, "x = 1\n")
    (project / P / "py.typed").unlink()
    told = sync.generate(project).splitlines()

    assert told[:-1] == [
        "removed: generated/notes.txt",
        "removed: generated/omneo_api/empty (empty folder)",
        f"edit undone: {MODEL}",
    ]
    append(project / MODEL, "x = 1\n")
    write(project / P / "GENERATED.json", b"{}")
    assert len(sync.generate(project).splitlines()) == 1


@pytest.mark.usefixtures("quick")
def test_compiled_python_is_no_fault(project: Path) -> None:
    """What importing leaves behind is not looked at."""
    compileall.compile_dir(project / "generated", quiet=2)
    (project / P / "models/__pycache__").mkdir(exist_ok=True)

    assert list((project / P).rglob("*.pyc"))
    assert sync.check(project)


def test_in_sync(project: Path) -> None:
    """The committed client is exactly what the spec gives."""
    assert sync.check(project).endswith("is exactly what spec/openapi.yaml gives")


def test_short_diff(project: Path) -> None:
    """The message shows what differs, in short, and what to type."""
    append(project / MODEL, "x = 1\n")
    with pytest.raises(sync.SyncError) as caught:
        sync.check(project)
    lines = str(caught.value).splitlines()

    assert "-x = 1" in lines
    assert len(lines) < 20
    assert lines[-1].endswith("type `make generate` and commit the result")


def test_a_failure_loses_nothing(project: Path) -> None:
    """When the generator fails, what was there is still there."""
    replace(project / sync.SPEC, "openapi: 3.1.0", "openapi: 9")
    before = contents(project)
    with pytest.raises(sync.SyncError):
        sync.generate(project)

    assert contents(project) == before


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"inputs": 3}'])
def test_broken_stamp(project: Path, stamp: str) -> None:
    """A stamp that says nothing is as good as none."""
    (project / sync.PACKAGE / sync.STAMP).write_text(stamp)

    assert "is regenerated" in sync.generate(project)
    assert "is up to date" in sync.generate(project)


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_hostile_surroundings(project: Path, tmp_path: Path, seed: str) -> None:
    """The verdict is the same below a hostile ruff.toml, under any hash seed, from any folder, with another ruff on PATH, where git ignores all."""
    (tmp_path / "ruff.toml").write_text("line-length = 40\n[format]\nquote-style = 'single'\n")
    git(tmp_path, "init")
    (tmp_path / ".gitignore").write_text("*\n")  # ruff passes over what git ignores
    (tmp_path / "scratch").mkdir()
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "ruff").write_text("#!/bin/sh\nexit 3\n")
    (fake / "ruff").chmod(0o755)
    environment = {
        "PATH": f"{fake}:{os.environ['PATH']}",
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(project),
        "RUFF_CONFIG": "x",
        "TMPDIR": str(tmp_path / "scratch"),
    }
    command = [sys.executable, "-m", "tools.sync", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@t.example"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    """The same as a git repository with everything staged."""
    shutil.copy(ROOT / ".gitattributes", project)
    git(project, "init")
    git(project, "add", "--all")
    return project


def test_index(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is staged is checked as it would be committed: a deletion, a mode and a stale twin are seen, and the work tree is not."""
    (repository / MODEL).write_text("not staged")

    assert sync.check_index(repository) == "what is staged is in sync"

    git(repository, "rm", "--cached", "--force", MODEL)
    git(repository, "update-index", "--chmod=+x", f"{P}/types.py")
    append(repository / sync_typescript.TYPES, "// edited\n")
    git(repository, "add", sync_typescript.TYPES)
    monkeypatch.setattr(sync, "STAGED", sync.STAGED[1:])  # the spec is as before: to lint it again would tell nothing
    with pytest.raises(sync.SyncError) as caught:
        sync.check_index(repository)
    said = str(caught.value)

    assert f"missing: {MODEL}" in said
    assert f"executable: {P}/types.py" in said
    assert ("stale or edited: tests/parity" in said) == (shutil.which("npm") is not None)
    assert said.endswith("this is about what is staged: mend the files, then `git add` them")


def test_index_runs_its_own_tools(repository: Path) -> None:
    """The staged tools run, not those of the work tree; a tool that is not staged is missed."""
    for name in ("lint_spec", "sync", "sync_typescript"):
        write(repository / f"tools/{name}.py", b"import sys; sys.exit('staged tool')")
    git(repository, "add", "tools")
    shutil.rmtree(repository / "tools")
    with pytest.raises(sync.SyncError, match="staged tool\nstaged tool\nstaged tool"):
        sync.check_index(repository)
    git(repository, "rm", "--cached", "-r", "-q", "tools")
    with pytest.raises(sync.SyncError, match=r"No module named .?tools"):
        sync.check_index(repository)


def test_no_repository(tmp_path: Path) -> None:
    """Where there is no repository, one line says so."""
    with pytest.raises(sync.SyncError, match="git checkout-index failed: fatal: not a git repository"):
        sync.check_index(tmp_path)


def test_hooks() -> None:
    """The hook runs for each commit, one that only deletes and one that merges included."""
    config = YAML().load(ROOT / ".pre-commit-config.yaml")
    (hook,) = [hook for hook in config["repos"][0]["hooks"] if hook["id"] == "staged"]

    assert config["default_install_hook_types"] == ["pre-commit", "pre-merge-commit"]
    assert not {"default_stages", "files", "exclude"} & set(config)
    assert hook["always_run"] is True
    assert not {"files", "types", "types_or", "exclude", "stages"} & set(hook)


def test_crlf_spec(project: Path) -> None:
    """A spec that is saved with CRLF is in sync: git commits it with LF."""
    (project / sync.SPEC).write_bytes((project / sync.SPEC).read_bytes().replace(b"\n", b"\r\n"))

    assert sync.check(project)
    assert sync_typescript.is_current(project)


@pytest.mark.usefixtures("quick")
def test_modes(project: Path) -> None:
    """Files can be read by everybody, whatever the umask; and a checkout with a narrow umask is no fault."""
    before = os.umask(0o077)
    try:
        append(project / MODEL, "x = 1\n")
        sync.generate(project)
    finally:
        os.umask(before)
    modes = {
        path.is_dir(): oct(path.stat().st_mode & 0o777) for path in [project / "generated", *(project / "generated").rglob("*")]
    }
    (project / MODEL).chmod(0o600)

    assert modes == {True: "0o755", False: "0o644"}
    assert sync.check(project)


def run(root: Path, *arguments: str, module: str = "tools.sync", **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdout=pipe, stderr=pipe, text=True, **options)


def test_full_disk(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing more can be written, the old tree stays, nothing is left, and one line says why."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # coverage would want to write too
    append(project / sync.SPEC, "# a comment\n")
    before = contents(project / "generated")

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    process = run(project, "generate", preexec_fn=narrow)
    _, said = process.communicate()

    assert process.returncode == 1
    assert "File too large" in said
    assert len(said.splitlines()) == 1
    assert contents(project / "generated") == before
    assert list(project.glob(".generated*")) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_no_room(project: Path, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A tree that is read-only is told in one line, with the path."""

    def refuse(**_: object) -> str:
        raise OSError(number, os.strerror(number), str(project))

    monkeypatch.setattr(sync, "ROOT", project)
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)

    assert sync.main(["generate"]) == 1
    assert capsys.readouterr().err == f"{os.strerror(number)}: {project}; nothing was changed\n"


def test_many_at_once(project: Path) -> None:
    """Runs that overlap wait for each other: each ends well, and the result is whole."""
    append(project / sync.SPEC, "# a comment\n")
    processes = [run(project, "generate") for _ in range(3)]
    said = [process.communicate()[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted("is regenerated" in text for text in said) == [False, False, True]
    assert sync.check(project)


def test_the_lock_outlives_its_owner(tmp_path: Path) -> None:
    """A generator that goes on after its parent was killed keeps the next run waiting until it has ended."""
    program = """
import subprocess, sys
from pathlib import Path
from tools.atomic import locked
with locked(Path(sys.argv[1])):
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=sys.stdin, close_fds=False)
    print("locked", flush=True)
    child.wait()
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    owner = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    assert owner.stdin is not None
    assert owner.stdout.readline() == "locked\n"
    owner.kill()
    owner.wait()
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with pytest.raises(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    owner.stdin.close()
    owner.stdout.close()
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.close(descriptor)


@pytest.mark.parametrize("exchange", [True, False])
def test_killed(tmp_path: Path, rendered: Path, exchange: bool) -> None:
    """Killed at any moment, generated/ is the old tree or the new one; `make chaos` kills a hundred times, the generator too."""
    root = chaos_generate.project(ROOT, tmp_path / "project")
    append(root / MODEL, "x = 1\n")

    assert list(chaos_generate.kills(root, 10, rendered=rendered, real=False, exchange=exchange)) == []


def test_recovery(tmp_path: Path) -> None:
    """Where names cannot be exchanged, a run that was killed between two renames is undone by the next."""
    folder = tmp_path / "generated"
    write(tmp_path / ".generated-a1/old/file")
    write(tmp_path / ".generated-a1/new/other")
    atomic.recover(folder)

    assert contents(tmp_path).keys() == {"generated/file"}


def test_without_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders, files and links give way to the new folder with an exchange and without."""
    for possible in (True, False):
        monkeypatch.setattr(atomic, "exchanged", atomic.exchanged if possible else lambda *_: False)
        for kind in ("folder", "link", "file"):
            folder = tmp_path / f"{kind}{possible}"
            instead(folder, kind)
            with atomic.staging(folder) as new:
                write(new / "a/b")
                atomic.replace_folder(new, folder)
            assert atomic.kinds(folder) == {"a/b": "file"}
            assert list(tmp_path.glob(".*")) == []


def fake_npm(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that notes each call, and prints its arguments and its input."""
    log = tmp_path / "calls"
    write(
        tmp_path / "bin/npm",
        f"""#!/bin/sh\necho "$1" >> '{log}'\n[ "$1" = exec ] && echo "$@" && cat || mkdir -p node_modules\n""".encode(),
    )
    (tmp_path / "bin/npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    append(root / sync.SPEC, "# a comment\n")
    return log


def test_twin(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin's file is written in one step; what it needs is installed once, and again after an installation that was cut off."""
    log = fake_npm(project, tmp_path, monkeypatch)
    with pytest.raises(sync.SyncError, match="stale or edited"):
        sync_typescript.check(project)

    assert "is regenerated" in sync_typescript.generate(project)
    assert "is up to date" in sync_typescript.generate(project)
    assert log.read_text().split() == ["ci", "exec"]
    assert list((project / sync_typescript.TWIN / "src").glob(".*")) == []
    text = (project / sync_typescript.TYPES).read_text(encoding="utf-8")
    assert text.endswith((project / sync.SPEC).read_text(encoding="utf-8"))
    assert str(project) not in text  # a path would be read as a URL, which a `#` ends

    (project / sync_typescript.TWIN / "node_modules/.installed-from").unlink()
    assert sync_typescript.prove(project)
    assert log.read_text().split() == ["ci", "exec", "ci", "exec"]


@pytest.mark.parametrize(
    "tamper", [lambda file: file.chmod(0o755), link_to_a_copy, lambda file: file.unlink(), lambda file: append(file, " ")]
)
def test_twin_is_a_plain_file(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Path], object]
) -> None:
    """A mode, a link, a gap and an edit are seen, and mended."""
    fake_npm(project, tmp_path, monkeypatch)
    sync_typescript.generate(project)
    tamper(project / sync_typescript.TYPES)
    with pytest.raises(sync.SyncError, match="stale or edited"):
        sync_typescript.check(project)

    assert "is regenerated" in sync_typescript.generate(project)
    assert sync_typescript.check(project)


def test_twins_at_once(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs install once, one after the other."""
    log = fake_npm(project, tmp_path, monkeypatch)
    processes = [run(project, "generate", module="tools.sync_typescript") for _ in range(2)]
    for process in processes:
        process.communicate()

    assert [process.returncode for process in processes] == [0, 0]
    assert log.read_text().split() == ["ci", "exec"]


def test_pins(tmp_path: Path) -> None:
    """Each pin that is not installed in its version is told; markers, comments, hashes and options of a requirements file are read."""
    text = "--pre\n# nothing\nruff==0.0.1 \\\n    --hash=sha256:0\nnosuch==1\nnosuch-2==1 ; python_version < '3'\n"
    write(tmp_path / "some.txt", text.encode())

    assert pins.differing(tmp_path / "some.txt") == [
        f"some.txt pins ruff 0.0.1, installed is {version('ruff')}",
        "some.txt pins nosuch 1, installed is none",
    ]
    assert pins.differing(ROOT / "requirements/test.txt") == []


def stand_in(tmp_path: Path, python: bytes) -> Path:
    """A folder with our Makefile and a program in the place of its Python."""
    root = tmp_path / "a folder with blanks"
    shutil.copytree(ROOT / "requirements", root / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    write(root / ".venv/bin/python", python)
    (root / ".venv/bin/python").chmod(0o755)
    (root / ".venv/tests-ready").touch()
    return root


@pytest.mark.parametrize(("failing", "status"), [("", 0), ("tools.sync", 2), ("tools.sync_typescript", 2), ("both", 2)])
def test_check_names_all(tmp_path: Path, failing: str, status: int) -> None:
    """`make check` looks at the twin too where generated/ is stale, and fails if either is."""
    program = (
        b'#!/bin/sh\n[ "$1" = -m ] || exit 0\necho "$2"\n[ "$2" = tools.lint_spec ] || [ "$2" != "$WRONG" -a "$WRONG" != both ]\n'
    )
    root, environment = stand_in(tmp_path, program), {**os.environ, "WRONG": failing}
    done = subprocess.run(["make", "-s", "check"], cwd=root, env=environment, capture_output=True, text=True, check=False)

    assert (done.stdout.split()[-2:], done.returncode) == (["tools.sync", "tools.sync_typescript"], status)


HOSTILE = ["v0.1.0;touch x", "$(touch x) `touch x` | touch x", "$(shell touch x)", """a ' "b" '; touch x; '""", "*"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("verb", "variable"), [("release-check", "TAG"), ("spec-diff", "BASE"), ("drift", "PAGES")])
@pytest.mark.parametrize("place", ["command line", "environment"])
def test_variables_from_outside(tmp_path: Path, verb: str, variable: str, value: str, place: str) -> None:
    """A variable from outside reaches the program as it is, and no shell and no make reads it."""
    root = stand_in(tmp_path, b"""#!/bin/sh\n[ "$1" = -m ] && shift 2 && printf '<%s>' "$@"\nexit 0\n""")
    given = [f"{variable}={value}"] if place == "command line" else []
    environment = {**os.environ, variable: value}
    done = subprocess.run(["make", "-s", verb, *given], cwd=root, env=environment, capture_output=True, text=True, check=False)
    passed = "".join(f"<{part}>" for part in (value.split() if variable == "PAGES" else [value]))

    assert (done.stdout.removeprefix("<--tag>"), done.stderr) == (passed, "")
    assert sorted(path.name for path in root.iterdir()) == [".venv", "Makefile", "pyproject.toml", "requirements"]


def test_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it found, and its exit status says it too."""
    assert sync.main(["check"]) == 0
    assert capsys.readouterr().out == "generated/omneo_api is exactly what spec/openapi.yaml gives\n"
