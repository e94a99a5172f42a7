"""The public door."""

import builtins
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import omneo_appointments
import pytest
from omneo_appointments import _errors

PYPROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())


def test_all() -> None:
    """Whatever __all__ names is there, sorted, and every error of the tree is among it."""
    errors = {
        name for name, value in vars(_errors).items() if isinstance(value, type) and issubclass(value, Exception) and name[0] != "_"
    }

    assert sorted(omneo_appointments.__all__) == omneo_appointments.__all__
    assert all(hasattr(omneo_appointments, name) for name in omneo_appointments.__all__)
    assert errors <= set(omneo_appointments.__all__)
    public = {
        name for name in vars(omneo_appointments) if not name.startswith("_") and name[0].isupper() and name != "TYPE_CHECKING"
    }
    assert public - {"Any", "AiohttpTransport"} <= set(omneo_appointments.__all__)


def test_version() -> None:
    """The version is the one in pyproject.toml."""
    assert omneo_appointments.__version__ == PYPROJECT["project"]["version"]


def test_no_such_name() -> None:
    """A name that isn't there is an AttributeError, as anywhere."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = omneo_appointments.nonsense


def test_nothing_optional_is_imported() -> None:
    """Importing the package imports neither what is optional nor what is used later."""
    program = "import omneo_appointments, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert {"aiohttp", "dateutil", "omneo_appointments.sandbox", "importlib.metadata"} & set(modules) == set()


@pytest.mark.parametrize(("module", "needs", "extra"), [("_aiohttp", "aiohttp", "aiohttp"), ("sandbox", "h11", "sandbox")])
def test_missing_extra(monkeypatch: pytest.MonkeyPatch, module: str, needs: str, extra: str) -> None:
    """Without an extra, asking for what it brings says what to install; the package itself doesn't need it."""
    imported = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == needs:
            raise ImportError(name)
        return imported(name, *args, **kwargs)

    importlib.import_module(f"omneo_appointments.{module}")
    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, f"omneo_appointments.{module}")
    with pytest.raises(ImportError, match=rf"pip install 'omneo-appointments\[{extra}\]'"):
        importlib.import_module(f"omneo_appointments.{module}")
