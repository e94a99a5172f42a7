"""What the vectors cannot ask of the PHP twin: its callers, its token, the environment's proxy, TLS and long bodies."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cases import APPOINTMENT
from reference_server import ReferenceServer

PHP = shutil.which("php")
AUTOLOAD = Path(__file__).parent / "php/autoload.php"
TOKEN = "fake-token-of-php"
PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"
# Makes one call without strict_types, as any caller may, and prints what it threw, the waits between tries and what a dump shows.
PROGRAM = """
require $argv[1];
$waits = [];
try {
    $client = new Omneo\\Appointments\\Omneo($argv[2], $argv[3], sleep: function ($seconds) use (&$waits) { $waits[] = $seconds; });
    $client->link(...json_decode($argv[4], true));
} catch (Throwable $error) {
}
ob_start();
var_dump($client ?? null);
$shown = ob_get_clean() . ($error ?? '');
echo json_encode(['thrown' => isset($error) ? $error::class : null, 'waits' => $waits, 'shown' => $shown]);
"""

pytestmark = pytest.mark.skipif(PHP is None, reason="there is no php on PATH")


def call(base_url: str, *, token: str = TOKEN, arguments: tuple[Any, ...] = (42, "profile", PROFILE), **environment: str) -> Any:
    command = [str(PHP), "-r", PROGRAM, "--", str(AUTOLOAD), base_url, token, json.dumps(arguments)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def answer(**changes: Any) -> dict[str, Any]:
    return {"status": 200, "json": {"data": APPOINTMENT | changes}}


@pytest.mark.parametrize(
    "arguments", [(True, "list", 204), (42.0, "list", 204), (42, "list", 204.0), (42, "list", True), (42, None, 1)]
)
def test_weak_caller(reference: ReferenceServer, arguments: tuple[Any, ...]) -> None:
    """A caller without strict_types gets a refusal too, never an id that PHP made of something else."""
    session = reference.session([answer()])
    told = call(session.base_url, arguments=arguments)

    assert (told["thrown"], session.requests) == ("Omneo\\Appointments\\Exception\\LinkTargetException", [])


def test_token_is_not_shown(reference: ReferenceServer) -> None:
    """Neither a dump of the client nor the trace of an exception shows the token."""
    told = call(reference.session([{"status": 422, "json": {"message": TOKEN}}]).base_url)

    assert "StatusException" in told["shown"]
    assert TOKEN not in told["shown"]


@pytest.mark.parametrize("token", ["", "a b", "a\r\nX-A: b", "a\n"])
def test_token_that_breaks_a_header(reference: ReferenceServer, token: str) -> None:
    """A token that would end its header is refused before any request."""
    session = reference.session([answer()])

    assert (call(session.base_url, token=token)["thrown"], session.requests) == ("InvalidArgumentException", [])


@pytest.mark.parametrize("base_url", ["", "ftp://h", "http://", "http://a@h", "http://h?x", "http://h#x", "http://h\n", "h"])
def test_base_url(base_url: str) -> None:
    """A base URL that is none, or says more than where the API is, is refused."""
    assert call(base_url)["thrown"] == "InvalidArgumentException"


def test_loopback_goes_through_no_proxy(reference: ReferenceServer) -> None:
    """The environment's proxy never sees what is meant for this machine."""
    proxy, session = reference.session([answer()]), reference.session([answer()])
    told = call(session.base_url, http_proxy=proxy.base_url, ALL_PROXY=proxy.base_url)

    assert (told["thrown"], len(session.requests), proxy.requests) == (None, 1, [])


def test_tls_is_not_tried_again(reference: ReferenceServer) -> None:
    """What TLS refuses is told at once: another try would fail the same."""
    told = call(reference.session([answer()]).base_url.replace("http:", "https:"))

    assert (told["thrown"], told["waits"]) == ("Omneo\\Appointments\\Exception\\ConnectionException", [])


def test_long_body(reference: ReferenceServer) -> None:
    """A body beyond 16 MiB is an answer that does not fit, and is not asked for again."""
    session = reference.session([answer(notes="x" * (17 * 2**20))])

    assert call(session.base_url)["thrown"] == "Omneo\\Appointments\\Exception\\ResponseException"
    assert len(session.requests) == 1
