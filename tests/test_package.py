"""The public door."""

import builtins
import importlib
import inspect
import pickle
import pydoc
import re
import rlcompleter
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import httpx
import omneo_appointments
import pytest
from omneo_api.types import Misfit
from omneo_appointments import OmneoError, _errors
from omneo_appointments.sandbox import sample_appointment

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


DOORS = ["omneo_appointments", "omneo_appointments.bulk", "omneo_appointments.sandbox"]


def public(door: str) -> dict[str, Any]:
    """The classes and functions that a door lets out."""
    module = importlib.import_module(door)
    named = {name: getattr(module, name) for name in [*module.__all__, *("AiohttpTransport",) * (door == "omneo_appointments")]}
    return {name: value for name, value in named.items() if inspect.isclass(value) or inspect.isfunction(value)}


def test_dir() -> None:
    """dir(), and with it Tab and help(), has everything public and the submodules, without an import of anything else before."""
    program = "import omneo_appointments; print(*dir(omneo_appointments))"
    listed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert {*omneo_appointments.__all__, "AiohttpTransport", "bulk", "sandbox"} <= set(listed)
    assert [name for name in listed if name.startswith("_") and not name.startswith("__")] == []


def test_submodule_after_a_plain_import() -> None:
    """`omneo_appointments.sandbox.serve` is there after `import omneo_appointments`."""
    program = "import omneo_appointments; print(omneo_appointments.sandbox.serve.__name__)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "serve\n"


def test_completion() -> None:
    """An interactive shell completes the names of the package and the verbs of a client."""
    namespace: dict[str, Any] = {"o": omneo_appointments}
    namespace["client"] = omneo_appointments.Omneo(tenant="acme", token="an-obvious-fake")
    complete = rlcompleter.Completer(namespace).attr_matches

    assert "o.NotFoundError(" in complete("o.NotF")
    assert {"client.appointments.link(", "client.appointments.unlink("} <= set(complete("client.appointments."))
    assert {"client.appointments", "client.close()", "client.with_options("} <= set(complete("client."))


def test_help() -> None:
    """help() of the package, of a client and of a verb works and has the text."""
    for thing, words in [
        (omneo_appointments, "NotFoundError"),
        (omneo_appointments.Omneo, "max_response_bytes"),
        (omneo_appointments.AsyncOmneo, "max_response_bytes"),
        (omneo_appointments.Omneo.appointments.link, "Attach a record"),
    ]:
        assert words in pydoc.plain(pydoc.render_doc(thing))


@pytest.mark.parametrize(("door", "name"), [(door, name) for door in DOORS for name in public(door)])
def test_public_module_names(door: str, name: str) -> None:
    """What is public says a public module, in tracebacks and reprs, and pickles under it; types of fields can be resolved."""
    value = public(door)[name]

    assert not any(part.startswith("_") for part in value.__module__.split("."))
    assert pickle.loads(pickle.dumps(value)) is value
    if inspect.isclass(value) and not value.__module__.startswith("omneo_api"):
        assert typing.get_type_hints(value.__init__) is not None
    if attrs.has(value):
        assert attrs.resolve_types(value) is value


def test_raw_response_pickles() -> None:
    """A RawResponse pickles, and its fields' types can be resolved."""
    raw = omneo_appointments.RawResponse(204, httpx.Headers({"X-Request-Id": "7"}), b"", None, 1)

    assert pickle.loads(pickle.dumps(raw)).request_id == "7"
    assert typing.get_type_hints(omneo_appointments.RawResponse)["headers"] is httpx.Headers


def test_raw_response_repr() -> None:
    """The repr of a RawResponse is short, and shows nothing of headers and body but the size."""
    appointment = omneo_appointments.Appointment.from_dict(sample_appointment())
    headers = httpx.Headers({"Set-Cookie": "secret=1"})
    raw = omneo_appointments.RawResponse(200, headers, b"jane@example.test" * 1000, appointment, 2, [Misfit("/a", "string")])

    assert repr(raw) == f"RawResponse(200, tries=2, misfits=1, body=17000 bytes, parsed={appointment!r})"
    assert len(repr(raw)) < 300


@pytest.mark.parametrize("door", DOORS)
def test_docstrings(door: str) -> None:
    """Every public function, class, method and property has a docstring."""
    for name, value in public(door).items():
        assert value.__doc__, name
        members = inspect.getmembers(value) if inspect.isclass(value) and not issubclass(value, str) else []
        for own, member in members:
            function = member.fget if isinstance(member, property) else member
            ours = (getattr(function, "__module__", None) or "").startswith("omneo")
            assert own.startswith("_") or not ours or inspect.getdoc(member), f"{name}.{own}"


def attributes(kind: type) -> set[str]:
    """The public instance attributes that a class sets: attrs' fields, or what __init__ assigns."""
    if attrs.has(kind):
        return {field.name for field in attrs.fields(kind) if not field.name.startswith("_")}
    bodies = [
        inspect.getsource(base.__init__) for base in kind.__mro__ if "__init__" in vars(base) and issubclass(base, OmneoError)
    ]
    return set(re.findall(r"self\.([a-z]\w*)(?:: [^=]+)? = ", "".join(bodies)))


CLASSES = [(door, name) for door in DOORS for name, value in public(door).items() if inspect.isclass(value)]


@pytest.mark.parametrize(("door", "name"), CLASSES)
def test_every_attribute_is_described(door: str, name: str) -> None:
    """Each attribute of an error or a result is described in the docstring of its class or of a base."""
    kind = public(door)[name]
    texts = " ".join(base.__doc__ or "" for base in kind.__mro__)
    if not kind.__module__.startswith("omneo_api.models"):
        assert [one for one in attributes(kind) if not re.search(rf"\b{one}(, \w+)*:", texts)] == []


def functions(door: str) -> Iterator[tuple[str, Any]]:
    """The public functions of a door, and the public methods of its classes that are ours."""
    for name, value in public(door).items():
        members = inspect.getmembers(value, inspect.isfunction) if inspect.isclass(value) else [("", value)]
        for own, function in members:
            if not own.startswith("_") and function.__module__.startswith("omneo_appointments"):
                yield f"{name}.{own}", function


@pytest.mark.parametrize(("name", "function"), [pair for door in DOORS for pair in functions(door)])
def test_every_argument_is_described(name: str, function: Any) -> None:
    """Each argument of a function or method is in its docstring."""
    text = inspect.getdoc(function) or ""

    assert [one for one in inspect.signature(function).parameters if one != "self" and not re.search(rf"\b{one}\b", text)] == [], (
        name
    )


def test_async_docstrings() -> None:
    """The async side says as much as the sync one: each verb has the same text but for the examples, and each argument is there."""
    from omneo_appointments import _appointments as verbs

    def text(function: Any) -> str:
        return (inspect.getdoc(function) or "").partition("\n\n>>>")[0]

    for pair in (
        (verbs.Appointments, verbs.AsyncAppointments),
        (verbs.AppointmentsWithRawResponse, verbs.AsyncAppointmentsWithRawResponse),
    ):
        for verb in ("link", "unlink"):
            sync, awaited = (text(getattr(kind, verb)) for kind in pair)
            assert sync == awaited
            assert "LinkTargetError" in text(pair[1].link)
    for kind in (omneo_appointments.Omneo, omneo_appointments.AsyncOmneo):
        for argument in list(inspect.signature(kind).parameters)[:-1]:
            assert re.search(rf"^\s*{argument}: ", kind.__doc__ or "", re.MULTILINE), argument


def test_version() -> None:
    """The version is the one in pyproject.toml."""
    assert omneo_appointments.__version__ == PYPROJECT["project"]["version"]


def test_no_such_name() -> None:
    """A name that isn't there is an AttributeError, as anywhere."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = omneo_appointments.nonsense  # type: ignore[attr-defined]


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
