"""Replace a folder or a file in one step, one process at a time: whoever is killed leaves the old or the new one, never a half.

It does not guard against loss of power: nothing is flushed to the disk. Linux and macOS exchange two names in one step; on a file
system that cannot, a process that is killed between two renames leaves no folder, until the next run puts the old one back.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE, FOLDER = 0o644, 0o755  # modes, whatever the umask
AT_FDCWD = -100 if sys.platform == "linux" else -2
EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def locked(root: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock on a folder, and wait for it if need be. Child processes hold it too, for as long as they outlive this one."""
    descriptor = os.open(root, os.O_RDONLY)
    try:
        os.set_inheritable(descriptor, True)
        wanted = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, wanted | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another process that generates or checks ...", file=sys.stderr, flush=True)
            fcntl.flock(descriptor, wanted)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """An empty folder on the same file system, for what will take the place of `folder`; call it under the lock.

    What earlier runs left behind is taken away first.
    """
    recover(folder)
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = room / "new"
        new.mkdir()
        yield new
    finally:
        shutil.rmtree(room, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put the old folder back if a run was killed between two renames, and remove what killed runs left."""
    for room in folder.parent.glob(f".{folder.name}-*"):
        old = room / "old"
        if not os.path.lexists(folder) and os.path.lexists(old):
            old.rename(folder)
        shutil.rmtree(room, ignore_errors=True)


def replace_folder(new: Path, folder: Path) -> None:
    """Put the folder `new`, which staging() gave, in the place of `folder`, a link or a file in that place included."""
    for path in [new, *new.rglob("*")]:
        path.chmod(FOLDER if path.is_dir() else FILE)
    if os.path.lexists(folder):
        if exchanged(new, folder):
            return
        folder.rename(new.parent / "old")
    new.rename(folder)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(AT_FDCWD, first, AT_FDCWD, second, EXCHANGE) == 0)
    if hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, EXCHANGE) == 0)
    return False


def replace_file(file: Path, text: str) -> None:
    """Write a text file, with LF at the end of its lines, in the place of what is there."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(FILE)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def kinds(folder: Path) -> dict[str, str]:
    """Relative path -> "file", "executable", "link", "empty folder" or "special", for everything below a folder.

    No link is followed. Compiled Python beside its source is left out.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        kind = kind_of(path)
        if kind == "folder" and path.name == "__pycache__":
            found |= {f"{path.name}/{name}": inner for name, inner in kinds(path).items() if not is_compiled(folder, name, inner)}
        elif kind == "folder":
            found |= {f"{path.name}/{name}": inner for name, inner in kinds(path).items()} or {path.name: "empty folder"}
        else:
            found[path.name] = kind
    return found


def is_compiled(folder: Path, name: str, kind: str) -> bool:
    """Whether a file of `__pycache__` was compiled from a module of its folder."""
    return kind == "file" and name.endswith(".pyc") and kind_of(folder / f"{name.split('.')[0]}.py") in ("file", "executable")


def kind_of(path: Path) -> str:
    """What is there, without following a link; "nothing" if nothing is."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return "nothing"
    if stat.S_ISREG(mode):
        return "executable" if mode & 0o111 else "file"
    return "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "special"
