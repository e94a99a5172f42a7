"""What a client is set up with: each argument and each variable is taken, or refused in one line that shows no secret."""

import copy
import enum
import inspect
import pickle
import threading
import uuid
from typing import Any, cast
from unittest import mock

import httpx
import omneo_appointments as omneo
import pytest
from omneo_appointments import AsyncOmneo, ConfigurationError, Omneo
from omneo_appointments._tls import context_for

from tests.conftest import LINKED, TOKEN

KINDS = pytest.mark.parametrize("kind", [Omneo, AsyncOmneo])
FAKE: dict[str, Any] = {"token": TOKEN}


class Setting(str, enum.Enum):  # noqa: UP042 - the older kind is the one whose format() differs
    """What people keep their settings in; its format() is the member's name."""

    TENANT = "acme"
    TOKEN = "fake-token-of-an-enum"
    URL = "https://omneo.example/api"
    HEADER = "X-Shop"
    VALUE = "fitzroy"
    ALIAS = "list"
    ID = "204"


@KINDS
def test_any_str_counts_by_its_value(kind: Any) -> None:
    """A subclass of str stands for its value, as tenant, token, address and header."""
    client = kind(tenant=Setting.TENANT, token=Setting.TOKEN, headers={Setting.HEADER: Setting.VALUE})

    assert client._config.base_url == "https://api.acme.getomneo.com/api"
    assert (client._config.token, type(client._config.token)) == ("fake-token-of-an-enum", str)
    assert client._config.headers == {"x-shop": ("X-Shop", "fitzroy")}
    assert kind(base_url=Setting.URL, **FAKE)._config.base_url == "https://omneo.example/api"


def test_any_str_counts_by_its_value_on_the_wire(script: Any) -> None:
    """So does one that a token callable returns, an alias and an id."""
    session = script(LINKED)
    with Omneo(base_url=session.base_url, token=lambda: Setting.TOKEN) as client:
        client.appointments.link(42, Setting.ALIAS, Setting.ID)
    (request,) = session.requests

    assert dict(request["headers"])["Authorization"] == "Bearer fake-token-of-an-enum"


@pytest.mark.parametrize(
    "url",
    [
        "https://h?",
        "https://h#",
        "https://h:99999",
        "https://h:0",
        "https://a b",
        "https://a\tb",
        "https://a\\b",
        "https://h/a b",
        "https://h/api?x=1",
        "https://omneo.example/api/v3",
        "https://omneo.example/api/v3/",
        "https://[::1%eth0.evil]",
        "https://[::1%25eth0]/api",
        "https://a..b",
        "https://-a.example",
        "https://" + "a" * 64 + ".example",
        "https://" + "a." * 130 + "example",
        "https://xn--\u00df",
        "https://127.1",
        "https://1.2.3.4.5",
        "https://0x7f000001/api",
        "https://127.0.0.1.",
        "https://h/%zz",
        "https://h/100%",
        "https://\u2028.example",
        "HTTPS//h",
        "//h/api",
        b"https://h",
        object(),
        10**5000,
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else type(value).__name__,
)
@KINDS
def test_refused_addresses(kind: Any, url: Any) -> None:
    """An address that cannot be meant is refused in one line."""
    with pytest.raises(ConfigurationError, match="base_url") as caught:
        kind(base_url=url, **FAKE)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://me:hush-hush@api.example",
        "https://me:hush-hush@a b",
        "ftp://me:hush-hush@h",
        "https://me:hush-hush@h:99999",
        "me:hush-hush@h",
        "https://h/?token=hush-hush",
        "https://h/#hush-hush",
        "https://me:hush-hush@[::1",
        "https://me:hush@x@hush-hush@h",
    ],
)
@KINDS
def test_a_refused_address_shows_no_secret(kind: Any, url: str) -> None:
    """Whatever is wrong with an address, its credentials and its query are not repeated."""
    with pytest.raises(ConfigurationError) as caught:
        kind(base_url=url, **FAKE)

    assert "hush-hush" not in str(caught.value)
    assert caught.value.__cause__ is None


@KINDS
def test_tenant_or_base_url(kind: Any) -> None:
    """Both together are refused, since one of them would be ignored."""
    with pytest.raises(ConfigurationError, match="not both"):
        kind(tenant="acme", base_url="https://omneo.example/api", **FAKE)


BAD_OPTIONS: list[dict[str, Any]] = [
    *({"max_retries": value} for value in (-(10**5000), 2**40, "3", -1)),
    *({"timeout": value} for value in (10**5000, 1e9, "1", httpx.Timeout(-1), httpx.Timeout(5, read=cast(Any, "x")), [1])),
    *({"deadline": value} for value in (0, -1, float("nan"), float("inf"), True, "60")),
    *({"max_response_bytes": value} for value in (0, -1, 1.5, True, None, 2**70)),
    *({"headers": value} for value in ("x", [("a", "b")], 3, {"a": "b\n"}, {"a": " b"}, {"\u00e9": "b"}, {"": "b"})),
    {"headers": {"x" * 9000: "\u00e9"}},
]


@pytest.mark.parametrize("options", BAD_OPTIONS, ids=lambda options: f"{next(iter(options))}-{BAD_OPTIONS.index(options)}")
@KINDS
def test_refused_options(kind: Any, options: dict[str, Any]) -> None:
    """An option that cannot work is a ConfigurationError that names it, from the constructor and from with_options()."""
    (name,) = options
    match = name.removesuffix("s")
    with pytest.raises(ConfigurationError, match=match) as made:
        kind(tenant="acme", **FAKE, **options)
    with pytest.raises(ConfigurationError, match=match):
        kind(tenant="acme", **FAKE).with_options(**options)

    assert len(str(made.value)) < 300


@pytest.mark.parametrize("value", ["false", 1, None])
@KINDS
def test_insecure_http_is_a_bool(kind: Any, value: Any) -> None:
    """What is not a bool does not allow plain http: "false" would."""
    with pytest.raises(ConfigurationError, match="allow_insecure_http"):
        kind(base_url="http://omneo.example", allow_insecure_http=value, **FAKE)


RESERVED = "Authorization Host content-length Transfer-Encoding Expect connection Cookie TE Upgrade Keep-Alive Content-Type"


@pytest.mark.parametrize("name", RESERVED.split())
@KINDS
def test_reserved_headers(kind: Any, name: str) -> None:
    """Headers that frame the request, or carry the token, are not the caller's to set."""
    with pytest.raises(ConfigurationError, match=name):
        kind(tenant="acme", headers={name: "x"}, **FAKE)
    with pytest.raises(ConfigurationError, match=name):
        kind(tenant="acme", **FAKE).with_options(headers={name: "x"})


def test_headers_merge_in_any_case(script: Any) -> None:
    """A header of a view replaces its parent's, and one of the caller's the client's own, whatever the case."""
    session = script(LINKED)
    mine = {"X-Shop": "a", "accept": "application/vnd.api+json"}
    with Omneo(base_url=session.base_url, headers=mine, **FAKE) as client:
        mine["X-Shop"] = "changed later"
        client.with_options(headers={"x-shop": "b", "USER-AGENT": "till/1"}).appointments.link(42, "list", 204)
        client.appointments.link(42, "list", 204)
    sent = [[(name.lower(), value) for name, value in request["headers"]] for request in session.requests]

    assert [value for name, value in sent[0] if name == "x-shop"] == ["b"]
    assert [value for name, value in sent[1] if name == "x-shop"] == ["a"]
    assert [value for name, value in sent[0] if name in ("accept", "user-agent")] == ["application/vnd.api+json", "till/1"]
    assert all(len({name for name, _ in headers}) == len(headers) for headers in sent)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SSL_CERT_FILE", "/no/such/file.pem"),
        ("SSL_CERT_FILE", "/no/such\n/file/" + "x" * 9000),
        ("SSL_CERT_DIR", "/no/such/folder"),
        ("SSLKEYLOGFILE", "/no/such/folder/keys"),
        ("HTTPS_PROXY", "http://proxy:99999"),
        ("HTTPS_PROXY", "gopher://proxy"),
        ("ALL_PROXY", "socks5://proxy:1080"),
    ],
)
@KINDS
def test_refused_environment(kind: Any, variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment that leads nowhere is a ConfigurationError that names it."""
    monkeypatch.setenv(variable, value)
    for name in {"SSL_CERT_FILE", "SSL_CERT_DIR"} - {variable}:
        monkeypatch.delenv(name, raising=False)
    context_for.cache_clear()
    with pytest.raises(ConfigurationError, match=variable) as caught:
        kind(tenant="acme", **FAKE)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", ["OMNEO_TENANT", "OMNEO_TOKEN", "OMNEO_BASE_URL"])
def test_empty_variables_do_not_count(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable is as if it were not set."""
    monkeypatch.setenv(name, "")
    with pytest.raises(ConfigurationError, match="no token" if name == "OMNEO_TOKEN" else "no tenant"):
        Omneo(**({"tenant": "acme"} if name == "OMNEO_TOKEN" else FAKE))


class Odd:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def __index__(self) -> int:
        raise self.error

    def __repr__(self) -> str:
        raise self.error


class Matrix:
    """Its repr has lines, as numpy's arrays have, and what it lacks is no AttributeError."""

    def __repr__(self) -> str:
        return "1 2\n3 4\x1b[31m"

    def __getattr__(self, name: str) -> Any:
        raise ValueError(name)


ODD: list[Any] = [10**5000, -(10**5000), Odd(ValueError("a")), Odd(ZeroDivisionError()), threading.Lock(), lambda: 0, float("nan")]
ODD += [Matrix, uuid.UUID.__new__(uuid.UUID)]


@pytest.mark.parametrize("value", ODD, ids=[type(value).__name__ + str(number) for number, value in enumerate(ODD)])
def test_odd_arguments(value: Any) -> None:
    """An argument that cannot even be shown is a LinkTargetError, which keeps it, pickles and copies."""
    client = Omneo(tenant="acme", **FAKE)
    for arguments in ((value, "list", 1), (1, value, 1), (1, "list", value), (1, "profile", value)):
        with pytest.raises(omneo.LinkTargetError) as caught:
            client.appointments.link(*arguments)
        error = caught.value

        assert error.value is value
        assert len(str(error)) < 400
        assert str(error).isprintable()
        assert str(pickle.loads(pickle.dumps(error))) == str(copy.copy(error)) == str(error)
        assert repr(error)


def test_a_message_is_one_line() -> None:
    """Whatever lines a value's repr has, the message has one."""
    matrix: Any = Matrix()
    client = Omneo(tenant="acme", **FAKE)
    with pytest.raises(omneo.LinkTargetError, match=r"not 1 2 3 4 \[31m$"):
        client.appointments.link(matrix, "list", 1)
    with pytest.raises(ConfigurationError, match=r"not 1 2 3 4 \[31m$"):
        client.with_options(timeout=matrix)


def test_half_built_objects_have_a_repr() -> None:
    """An object whose constructor failed can be shown, as a traceback with locals does."""
    for kind in (Omneo, AsyncOmneo):
        assert "not set up" in repr(kind.__new__(kind))


def test_patching_a_verb() -> None:
    """client.appointments is one object, so that a mock put on it is what is called."""
    client = Omneo(tenant="acme", **FAKE)

    assert client.appointments is client.appointments
    with mock.patch.object(client.appointments, "link", return_value="linked") as link:
        assert client.appointments.link(42, "list", 204) == "linked"  # type: ignore[comparison-overlap]
    link.assert_called_once_with(42, "list", 204)


@KINDS
def test_autospec(kind: Any) -> None:
    """create_autospec sees the verbs and their signatures, on the class and on a client."""
    for spec in (mock.create_autospec(kind)(tenant="acme"), mock.create_autospec(kind, instance=True)):
        called = spec.appointments.link(42, type="list", id=204)
        if kind is AsyncOmneo:
            called.close()  # a coroutine
        spec.appointments.link.assert_called_once_with(42, type="list", id=204)
        with pytest.raises(TypeError):
            spec.appointments.link(42)
        with pytest.raises(AttributeError):
            spec.appointments.lnik(42, "list", 204)
        with pytest.raises(TypeError):
            spec.appointments.with_raw_response.link(42)


def test_error_headers_in_any_case(script: Any) -> None:
    """An error's headers and a raw response's are the same kind: looked up in any case."""
    session = script({"status": 404, "headers": {"X-Request-Id": "r-1"}}, {**LINKED, "headers": {"X-Request-Id": "r-2"}})
    with Omneo(base_url=session.base_url, **FAKE) as client:
        with pytest.raises(omneo.NotFoundError) as caught:
            client.appointments.link(42, "list", 204)
        raw = client.appointments.with_raw_response.link(42, "list", 204)

    assert type(caught.value.headers) is type(raw.headers) is httpx.Headers
    assert (caught.value.headers["x-request-ID"], caught.value.request_id) == ("r-1", "r-1")
    assert (raw.headers["X-REQUEST-id"], raw.request_id) == ("r-2", "r-2")


def test_left_out_options_show_as_such() -> None:
    """help() shows that an option of with_options() may be left out, which is not the same as None."""
    assert str(inspect.signature(Omneo.with_options)).count("= NOT_GIVEN") == 5
