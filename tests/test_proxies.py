"""The environment's proxy."""

import os
import pickle
import ssl
from typing import Any

import httpx
import pytest
from omneo_appointments import ConfigurationError
from omneo_appointments._proxies import proxy_for

PROXY = "http://proxy.example:3128"
HTTPS = "https://api.acme.example/api"
HTTP = "http://api.acme.example/api"
TLS = ssl.create_default_context()  # made once, since each client would read the certificates anew for each proxy


def httpx_answer(url: str) -> str | None:
    """The proxy that httpx's own client takes from the environment for a URL, seen by the pool that it would use."""
    with httpx.Client(verify=TLS) as client:
        transport: Any = client._transport_for_url(httpx.URL(url))
        proxy = getattr(transport._pool, "_proxy_url", None)
        return None if proxy is None else f"{proxy.scheme.decode()}://{proxy.host.decode()}:{proxy.port or 80}"


def our_answer(url: str) -> str | None:
    proxy = proxy_for(httpx.URL(url))
    return None if proxy is None else f"{proxy.url.scheme}://{proxy.url.host}:{proxy.url.port or 80}"


CASES: list[tuple[dict[str, str], str]] = [
    ({}, HTTPS),
    ({"HTTP_PROXY": PROXY}, HTTP),
    ({"HTTP_PROXY": PROXY}, HTTPS),
    ({"HTTPS_PROXY": PROXY}, HTTPS),
    ({"HTTPS_PROXY": PROXY}, HTTP),
    ({"https_proxy": PROXY}, HTTPS),
    ({"HTTPS_PROXY": PROXY, "https_proxy": "http://other.example:1"}, HTTPS),
    ({"HTTPS_PROXY": PROXY, "https_proxy": ""}, HTTPS),
    ({"HTTPS_PROXY": ""}, HTTPS),
    ({"ALL_PROXY": PROXY}, HTTPS),
    ({"ALL_PROXY": PROXY}, HTTP),
    ({"ALL_PROXY": PROXY, "HTTPS_PROXY": "http://other.example:1"}, HTTPS),
    ({"all_proxy": PROXY, "HTTPS_PROXY": "http://other.example:1"}, HTTP),
    ({"HTTPS_PROXY": "proxy.example:3128"}, HTTPS),
    ({"HTTPS_PROXY": "proxy.example"}, HTTPS),
    ({"HTTPS_PROXY": "https://proxy.example:3128"}, HTTPS),
    ({"HTTPS_PROXY": "HTTP://PROXY.example:3128"}, HTTPS),
    ({"HTTPS_PROXY": "http://user:pass%40word@proxy.example:3128/"}, HTTPS),
    ({"HTTPS_PROXY": "http://[2001:db8::1]:3128"}, HTTPS),
    ({"HTTP_PROXY": PROXY, "REQUEST_METHOD": "GET"}, HTTP),
    ({"http_proxy": PROXY, "REQUEST_METHOD": "GET"}, HTTP),
    ({"HTTPS_PROXY": PROXY, "REQUEST_METHOD": "GET"}, HTTPS),
    ({"FTP_PROXY": PROXY}, HTTPS),
    *[
        ({"HTTPS_PROXY": PROXY, name: value}, url)
        for name in ("NO_PROXY", "no_proxy")
        for value in (
            "*", " * ", "x,*", "*,x", "api.acme.example", "acme.example", ".acme.example", "example", "cme.example", ".api.acme.example",
            "ACME.EXAMPLE", "other.example, acme.example", "other.example,,", ",", "", "api.acme.example:443", "api.acme.example:8443",
            "acme.example:8443", ".acme.example:8443", "https://api.acme.example", "http://api.acme.example", "https://acme.example",
            "https://*.acme.example", "all://api.acme.example", "https://api.acme.example:8443", "10.1.2.3", "10.1.2.3:8443",
            "10.0.0.0/8", "10.1.2.3/32", "2001:db8::7", "2001:db8::8", "localhost", "https://", "*acme.example", "*.acme.example", "all://*:8443",
        )
        for url in (
            HTTPS, "https://acme.example/", "https://api.acme.example:8443/", "https://10.1.2.3/", "https://10.1.2.3:8443/",
            "https://10.0.0.0/", "https://[2001:db8::7]/", "https://notacme.example/",
        )
    ],
]  # fmt: skip


def apply(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name in [*os.environ]:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("environment", "url"), CASES, ids=lambda each: str(each))
def test_same_as_httpx(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str) -> None:
    """Whatever the environment says, the proxy is the one that httpx's own client would use."""
    apply(monkeypatch, environment)

    assert our_answer(url) == httpx_answer(url)


@pytest.mark.parametrize("entry", ["[2001:db8::7]", "2001:db8::7/128", "[2001:db8::7]:443, [2001:db8::7]"])
def test_what_httpx_cannot_read(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """Forms of an IPv6 address in NO_PROXY that other tools read work, where httpx itself fails."""
    apply(monkeypatch, {"HTTPS_PROXY": PROXY, "NO_PROXY": entry})

    assert our_answer("https://[2001:db8::7]/") is None
    assert our_answer("https://[2001:db8::8]/") == PROXY


@pytest.mark.parametrize("entry", ["https://", "all://", "https://*"])
def test_whole_schemes(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """A scheme alone in NO_PROXY covers every host."""
    apply(monkeypatch, {"HTTPS_PROXY": PROXY, "NO_PROXY": entry})

    assert our_answer(HTTPS) is None


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost.", "shop.localhost", "127.0.0.1", "127.8.9.10", "[::1]", "[::ffff:127.0.0.1]"],
)
@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_loopback(monkeypatch: pytest.MonkeyPatch, host: str, name: str) -> None:
    """This machine is never reached through a proxy, whatever the environment says."""
    apply(monkeypatch, {name: PROXY})

    assert proxy_for(httpx.URL(f"http://{host}:8000/api")) is None


@pytest.mark.parametrize("host", ["128.0.0.1", "notlocalhost", "localhost.example", "[::2]"])
def test_not_loopback(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Hosts that look like this machine but are not have the environment's proxy."""
    apply(monkeypatch, {"HTTP_PROXY": PROXY})

    assert our_answer(f"http://{host}/") == PROXY


@pytest.mark.parametrize(
    "value",
    [
        "ftp://user:hunter2@proxy.example:1",
        "http://user:hunter2@proxy.example:99999",
        "http://user:hunter2@proxy.example:0",
        "http://user:hunter2@proxy.example:port",
        "http://user:hunter2@",
        "http://hunter2:[proxy]",
        "hunter2://",
        "user:hunter2@proxy.example:x",
        "http://",
        "http://user:hunter2@pro xy",
        "http://user:hunter2\udcff@proxy.example",
    ],
)
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_bad_values(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """What is no proxy's URL is a ConfigurationError that names its variable and shows no password anywhere."""
    apply(monkeypatch, {name: value})
    with pytest.raises(ConfigurationError) as caught:
        proxy_for(httpx.URL(HTTPS))

    assert str(caught.value).startswith(f"{name} must be a proxy's URL")
    assert b"hunter2" not in pickle.dumps(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("entry", ["exa mple:port", "http://[::1", "ex\u00admple.\u2025", "x:" + "y" * 9000, "http://me:hush@x:y"])
def test_bad_bypass(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """An entry of NO_PROXY that nobody can read is a ConfigurationError that names it."""
    apply(monkeypatch, {"HTTPS_PROXY": PROXY, "no_proxy": f"other.example, {entry}"})
    with pytest.raises(ConfigurationError, match="no_proxy must be hosts") as caught:
        proxy_for(httpx.URL(HTTPS))

    assert len(str(caught.value)) < 300
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    """A SOCKS proxy works if its package is installed and the transport can use it; otherwise the variable is named."""
    apply(monkeypatch, {"ALL_PROXY": f"{scheme}://proxy.example:1080"})
    monkeypatch.setattr("omneo_appointments._proxies.find_spec", lambda _: None)
    with pytest.raises(
        ConfigurationError, match=r"ALL_PROXY is a SOCKS proxy, which needs another package: pip install 'httpx\[socks\]'"
    ):
        proxy_for(httpx.URL(HTTPS))
    monkeypatch.setattr("omneo_appointments._proxies.find_spec", lambda _: object())

    assert our_answer(HTTPS) == f"{scheme}://proxy.example:1080"
    with pytest.raises(ConfigurationError, match="ALL_PROXY is a SOCKS proxy, which AiohttpTransport cannot use"):
        proxy_for(httpx.URL(HTTPS), socks=False)


def test_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """User and password of a proxy's URL arrive decoded."""
    apply(monkeypatch, {"HTTPS_PROXY": "http://us%C3%A9r:p%3Aw%40@proxy.example"})
    proxy = proxy_for(httpx.URL(HTTPS))

    assert proxy is not None
    assert proxy.raw_auth == ("us\xe9r".encode(), b"p:w@")
