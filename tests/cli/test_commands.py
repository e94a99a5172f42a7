"""The verbs of the command line, as processes: what they print, and with what code they end."""

from __future__ import annotations

import csv
import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import click
import pytest
from omneo_appointments import cli
from omneo_appointments._show import line
from omneo_appointments.bulk import Progress
from omneo_appointments.sandbox import Running

from tests.cli.conftest import Command, environment

PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"


def write(path: Path, count: int = 5, *extra: str) -> Path:
    rows = [f"{n % 100 + 1},list,{n + 1},n{n}" for n in range(count)]
    path.write_text("\n".join(["appointment,type,id,note", *rows, *extra]) + "\n")
    return path


def linked(sandbox: Running) -> int:
    return sum(len(rows) for rows in sandbox.state()["links"].values())


def test_link_and_unlink(command: Command, inside: Command, sandbox: Running) -> None:
    """link and unlink do one call and say SUCCESS; --json prints the appointment, as the API sent it."""
    done = command("link", 42, "profile", PROFILE)
    assert (0, f"SUCCESS link 42 profile {PROFILE}\n", "") == (done.code, done.out, done.err)
    assert json.loads(inside("link", 42, "list", 204, "--json").out)["id"] == 42
    assert linked(sandbox) == 2
    done = inside("unlink", 42, "list", 204)
    assert (done.code, done.out) == (0, "SUCCESS unlink 42 list 204\n")
    assert json.loads(inside("unlink", 42, "list", 204, "--json").out)["status"] == "SUCCESS"
    assert linked(sandbox) == 1


@pytest.mark.parametrize(
    ("arguments", "changed", "code", "words"),
    [
        (["link", "42", "lists", "1"], {}, 2, "did you mean 'list'?"),
        (["link", "x", "list", "1"], {}, 2, "appointment must be an integer"),
        (["link", "42", "list"], {}, 2, "Missing argument"),
        (["frobnicate"], {}, 2, "No such command"),
        (["link", "4242", "list", "1"], {}, 1, "404"),
        (
            ["link", "42", "list", "1"],
            {"OMNEO_TOKEN": "wrong"},
            7,
            "Unauthenticated; check the token in OMNEO_TOKEN or --token-file",
        ),
        (["link", "42", "list", "1"], {"OMNEO_TOKEN": ""}, 7, "no token: pass --token-file or set OMNEO_TOKEN"),
        (
            ["link", "42", "list", "1"],
            {"OMNEO_BASE_URL": ""},
            7,
            "pass --tenant or set OMNEO_TENANT (or --base-url / OMNEO_BASE_URL)",
        ),
        (["link", "42", "list", "1", "--tenant", "a", "--base-url", "b"], {}, 7, "pass --tenant or --base-url, not both"),
        (["link", "42", "list", "1", "--base-url", "b"], {}, 7, "the base URL must be like"),
        (["link", "42", "list", "1"], {"OMNEO_BASE_URL": "http://a.b"}, 7, "would travel in clear: 'http://a.b'\n"),
        (["link", "42", "list", "1"], {"OMNEO_BASE_URL": "http://127.0.0.1:9"}, 7, "127.0.0.1:9); check OMNEO_BASE_URL"),
        (["bulk", "x", "--journal", "-"], {}, 2, "--journal must be the path of a file"),
        (["link", "42", "list", "1", "--tenant", "a.b"], {}, 7, "tenant"),
        (["link", "42", "list", "1", "--token-file", "none"], {}, 2, "none: No such file"),
        (["check", "none.csv"], {}, 2, "none.csv: No such file or directory"),
        (["bulk", "none.csv"], {}, 2, "none.csv: No such file or directory"),
        (["bulk", "-", "--token-file", "-"], {}, 2, "standard input cannot be both"),
        (["bulk", "x", "--rate", "fast"], {}, 2, "rate must be a number above 0, per second or with /s or /m"),
        (["bulk", "x", "--concurrency", "0"], {}, 2, "concurrency"),
        (["bulk", "x", "--concurrency", "1000000"], {}, 2, "concurrency must be at most 1000"),
        (["bulk", "x", "--limit", "x"], {}, 2, "Invalid value for '--limit'"),
        (["bulk", "x", "--journal", ""], {}, 2, "journal must be the path of a file"),
        (["link", "-1", "list", "1"], {}, 2, "No such option '-1'; see "),
        (["probe", "1"], {}, 2, "name a record"),
        (["link", "1", "list", "1", "--token-file", "empty"], {}, 7, "no token in empty"),
        (["link", "1", "list", "1", "--token-file", "-"], {}, 7, "no token in standard input"),
        (["link", "1", "list", "1", "--token-file", "binary"], {}, 7, "the token must be"),
        (["link", "1", "list", "1", "--token-file", "two"], {}, 7, "the token must be"),
        (["link", "1", "list", "1", "--token-file", "."], {}, 2, ".: Is a directory"),
        (["bulk", "x", "--journal", "x"], {}, 2, "is not a journal"),
        (["bulk", "x", "--failures", "none/f"], {}, 2, "none/f: No such file"),
    ],
)
def test_usage_and_credentials(
    arguments: list[str], changed: dict[str, str], code: int, words: str, inside: Command, tmp_path: Path
) -> None:
    """Wrong usage ends with 2, a wrong token or tenant with 7, a refusal with 1: in one line, without a traceback or the token."""
    write(tmp_path / "x", 200)
    (tmp_path / "empty").write_bytes(b"\xef\xbb\xbf\r\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\0")
    (tmp_path / "two").write_text("sandbox-token\nsandbox-token\n")

    done = inside(*arguments, **changed)

    assert code == done.code
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err
    assert "sandbox-token" not in done.out + done.err


def test_token_from_a_file_or_standard_input(command: Command, inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """The token may come from a file or from standard input; there is no option that takes it as an argument."""
    (tmp_path / "token").write_bytes(f"\ufeff{sandbox.token}\r\n".encode())

    assert inside("link", 1, "list", 1, "--token-file", "token", OMNEO_TOKEN="").code == 0
    assert command("link", 1, "list", 2, "--token-file", "-", stdin=f"{sandbox.token}\r\n", OMNEO_TOKEN="").code == 0
    for verb in ("link", "bulk", "probe"):
        assert "--token " not in inside(verb, "--help").out


def test_help(command: Command, inside: Command) -> None:
    """Every verb has a help with an example and the exit codes; none needs a token."""
    for verb in ("link", "unlink", "bulk", "check", "probe"):
        done = inside(verb, "--help", OMNEO_TOKEN="", OMNEO_BASE_URL="")
        assert done.code == 0
        assert f"omneo-appointments {verb} " in done.out
        assert "130  interrupted by Ctrl-C" in done.out
        assert ("5  stopped" in done.out) == (verb == "bulk")
    assert "Usage" in command("--help").out
    assert inside("--version").code == 0
    assert inside().code == 2


def test_completion() -> None:
    """The shell completion that the help names is there."""
    program = Path(sys.executable).with_name("omneo-appointments")
    done = subprocess.run(
        [program], env=environment(None, _OMNEO_APPOINTMENTS_COMPLETE="bash_source"), capture_output=True, text=True, check=False
    )
    assert "complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["link", "42", ""], ["plain,list", "plain,profile"]),
        (["bulk", "--conc"], ["plain,--concurrency"]),
        (["check", "x"], ["file,x"]),
        (["sandbox", "--li"], ["plain,--link-status", "plain,--list-target-id"]),
        (["bulk", "--failures", "x"], ["file,x"]),
        (["link", "--token-file", "x"], ["file,x"]),
    ],
)
def test_what_is_completed(words: list[str], offered: list[str]) -> None:
    """Options, aliases and the names of files are completed."""
    program = Path(sys.executable).with_name("omneo-appointments")
    typed = {"COMP_WORDS": " ".join(["omneo-appointments", *words]), "COMP_CWORD": str(len(words))}
    done = subprocess.run(
        [program], env=environment(None, _OMNEO_APPOINTMENTS_COMPLETE="bash_complete", **typed),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout.split() == offered


def test_completion_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the sandbox's extra nothing is offered after its verb, and nothing fails."""
    monkeypatch.setitem(sys.modules, "omneo_appointments.sandbox.__main__", None)
    verb = cli.main.commands["sandbox"]

    assert verb.shell_complete(click.Context(verb), "--") == []


def test_check(command: Command, inside: Command, tmp_path: Path) -> None:
    """check needs neither network nor token, tells every problem and the totals, and ends with 1 if a row is refused."""
    write(tmp_path / "good.csv", 3)
    write(tmp_path / "bad.csv", 3, "1,lists,9,x", "1,list,1,x")
    offline = {"OMNEO_BASE_URL": "", "OMNEO_TOKEN": ""}

    done = inside("check", "good.csv", **offline)
    assert (done.code, done.out) == (0, "3 rows, 0 refused, 0 duplicates, 0 contradictions\n")
    done = command("check", "bad.csv", **offline)
    assert done.code == 1
    assert "line 5, column 'type': 'lists' is not allowed" in done.out
    assert done.last == "5 rows, 1 refused, 1 duplicate, 0 contradictions"
    done = inside("check", "-", "--json", stdin=(tmp_path / "bad.csv").read_bytes(), **offline)
    assert [json.loads(line).get("line") for line in done.out.splitlines()] == [5, 6, None]
    assert json.loads(done.last) == {"rows": 5, "refused": 1, "duplicates": 1, "contradictions": 0}


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", "appointment,type,id\n".encode("utf-16"), b"[]"])
def test_unreadable_input(content: bytes, inside: Command, tmp_path: Path) -> None:
    """An input that cannot be read is one line and 2, for check and bulk alike; nothing is sent."""
    (tmp_path / "in.csv").write_bytes(content)

    for verb in ("check", "bulk"):
        done = inside(verb, "in.csv")
        assert done.code == 2
        assert len(done.err.splitlines()) == 1


def test_bulk_all_done(command: Command, inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """All done: 0, with the totals; again: nothing is sent."""
    write(tmp_path / "links.csv", 30)

    done = command("bulk", "links.csv", "--rate", 1000)
    assert (done.code, done.last) == (0, "30 SUCCESS (0 needed no request), 0 FAILED (0 refused), 0 PENDING")
    assert 30 == linked(sandbox) == len(sandbox.requests())
    done = inside("bulk", "links.csv", "--rate", 1000)
    assert done.last == "30 SUCCESS (30 needed no request), 0 FAILED (0 refused), 0 PENDING"
    assert len(sandbox.requests()) == 30


def test_bulk_with_failures(command: Command, sandbox: Running, tmp_path: Path) -> None:
    """Some failed or were refused: 1; the failures file has the original columns and why, and the last line tries it again."""
    write(tmp_path / "links.csv", 3, "4242,list,9,unknown appointment", "5,lists,1,typo")

    done = command("bulk", "links.csv", "--rate", 1000, "--failures", "failed.csv")

    assert done.code == 1
    assert "line 5: FAILED after 1 try: 404" in done.out
    assert done.last == "python -m omneo_appointments bulk failed.csv --failures failed.csv --journal links.csv.journal --rate 1000"
    with (tmp_path / "failed.csv").open() as opened:
        refused, failed = csv.DictReader(opened)
    assert [failed[name] for name in ("appointment", "type", "id", "note", "status", "status_code", "tries", "line")] == [
        "4242",
        "list",
        "9",
        "unknown appointment",
        "FAILED",
        "404",
        "1",
        "5",
    ]
    assert (refused["note"], refused["tries"], refused["line"]) == ("typo", "0", "6")

    corrected = (tmp_path / "failed.csv").read_text().replace("4242", "42").replace("lists,", "list,")
    (tmp_path / "failed.csv").write_text(corrected)
    again = command(*done.last.split()[3:])
    assert again.code == 0
    assert linked(sandbox) == 5


def test_bulk_json(inside: Command, tmp_path: Path) -> None:
    """--json: one object for each outcome with the user's columns, and a last one with the totals and the command that goes on."""
    write(tmp_path / "links.csv", 3, "4242,list,9,unknown")

    done = inside("bulk", "links.csv", "--rate", 1000, "--json", "--failures", "failed.jsonl")

    *outcomes, totals = map(json.loads, done.out.splitlines())
    assert {one["line"]: one["status"] for one in outcomes} == {2: "SUCCESS", 3: "SUCCESS", 4: "SUCCESS", 5: "FAILED"}
    assert {"n0", "n1", "n2", "unknown"} == {one["columns"]["note"] for one in outcomes}
    assert tuple(totals[name] for name in ("total", "success", "failed", "refused", "pending", "exit_code")) == (4, 3, 1, 0, 0, 1)
    assert totals["command"].endswith("bulk failed.jsonl --json --failures failed.jsonl --journal links.csv.journal --rate 1000")
    assert done.err == ""


@pytest.mark.parametrize(
    ("arguments", "status_code", "tries", "code"),
    [
        (["link", 4242, "list", 1], 404, 1, 1),
        (["unlink", 42, "lists", 1], None, 0, 2),
        (["link", 42], None, 0, 2),
        (["check", "none"], None, 0, 2),
        (["bulk", "x", "--rate", "fast"], None, 0, 2),
    ],
)
def test_failures_as_json(
    arguments: list[Any], status_code: int | None, tries: int, code: int, inside: Command, tmp_path: Path
) -> None:
    """With --json a command that fails prints one object, and the line on standard error all the same."""
    write(tmp_path / "x", 1)

    done = inside(*arguments, "--json")

    told = json.loads(done.out)
    assert done.err == f"omneo-appointments: {told.pop('error')}\n"
    assert told == {"status": "FAILED", "status_code": status_code, "tries": tries, "exit_code": done.code}
    assert done.code == code


def test_bulk_json_lines_input(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """JSON Lines in, JSON Lines failures out, each with the keys of its own line."""
    lines = [
        '{"appointment": 1, "type": "list", "id": 2, "tags": ["a"]}',
        '{"appointment": 4242, "type": "list", "id": 3, "n": {"b": 1}}',
    ]
    done = inside("bulk", "-", "--rate", 1000, "--failures", "failed", stdin="\n".join(lines))

    assert done.code == 1
    (failed,) = map(json.loads, (tmp_path / "failed").read_text().splitlines())
    assert (failed["appointment"], failed["n"], failed["status_code"], failed["line"]) == (4242, {"b": 1}, 404, 2)
    assert linked(sandbox) == 1
    assert not list(tmp_path.glob("*.journal"))


def test_bulk_from_a_pipe(sandbox: Running, tmp_path: Path) -> None:
    """A named pipe is read like a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", "bulk", str(pipe), "--rate", "1000"],
        env=environment(sandbox),
        stdout=subprocess.PIPE,
    ) as running:
        pipe.write_text("appointment,type,id\n1,list,2\n")
        assert b"1 SUCCESS" in running.communicate(timeout=60)[0]
    assert linked(sandbox) == 1


def test_a_pipe_is_needed_again(inside: Command, tmp_path: Path) -> None:
    """What a pipe held has to be sent once more before the next command: the printed one alone would wait for it."""
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text("appointment,type,id\n1,list,2\n"))
    writer.start()

    done = inside("bulk", "pipe", "--limit", 0)
    writer.join()
    assert done.out.splitlines()[-2] == "send the rows to pipe again, then go on with:"


def test_dry_run(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """--dry-run checks, says what would be sent, sends nothing and leaves no file; it knows what the journal has."""
    write(tmp_path / "links.csv", 5, "1,lists,1,x")

    done = inside("bulk", "links.csv", "--dry-run", "--failures", "failed.csv")
    assert (done.code, done.last) == (1, "5 rows would be sent, 0 were done before; nothing was sent")
    assert "6 rows, 1 refused, 0 duplicates, 0 contradictions" in done.out
    assert (sandbox.requests(), sorted(path.name for path in tmp_path.iterdir())) == ([], ["links.csv"])
    inside("bulk", "links.csv", "--limit", 2, "--rate", 1000)
    assert inside("bulk", "links.csv", "--dry-run").last == "3 rows would be sent, 2 were done before; nothing was sent"
    assert len(sandbox.requests()) == 2


def test_stopped_by_the_limit(command: Command, sandbox: Running, tmp_path: Path) -> None:
    """Stopped and resumable: 5; the last line is the command that goes on, and it does."""
    write(tmp_path / "my links.csv", 30)

    done = command("bulk", "my links.csv", "--limit", 10, "--rate", 1000)
    assert done.code == 5
    assert "stopped: 10 rows were sent, as many as the limit allows" in done.out
    assert done.last == "python -m omneo_appointments bulk 'my links.csv' --limit 10 --rate 1000"
    command("bulk", "my links.csv", "--limit", 10, "--rate", 1000)
    assert 20 == len(sandbox.requests()) == linked(sandbox)


def test_wrong_token_or_host(command: Command, inside: Command, tmp_path: Path) -> None:
    """A wrong token or host ends with 7, and everything is PENDING."""
    write(tmp_path / "links.csv", 30)

    done = command("bulk", "links.csv", "--rate", 1000, OMNEO_TOKEN="wrong")
    assert done.code == 7
    assert "30 PENDING" in done.out
    assert "stopped: 401" in done.out
    assert "; check the token in OMNEO_TOKEN or --token-file\n" in done.out
    done = inside("bulk", "links.csv", "--rate", 1000, OMNEO_BASE_URL="http://127.0.0.1:9/api")
    assert done.code == 7
    assert "no request was answered: POST" in done.out
    assert "; check OMNEO_BASE_URL or --base-url" in done.out
    assert json.loads(inside("bulk", "links.csv", "--json", OMNEO_TOKEN="wrong").last)["message"].endswith("--token-file")


def test_base_url_without_its_path(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """A base URL where no route is stops a job after three rows, and is named: by bulk, and by link with the same code."""
    write(tmp_path / "links.csv", 30)
    root = sandbox.base_url.removesuffix("/api")

    done = inside("bulk", "links.csv", "--concurrency", 1, OMNEO_BASE_URL=root)
    assert (done.code, len(sandbox.requests())) == (7, 3)
    assert f"stopped: {root} does not look like the Omneo API: 404 POST" in done.out
    assert "could not be found; check OMNEO_BASE_URL or --base-url" in done.out
    done = inside("link", 42, "list", 1, OMNEO_BASE_URL=root)
    assert done.code == 7
    assert f"could not be found; {root} does not look like the Omneo API; check OMNEO_BASE_URL or --base-url" in done.err


def test_locked_journal(inside: Command, tmp_path: Path) -> None:
    """A second run on the journal ends with 2 and one line."""
    from omneo_appointments.bulk import _journal

    write(tmp_path / "links.csv", 3)
    held = _journal.connect(tmp_path / "links.csv.journal")
    done = inside("bulk", "links.csv")
    held.close()

    assert done.code == 2
    assert "another run is using the journal" in done.err


@pytest.mark.parametrize("name", ["-x.csv", "q?#%20 'x\".csv", "a\nb.csv", "größe $HOME.csv"])
def test_the_command_that_goes_on_can_be_pasted(name: str, command: Command, sandbox: Running, tmp_path: Path) -> None:
    """The command that goes on works in a shell as it is printed, whatever the files are called."""
    write(tmp_path / name, 20)

    done = command("bulk", f"./{name}" if name.startswith("-") else name, "--limit", 15, "--failures", f"f {name}", "--rate", 1000)
    assert done.code == 5
    pasted = done.out.split("go on with:\n")[1].replace("python ", f"{shlex.quote(sys.executable)} ", 1)
    again = subprocess.run(["bash", "-c", pasted], cwd=tmp_path, env=environment(sandbox), capture_output=True, check=False)

    assert again.returncode == 0
    assert 20 == linked(sandbox) == len(sandbox.requests())
    assert (tmp_path / f"{name}.journal").is_file()


def test_a_name_that_looks_like_an_option(inside: Command, tmp_path: Path) -> None:
    """A file named as an option is, after `--`, comes back as a path that is none."""
    write(tmp_path / "-x.csv", 20)

    assert inside("bulk", "--limit", 1, "--", "-x.csv").last.endswith(" bulk ./-x.csv --limit 1")


def start(sandbox: Running, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", "bulk", "links.csv", *arguments],
        cwd=folder, env=environment(sandbox), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def wait_for(sandbox: Running, count: int) -> None:
    until = time.monotonic() + 60
    while len(sandbox.requests()) < count and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted(number: signal.Signals, sandbox: Running, command: Command, tmp_path: Path) -> None:
    """SIGINT, SIGTERM and SIGHUP finish what is in flight, write, say how to go on, and end with 130; going on repeats nothing."""
    write(tmp_path / "links.csv", 300)
    running = start(sandbox, tmp_path, "--rate", "100/s")
    wait_for(sandbox, 20)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)

    assert running.returncode == 130
    assert f"stopped: interrupted by {number.name}" in out
    assert "finishing what is in flight" in err
    assert out.splitlines()[-1] == "python -m omneo_appointments bulk links.csv --rate 100/s"
    assert command("bulk", "links.csv", "--rate", "5000/s").code == 0
    assert 300 == len(sandbox.requests()) == linked(sandbox)


def test_ignored_signals_stay_ignored(sandbox: Running, tmp_path: Path) -> None:
    """Under nohup a job goes on when its terminal is closed."""
    write(tmp_path / "links.csv", 100)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        running = start(sandbox, tmp_path, "--rate", "100/s")
    finally:
        signal.signal(signal.SIGHUP, before)
    wait_for(sandbox, 20)
    running.send_signal(signal.SIGHUP)
    running.communicate(timeout=60)

    assert (running.returncode, linked(sandbox)) == (0, 100)


def test_interrupted_probe(sandbox: Running, tmp_path: Path) -> None:
    """SIGTERM in the middle of a probe: what it linked is unlinked before it ends."""
    sandbox.order("stall 3 s on unlinkAppointment")
    running = subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", "probe", "42", "--list", "204", "--yes"],
        cwd=tmp_path, env=environment(sandbox), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    wait_for_faults(sandbox)
    assert linked(sandbox) == 1
    running.terminate()
    running.communicate(timeout=60)

    assert (running.returncode, linked(sandbox)) == (130, 0)


def test_interrupted_twice(sandbox: Running, tmp_path: Path) -> None:
    """A second Ctrl-C ends at once, whatever is in flight."""
    write(tmp_path / "links.csv", 50)
    sandbox.order(*["stall 60 s"] * 50)
    running = start(sandbox, tmp_path)
    wait_for_faults(sandbox)
    running.send_signal(signal.SIGINT)
    assert running.stderr
    assert "finishing" in running.stderr.readline()
    running.send_signal(signal.SIGINT)

    running.communicate(timeout=20)
    assert running.returncode == 130


def wait_for_faults(sandbox: Running) -> None:
    until = time.monotonic() + 60
    while not any(fault["happened"] for fault in sandbox.faults()) and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_while_checking(number: signal.Signals, sandbox: Running, tmp_path: Path) -> None:
    """A signal before anything was sent ends with 130 and no traceback."""
    os.mkfifo(tmp_path / "links.csv")
    running = start(sandbox, tmp_path)
    with (tmp_path / "links.csv").open("w") as pipe:
        pipe.write("appointment,type,id\n")
        pipe.flush()  # it is there to read: a pipe opens when both sides do
        running.send_signal(number)
    _, err = running.communicate(timeout=60)

    assert (running.returncode, err.strip()) == (130, "omneo-appointments: interrupted")


def test_reader_that_goes_away(sandbox: Running, tmp_path: Path) -> None:
    """Whoever closes the pipe of --json stops the job in order: 5, no traceback, and the rest can be done later."""
    write(tmp_path / "links.csv", 2000)
    running = start(sandbox, tmp_path, "--json", "--rate", "1000")
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()

    assert running.wait(timeout=60) == 5
    assert running.stderr.read() == ""
    running.stderr.close()


@pytest.mark.parametrize("verb", ["check", "bulk"])
def test_reader_of_the_check_that_goes_away(verb: str, sandbox: Running, tmp_path: Path) -> None:
    """The same while problems are told, before anything was sent."""
    write(tmp_path / "links.csv", 1, *["1,lst,1,typo"] * 5000)
    running = subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", verb, "links.csv"],
        cwd=tmp_path, env=environment(sandbox), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()

    assert running.wait(timeout=60) == 5
    assert running.stderr.read() == b""
    assert sandbox.requests() == []
    running.stderr.close()


@pytest.mark.parametrize(("closed", "code", "lines"), [("- <&-", 2, 1), ("links.csv >&-", 0, 0)])
def test_closed_standard_streams(closed: str, code: int, lines: int, sandbox: Running, tmp_path: Path) -> None:
    """A standard input that is closed is one line; a standard output that is closed says nothing."""
    write(tmp_path / "links.csv", 1)
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m omneo_appointments check {closed}"],
        cwd=tmp_path, env=environment(sandbox), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, len(done.stderr.splitlines())) == (code, lines)


def test_full_standard_output(inside: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the output has no room, the command ends with 5 and one line that says so."""
    import click

    def full(message: object = "", *, err: bool = False) -> None:
        if not err:
            raise OSError(28, "No space left on device")
        sys.stderr.write(f"{message}\n")

    write(tmp_path / "links.csv", 1)
    monkeypatch.setattr(click, "echo", full)

    done = inside("check", "links.csv")
    assert (done.code, done.err) == (5, "omneo-appointments: standard output: No space left on device\n")


def test_letters_that_the_output_does_not_have(command: Command, tmp_path: Path) -> None:
    """A letter that the output's encoding lacks is escaped; it ends no command."""
    (tmp_path / "links.csv").write_text("appointment,type,id\n1,✓,1\n")

    done = command("check", "links.csv", PYTHONIOENCODING="cp1252")

    assert (done.code, done.err) == (1, "")
    assert "line 2, column 'type': '\\u2713' is not allowed" in done.out


def test_lines_without_a_terminal(inside: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal a line every few seconds says how far it is."""
    monkeypatch.setattr("omneo_appointments._show.EVERY", 0.05)
    write(tmp_path / "links.csv", 50)

    done = inside("bulk", "links.csv", "--rate", "100")

    assert done.code == 0
    assert "of 50" in done.err
    assert "pace 100.0/s" in done.err
    assert "\x1b" not in done.err


def test_line_before_the_first_answer() -> None:
    """Before anything was answered nobody knows how long it takes."""
    state = Progress(total=5, success=0, failed=0, refused=0, skipped=0, rate=0.0, pace=10.0, held=0.0)

    assert line(state) == "0 of 5: 0 SUCCESS, 0 FAILED; 0.0/s, pace 10.0/s; ? to go"


def test_line_says_why_the_pace_falls() -> None:
    """Where the server answered 429, the line says how often: that is what the pace follows."""
    state = Progress(total=5, success=2, failed=0, refused=0, skipped=0, rate=1.0, pace=9.5, held=1.0, throttled=2)

    assert line(state) == "2 of 5: 2 SUCCESS, 0 FAILED; 1.0/s, pace 9.5/s after 2 answers 429, held for 0:01; 0:04 to go"


@pytest.mark.parametrize("changed", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_bar_on_a_terminal(changed: dict[str, str], sandbox: Running, tmp_path: Path) -> None:
    """On a terminal there is a bar; NO_COLOR takes its colours away, a dumb terminal gets lines."""
    write(tmp_path / "links.csv", 60)
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", "bulk", "links.csv", "--rate", "100"],
        cwd=tmp_path, env=environment(sandbox, **{"TERM": "xterm-256color", "COLUMNS": "160", **changed}),
        stdout=follower, stderr=follower, stdin=follower,
    )  # fmt: skip
    os.close(follower)
    shown = drain(leader)
    assert running.wait(timeout=60) == 0

    assert "60 SUCCESS" in shown
    coloured = "\x1b[38;5" in shown or "\x1b[9" in shown or "\x1b[3" in shown
    assert coloured == (not changed)
    assert ("━" in shown) == ("TERM" not in changed)


def drain(leader: int) -> str:
    parts: list[bytes] = []
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.5)[0]:
            try:
                parts.append(os.read(leader, 65536))
            except OSError:  # the other side has ended
                break
    os.close(leader)
    return b"".join(parts).decode()


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--port", "x"], 2)])
def test_the_sandbox_s_own_exit_codes(arguments: list[str], code: int, inside: Command) -> None:
    """`sandbox` ends with the codes of its own command."""
    assert inside("sandbox", *arguments).code == code


def test_sandbox_verb(tmp_path: Path) -> None:
    """`sandbox` is the sandbox's own command, with its options."""
    with subprocess.Popen(
        [sys.executable, "-m", "omneo_appointments", "sandbox", "--port", "0", "--appointments", "7"],
        env=environment(None), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
    ) as running:  # fmt: skip
        assert running.stdout
        assert "OMNEO_BASE_URL=http://127.0.0.1:" in running.stdout.readline()
        running.terminate()
        running.communicate(timeout=30)


def test_interrupted_while_it_begins() -> None:
    """Ctrl-C while the command line is being imported ends it without a word, with 130."""
    program = (
        "import sys, types\nimport omneo_appointments.__main__ as m\n"
        "class Interrupted(types.ModuleType):\n    @property\n    def run(self): raise KeyboardInterrupt\n"
        "sys.modules['omneo_appointments.cli'] = Interrupted('cli')\nm.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_extras_that_are_missing(tmp_path: Path) -> None:
    """Without the extra the command says which one it needs; another missing module is not hidden behind that."""
    for module, words in (("click", "omneo-appointments[cli]"), ("rich", "omneo-appointments[cli]"), ("omneo_api", "omneo_api")):
        program = f"import sys; sys.modules[{module!r}] = None; sys.argv = ['omneo-appointments']; import omneo_appointments.__main__ as m; m.main()"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment(None), check=False, cwd=tmp_path
        )
        assert done.returncode != 0
        assert words in done.stderr


def test_nothing_of_it_is_imported_by_the_client() -> None:
    """The client imports neither bulk nor the command line nor the sandbox."""
    program = "import sys, omneo_appointments; print([n for n in sys.modules if 'bulk' in n or 'cli' in n.split('.')[-1:] or 'sandbox' in n])"
    done: Any = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_sandbox_without_its_extra(inside: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the sandbox's extra its verb says so in one line."""
    monkeypatch.setitem(sys.modules, "omneo_appointments.sandbox.__main__", None)

    done = inside("sandbox", "--port", "0")

    assert done.code == 2
    assert len(done.err.splitlines()) == 1
