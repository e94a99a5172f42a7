"""The judge notices what is planted, and a broken runner costs one line."""

import base64
import json
import re
import shlex
import sys
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cases
import judge
import pytest
from cases import TOKEN, Case
from reference_server import Recorded, ReferenceServer, Session

from tests.parity import python_runner

ALL = {case.name: case for case in cases.cases()}
RETRIED = ALL["retries: 503 once, then success"]
REFUSED = ALL["requests: id of a list: zero"]
DYNAMIC = ALL["requests: id of a list: null"]
UNFIT = ALL["answers: 200, but data is null"]
KEPT = replace(
    ALL["answers: unknown keys are kept"], outcomes=[{"success": {"links": [], "kept": {"/a": 1, "/b": True, "/c": [1.0]}}}]
)
EITHER = ALL["answers: JSON: a byte order mark"]
DATED = ALL["answers: Retry-After: future"]
WAITED = ALL["retries: Retry-After: 3 s on 503"]


def played(server: ReferenceServer, case: Case) -> tuple[Any, Session]:
    """What the Python client does with a case."""
    session = server.session(case.script)
    return python_runner.run_sync(judge.task(case, session), TOKEN), session


def header(name: str, value: str | None) -> Callable[[Recorded], None]:
    """Plants a header in a recorded request: None takes it away."""

    def plant(sent: Recorded) -> None:
        sent["headers"] = [[key, given] for key, given in sent["headers"] if key.lower() != name]
        if value is not None:
            sent["headers"].append([name, value])

    return plant


REQUEST_FAULTS: dict[str, Callable[[Recorded], None]] = {
    "empty body": lambda sent: sent.update(body=""),
    "line feed behind the body": lambda sent: sent.update(body=base64.b64encode(base64.b64decode(sent["body"]) + b"\n").decode()),
    "body with blanks": lambda sent: sent.update(body=base64.b64encode(base64.b64decode(sent["body"]).replace(b",", b", ")).decode()),
    "other method": lambda sent: sent.update(method="PUT"),
    "other path": lambda sent: sent.update(path="/v3/appointments/43/link"),
    "query": lambda sent: sent.update(path="/v3/appointments/42/link?retry=1"),
    "no Authorization": header("authorization", None),
    "other Authorization": header("authorization", "Bearer null"),
    "Authorization without its scheme": header("authorization", TOKEN),
    "Authorization twice": lambda sent: sent["headers"].append(["authorization", f"Bearer {TOKEN}"]),
    "no Accept": header("accept", None),
    "other Accept": header("accept", "*/*"),
    "no Content-Type": header("content-type", None),
    "other Content-Type": header("content-type", "application/json; charset=utf-8"),
    "Cookie": header("cookie", "a=1"),
    "no Host": header("host", None),
    "other Host": header("host", "api.example.test"),
    "no Content-Length": header("content-length", None),
    "other Content-Length": header("content-length", "7"),
    "chunks": header("transfer-encoding", "chunked"),
    "the token elsewhere": header("x-debug", f"token={TOKEN}"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REQUEST_FAULTS)
@pytest.mark.parametrize("number", [1, 2])
def test_request(reference: ReferenceServer, fault: str, number: int) -> None:
    """A fault in any one of the requests is noticed, and the complaint tells in which."""
    outcome, session = played(reference, RETRIED)
    assert judge.complaints(RETRIED, outcome, session) == []

    REQUEST_FAULTS[fault](session.requests[number - 1])

    found = judge.complaints(RETRIED, outcome, session)
    assert found
    assert {line.partition(":")[0] for line in found} == {f"request {number}"}


def test_bodyless_request() -> None:
    """A request without a body must not claim a content type."""
    wanted = {"method": "GET", "path": "/v3/appointments/42", "body": ""}
    headers = [["Host", "h:1"], ["Accept", "application/json"], ["Authorization", f"Bearer {TOKEN}"]]
    sent = {"method": "GET", "path": "/v3/appointments/42", "body": "", "headers": headers}

    assert judge.request_complaints(wanted, sent, "http://h:1/9") == []
    headers += [["Content-Type", "application/json"]]
    assert judge.request_complaints(wanted, sent, "http://h:1/9") == ['expected content-type [], got ["application/json"]']


@pytest.mark.parametrize(
    ("case", "outcome", "complaint"),
    [
        (RETRIED, None, "expected an object with one of success"),
        (RETRIED, [], "expected an object with one of success"),
        (RETRIED, {}, "expected an object with one of success"),
        (RETRIED, {"success": {}, "error": {}}, "expected an object with one of success"),
        (RETRIED, {"success": None}, "expected {"),
        (RETRIED, {"success": {"links": []}, "extra": 1}, "expected {"),
        (RETRIED, {"success": {"links": []}}, "expected {"),
        (REFUSED, {"refusal": {"rule": "invalid-id", "field": "id", "allowed": "uuid"}}, "expected {"),
        (REFUSED, {"refusal": {"rule": "invalid-id", "field": "id"}}, "expected {"),
        (REFUSED, {"not_applicable": "no zero here"}, "not_applicable is for cases with `dynamic` alone"),
        (UNFIT, {"error": {"kind": "response", "status": 200}}, "expected {"),
        (UNFIT, {"error": {"kind": "response", "status": 200, "pointer": None}}, "expected {"),
        (UNFIT, {"error": {"kind": "response", "status": "200", "pointer": "/data"}}, "expected {"),
        (KEPT, {"success": {"links": [], "kept": {"/a": True, "/b": True, "/c": [1]}}}, "expected {"),
        (KEPT, {"success": {"links": [], "kept": {"/a": 1, "/b": 1, "/c": [1]}}}, "expected {"),
        (KEPT, {"success": {"links": [], "kept": {"/a": 1, "/b": True, "/c": [True]}}}, "expected {"),
        (KEPT, {"success": {"links": [], "kept": {"/a": 1, "/b": True}}}, "expected {"),
        (EITHER, {"error": {"kind": "connection"}}, "expected {"),
        (DATED, {"error": {"kind": "rate-limit", "status": 429, "message": "", "errors": {}, "retry_after": 301}}, "expected {"),
        (DATED, {"error": {"kind": "rate-limit", "status": 429, "message": "", "errors": {}, "retry_after": None}}, "expected {"),
        (DATED, {"error": {"kind": "rate-limit", "status": 429, "message": "", "errors": {}, "retry_after": [200, 300]}}, "expected {"),
    ],
)  # fmt: skip
def test_outcome(reference: ReferenceServer, case: Case, outcome: object, complaint: str) -> None:
    """A wrong outcome gets one complaint, and none of them is a traceback."""
    session = reference.session(case.script)
    session.requests = [sent for sent in played(reference, case)[1].requests if sent]
    session.base_url = ""

    assert judge.complaints(replace(case, requests=len(session.requests), asked=[]), outcome, session)[0].startswith(complaint)


@pytest.mark.parametrize(
    ("outcome", "case"),
    [
        ({"success": {"links": [], "kept": {"/a": 1.0, "/b": True, "/c": [1]}}}, KEPT),
        ({"success": {"links": []}}, EITHER),
        ({"error": {"kind": "response", "status": 200}}, EITHER),
        ({"error": {"kind": "response", "status": 200, "pointer": ""}}, EITHER),
        ({"refusal": {"rule": "unknown-alias", "field": "type", "allowed": []}}, ALL["requests: type: null"]),
        ({"error": {"kind": "rate-limit", "status": 429, "message": "", "errors": {}, "retry_after": 299.5}}, DATED),
    ],
)
def test_free(case: Case, outcome: dict[str, Any]) -> None:
    """What a case leaves open is not held against a client: 1 for 1.0, any of several outcomes, a pointer, a date's seconds."""
    assert any(judge.agrees(wanted, outcome) for wanted in case.outcomes)


@pytest.mark.parametrize(
    ("waits", "complaint"),
    [
        ([], "expected 1 wait(s), got []"),
        ([3, 3], "expected 1 wait(s), got [3, 3]"),
        ([2.9], "wait 1: expected 3 to 3.8 s, got 2.9 s"),
        ([3.9], "wait 1: expected 3 to 3.8 s, got 3.9 s"),
        ([True], "expected waits as an array of seconds, got [true]"),
        (None, "expected waits as an array of seconds, got null"),
        ("3", 'expected waits as an array of seconds, got "3"'),
        ([3.4], None),
    ],
)
def test_waits(waits: object, complaint: str | None) -> None:
    """Waits of another number, kind or length are complained of."""
    assert ([] if complaint is None else [complaint]) == judge.wait_complaints(WAITED, waits)


def test_backoff() -> None:
    """The backoff doubles up to its longest."""
    assert [judge.bounds(number, None) for number in range(6)] == [(0.5, 1), (1, 1.5), (2, 2.5), (4, 4.5), (8, 8.5), (8, 8.5)]


def test_number_of_requests(reference: ReferenceServer) -> None:
    """A request too many or too few is complained of."""
    outcome, session = played(reference, RETRIED)
    session.requests.append(session.requests[0])

    assert judge.complaints(RETRIED, outcome, session) == ["expected 2 request(s), got 3"]
    session.requests.clear()
    assert judge.complaints(RETRIED, outcome, session) == ["expected 2 request(s), got 0"]


def test_request_that_is_read_late(reference: ReferenceServer) -> None:
    """A request counts although the server has read it only after the client gave up."""
    case = ALL["answers: timeout: no answer"]
    session = reference.session(case.script)
    late = threading.Timer(0.1, session.next_answer, [{"method": "POST", "path": "/", "headers": [], "body": ""}])
    late.start()

    told = judge.complaints(case, {"error": {"kind": "timeout"}}, session)
    late.join()

    assert [line for line in told if line.startswith("expected")] == []


def test_patience(reference: ReferenceServer) -> None:
    """A client that waits for a stalled answer is noticed, although it then reports a timeout."""
    case = replace(
        ALL["answers: timeout: no answer"],
        script=[{"status": 200, "fault": "stall", "seconds": 0.3}],
        timeout=0.1,
        outcomes=[{"success": {}}],
    )
    session = reference.session(case.script)
    with urllib.request.urlopen(f"{session.base_url}{case.request['path']}", data=b"x") as answer:  # noqa: S310 - our own server
        assert answer.status == 200

    assert judge.complaints(case, {"success": {}}, session)[-1] == "with a timeout of 0.1 s the client still waited after 0.3 s"


def test_not_applicable(reference: ReferenceServer) -> None:
    """A dynamic case may be not applicable, unless a request came."""
    session = reference.session(DYNAMIC.script)

    assert judge.complaints(DYNAMIC, {"not_applicable": "x"}, session) == []
    session.requests.append({})
    assert judge.complaints(DYNAMIC, {"not_applicable": "x"}, session) == ["not_applicable, but 1 request(s) came"]


def test_jitter() -> None:
    """Waits that never differ are complained of, for one case cannot show it."""
    listed = [WAITED] * 5

    assert judge.without_jitter(listed, [{"waits": [3.1]}] * 5) == ["all 5 waits of 3 to 3.8 s are 3.1 s: there is no jitter"]
    assert judge.without_jitter(listed, [{"waits": [3.1]}] * 4 + [{"waits": [3.2]}]) == []
    assert judge.without_jitter(listed, [None, {"waits": None}, {}, {"waits": [3.1]}, 5]) == []


# Whole runners ----------------------------------------------------------------------------------------------------------------

FEW = [RETRIED, REFUSED, DYNAMIC, EITHER]
RIGHT = """
import json, sys
sys.path[:0] = {paths}
from tests.parity import python_runner
given = json.load(sys.stdin)
outcomes = [python_runner.run_sync(case, given["token"]) for case in given["cases"]]
{then}
json.dump(outcomes, sys.stdout)
"""


def runner(then: str = "") -> str:
    """The command of a runner that does right and then something more."""
    program = RIGHT.format(paths=[path for path in sys.path if path], then=then)
    return f"{sys.executable} -c {json.dumps(base64.b64encode(program.encode()).decode())}".replace(
        "-c ", "-c 'import base64, sys; exec(base64.b64decode(sys.argv[1]))' "
    )


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "cases", lambda: FEW)


@pytest.mark.usefixtures("few")
def test_one_client(capsys: pytest.CaptureFixture[str]) -> None:
    """One client that does right has passed; there is nobody to be the same as."""
    assert judge.main([f"one={runner()}"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told[1:-2] == ["", "file      one", "retries   1 ok", "requests  2 ok", "answers   1 ok"]
    assert told[-1].startswith("4 cases, 1 client(s), ")


@pytest.mark.usefixtures("few")
def test_two_clients(capsys: pytest.CaptureFixture[str]) -> None:
    """Two clients that do right are the same, or take either way; what is not applicable is counted and listed."""
    assert judge.main([f"one={runner()}", "two=" + runner("outcomes[2] = {'not_applicable': 'no null here'}")]) == 0

    told = capsys.readouterr().out
    assert re.findall(r"\d same|\d either", told) == ["1 same", "2 same", "1 either"]
    assert "requests  2 ok  1 ok, 1 n/a  2 same\n" in told
    assert 'two: not applicable in 1 cases\n    requests: id of a list: null: "no null here"\n' in told


@pytest.mark.usefixtures("few")
def test_wrong_client(capsys: pytest.CaptureFixture[str]) -> None:
    """A client that is wrong in one case costs exit status 1, the case and a line that says how, and nothing else."""
    assert judge.main(["one=" + runner("outcomes[0]['success']['links'] = []")]) == 1

    told = capsys.readouterr().out
    assert "retries   1 FAILED\n" in told
    assert f'\n{RETRIED.name}: FAILED\n    one: expected {{"success": {{"links": [["profile"' in told
    assert "1 bad\n" in told


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("/no/such/program", "one FAILED: cannot run '/no/such/program': "),
        ("'unbalanced", 'one FAILED: cannot run "\'unbalanced": No closing quotation'),
        (f"{sys.executable} -c 'import sys; sys.exit(3)'", "one FAILED: exit status 3; the last case"),
        (f"{sys.executable} -c 'raise KeyError(7)'", "one FAILED: exit status 1; the last case that sent a request: none"),
        (runner("json.dump(outcomes, sys.stdout); sys.exit('late')"), f"one FAILED: exit status 1; the last case that sent a request: {EITHER.name}"),
        (f"{sys.executable} -c pass", "one FAILED: printed no JSON ("),
        (f"{sys.executable} -c 'print(5 * \"[\")'", "one FAILED: printed no JSON ("),
        (f"{sys.executable} -c 'print(100_000 * \"[\")'", "one FAILED: printed no JSON ("),
        (f"{sys.executable} -c 'print(\"null\")'", "one FAILED: expected an array of 4 outcomes, got null"),
        (f"{sys.executable} -c 'print(\"{{}}\")'", "one FAILED: expected an array of 4 outcomes, got {}"),
        (f"{sys.executable} -c 'print([1])'", "one FAILED: expected an array of 4 outcomes, got 1 outcomes"),
        (f"{sys.executable} -c 'import sys; sys.stdout.buffer.write(bytes([255]))'", "one FAILED: printed no JSON ("),
        (f"{sys.executable} -c 'import time; time.sleep(600)'", "one FAILED: did not end within 0.3 s; the last case"),
        (f"sh -c '{sys.executable} -c \"import time; time.sleep(600)\" & wait'", "one FAILED: did not end within 0.3 s; the last case"),
    ],
)  # fmt: skip
def test_broken_runner(capfd: pytest.CaptureFixture[str], command: str, line: str) -> None:
    """A runner that is missing, fails, hangs or prints something else costs one line and exit status 1, no traceback of the judge."""
    timeout = "0.3" if "sleep" in command else "60"
    assert judge.main([f"one={command}", f"--timeout={timeout}"]) == 1

    told, errors = capfd.readouterr()
    of_judge = [found for found in told.splitlines() if not found.startswith("    ")]
    assert len(of_judge) == 2
    assert of_judge[1].startswith(line)
    assert errors == ""


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("then", ["sys.exit(1)", "print('[')"])
def test_standard_error(capsys: pytest.CaptureFixture[str], then: str) -> None:
    """Below a runner that failed are the last lines of its standard error, whatever ended it: the reason is not always the last."""
    program = "import sys\nsys.stderr.write('x' * 99_999 + '\\n\\nError: boom\\n' + '  at f\\n' * 18 + '\\nNode.js v20\\n')\n"
    assert judge.main([f"one={sys.executable} -c {shlex.quote(program + then)}"]) == 1

    told = capsys.readouterr().out.splitlines()
    assert told[2:] == ["    Error: boom", *["      at f"] * 18, "    Node.js v20"]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("only", "names"),
    [
        ([], [case.name for case in FEW]),
        (["requests.json"], [REFUSED.name, DYNAMIC.name]),
        (["answers", "503"], [RETRIED.name, EITHER.name]),
        (["requests: ID of*zero"], [REFUSED.name]),
        (["503 ONCE, then"], [RETRIED.name]),
        ([REFUSED.name, REFUSED.name], [REFUSED.name]),
    ],
)
def test_only(capsys: pytest.CaptureFixture[str], only: list[str], names: list[str]) -> None:
    """--only runs the cases of a file, or with a text in their names, in their order."""
    assert [case.name for case in judge.chosen(FEW, only)] == names
    assert judge.main([f"one={runner()}", *(f"--only={pattern}" for pattern in only)]) == 0
    assert f"\n{len(names)} cases, 1 client(s), " in capsys.readouterr().out


@pytest.mark.usefixtures("few")
def test_broken_beside_right(capsys: pytest.CaptureFixture[str]) -> None:
    """A broken runner does not keep the others from being compared."""
    assert judge.main([f"one={runner()}", "two=/no/such/program"]) == 1

    assert "4 cases, 1 client(s), " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["a=x", "a=y"], "two runners have the name 'a'"),
        (["x"], "expected a name, `=` and a command, got 'x'"),
        (["=x"], "expected a name, `=` and a command, got '=x'"),
        (["a="], "expected a name, `=` and a command, got 'a='"),
        ([], "the following arguments are required: runner"),
        (["a=x", "--only", "no such"], "no case has 'no such' in its name; a name is such as 'requests: list by integer'"),
        (["a=x", "--timeout", "soon"], "argument --timeout: invalid float value: 'soon'"),
    ],
)
def test_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str], line: str) -> None:
    """Bad arguments are refused in one line that names them."""
    with pytest.raises(SystemExit, match="2"):
        judge.main(arguments)

    assert capsys.readouterr().err.splitlines()[-1].endswith(line)
