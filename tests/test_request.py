"""What all requests of a client have in common."""

import httpx
import pytest
from omneo_appointments._request import MOST_MADE, Template

PATHS = [
    "/v3/appointments/42/link",
    "/v3/a~b_c-d.e",
    "/v3/x%2Fy",
    "/v3/../secret",
    "/v3/./x",
    "/v3/a b",
    "/v3/ü",
    "/",
    "//v3/x",
    "/v3?x=1",
]


@pytest.mark.parametrize("base", ["https://h", "https://h/", "https://h:8443/api", "http://127.0.0.1:9/api/%7Ex", "http://[::1]/b"])
@pytest.mark.parametrize("path", PATHS)
def test_url_is_the_one_that_httpx_parses(base: str, path: str) -> None:
    """A URL put together from parsed parts is in no way another than the one that httpx parses from the text."""
    made, parsed = Template(base, {}).url(path), httpx.URL(base.rstrip("/") + path)

    assert parsed == made
    for name in ("raw_scheme", "raw_host", "port", "netloc", "raw_path", "path", "query"):
        assert getattr(parsed, name) == getattr(made, name)


def test_query_parameters() -> None:
    """Query parameters of an operation are encoded."""
    assert httpx.URL("https://h/api/v3/x?page%5Bsize%5D=2") == Template("https://h/api", {}).url("/v3/x", {"page[size]": 2})


def test_headers_of_the_request_count() -> None:
    """A header of an operation takes the place of the client's own, whatever the case, and that of a standard one."""
    template = Template("https://h", {"x-shop": ("X-Shop", "a"), "accept": ("Accept", "b")})
    headers = template.headers({"x-SHOP": "c"}, "fake-token").for_httpx

    assert [(key, headers[key]) for key in ("x-SHOP", "Accept")] == [("x-SHOP", "c"), ("Accept", "b")]
    assert 1 == len(headers.get_list("x-shop")) == len(headers.get_list("accept"))


def test_headers_of_another_token() -> None:
    """Each token, and each set of own headers, has headers of its own, however many there were before."""
    template = Template("https://h", {})

    for _ in range(2):
        for number in range(3 * MOST_MADE):
            headers = template.headers({"Content-Length": str(number)}, f"fake-{number % 2}").for_httpx
            assert (str(number), f"Bearer fake-{number % 2}") == (headers["content-length"], headers["authorization"])
