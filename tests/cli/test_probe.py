"""`probe`: what it asks, what it reports, and that it puts back what it found."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import pytest
from omneo_appointments import Omneo, cli, set_testing
from omneo_appointments._probe import QUESTIONS
from omneo_appointments.sandbox import Running, Sandbox, serve

from tests.cli.conftest import Command, Done
from tools import drift

PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"
KNOWN = {"list": ["204"], "profile": [PROFILE]}
BOTH = ("probe", 42, "--list", 204, "--profile", PROFILE.upper(), "--yes")


def answers(done: Done) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.last)
    assert found["probe"] == 1
    return dict(found["answers"])


def records(sandbox: Running) -> set[tuple[str, str]]:
    return {(row["type"], str(row["target_id"])) for rows in sandbox.state()["links"].values() for row in rows}


@pytest.mark.parametrize(
    ("switch", "value", "question", "answer"),
    [
        ("unknown_target", 422, "unknown_target", 422),
        ("unknown_target", 404, "unknown_target", 404),
        ("not_linked", 204, "unlink_missing", 204),
        ("not_linked", 404, "unlink_missing", 404),
        ("not_linked", 422, "unlink_missing", 422),
        ("link_status", 200, "link_status", 200),
        ("link_status", 201, "link_status", 201),
        ("list_target_id", "string", "list_target_id_type", "string"),
        ("list_target_id", "number", "list_target_id_type", "integer"),
        ("empty_meta", "example", "empty_meta", None),
        ("empty_meta", "[]", "empty_meta", "array"),
        ("empty_meta", "{}", "empty_meta", "object"),
        ("empty_meta", "null", "empty_meta", "null"),
        ("profile_linkable", "null", "profile_linkable", "null"),
        ("profile_linkable", "id", "profile_linkable", "object"),
        ("rate_limit", "60/s", "throttle_headers", {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "59"}),
        ("rate_limit", None, "throttle_headers", {}),
    ],
)
def test_each_switch_of_the_sandbox(switch: str, value: Any, question: str, answer: Any, inside: Command, sandbox: Running) -> None:
    """Each open question is answered as the tenant in question behaves; afterwards nothing is linked."""
    sandbox.sandbox.known = KNOWN  # type: ignore[assignment]
    setattr(sandbox.sandbox, switch, value)

    done = inside(*BOTH)

    assert done.code == 0
    found = answers(done)
    assert found[question] == answer
    assert (found["repeat_link"], found["list_link_id_type"]) == (1, "integer")
    assert records(sandbox) == set()


@pytest.mark.parametrize("arguments", [BOTH, (*BOTH, "--json"), ("probe", 42, "--profile", PROFILE, "--yes")])
@pytest.mark.parametrize("meta", ["example", "[]", "{}", "null"])
def test_drift_reads_the_report(
    meta: Any, arguments: tuple[Any, ...], inside: Command, sandbox: Running, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`make drift` takes what was printed, in either form, as evidence, and each answer as one to an open question."""
    sandbox.sandbox.known, sandbox.sandbox.empty_meta = KNOWN, meta  # type: ignore[assignment]
    (tmp_path / "report").write_text(inside(*arguments).out)

    assert drift.main([str(tmp_path / "report")]) == 0
    told = capfd.readouterr().out
    assert told.count("answered: ") == len(QUESTIONS)


def test_the_report_is_redacted(inside: Command, sandbox: Running) -> None:
    """The report is Markdown and JSON, and holds no id, name, email or token."""
    done = inside("probe", 42, "--list", 9876543, "--profile", PROFILE, "--yes")

    assert "| The status of a link | `200` | `link_status` |" in done.out
    for secret in ("42", "9876543", PROFILE, sandbox.token, "@"):
        assert secret not in done.out
    assert answers(inside(*BOTH, "--json")) == answers(done)


@pytest.mark.parametrize("before", [set(), {"list"}, {"profile"}, {"list", "profile"}])
def test_puts_back_what_it_found(before: set[str], inside: Command, sandbox: Running) -> None:
    """What was linked before is linked afterwards, what was not is not: the profile by itself, the list as --linked says."""
    given = {alias: KNOWN[alias][0] for alias in before}
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as client:
        for alias, target in given.items():
            client.appointments.link(42, alias, target)

    done = inside(*BOTH, *(["--linked"] if "list" in before else []))

    assert done.code == 0
    assert records(sandbox) == set(given.items())


@pytest.mark.parametrize(("option", "target"), [("--list", "204"), ("--profile", PROFILE)])
def test_one_record_is_enough(option: str, target: str, inside: Command, sandbox: Running) -> None:
    """With one record the questions about the other stay open."""
    found = answers(inside("probe", 42, option, target, "--yes"))

    assert (found["profile_linkable"] is None) == (option == "--list")
    assert (found["list_target_id_type"] is None) == (option == "--profile")
    assert records(sandbox) == set()


def test_linkable_that_is_absent(inside: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is not there at all is told apart from null."""
    from omneo_appointments.sandbox import _handlers

    shown = _handlers.shown
    monkeypatch.setattr(
        _handlers, "shown", lambda *given: {name: value for name, value in shown(*given).items() if name != "linkable"}
    )

    assert answers(inside(*BOTH))["profile_linkable"] == "absent"


def test_an_unknown_profile_that_is_linked_all_the_same(inside: Command, sandbox: Running) -> None:
    """A tenant that links what does not exist is told as such, and that link is taken off again."""
    assert answers(inside(*BOTH))["unknown_target"] == 200
    assert records(sandbox) == set()


@pytest.mark.parametrize(("said", "code", "words"), [(b"n\n", 130, "nothing was sent"), (b"", 2, "--yes makes the calls")])
def test_asks_first(said: bytes, code: int, words: str, inside: Command, sandbox: Running) -> None:
    """Without --yes it says what it will do and asks; no answer, or no, sends nothing."""
    done = inside(*BOTH[:-1], stdin=said)

    assert "On appointment 42 of http://127.0.0.1" in done.err
    assert "Make these calls?" in done.err
    assert words in done.err.splitlines()[-1]
    assert (done.code, sandbox.requests()) == (code, [])
    assert inside(*BOTH[:-1], stdin=b"y\n").code == 0


def test_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard input is closed there is nobody to ask."""
    monkeypatch.setattr("sys.stdin", None)

    with pytest.raises(click.UsageError, match="--yes makes the calls"):
        cli.confirm()


def test_interrupted_at_the_question(inside: Command, sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at the question is an interruption, not a missing answer."""

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("click.termui.visible_prompt_func", interrupt)
    done = inside(*BOTH[:-1])

    assert done.err.endswith("omneo-appointments: interrupted\n")
    assert (done.code, sandbox.requests()) == (130, [])


def test_names_a_record(inside: Command) -> None:
    """Without a record, or with a bad id, it is wrong usage."""
    assert inside("probe", 42, "--yes").code == 2
    assert inside("probe", 42, "--list", "x", "--yes").code == 2


def test_stops_and_puts_back(inside: Command, sandbox: Running) -> None:
    """An error in the middle is told, and what was linked until then is unlinked."""
    sandbox.order("500 x3 on unlinkAppointment")
    with set_testing():
        done = inside(*BOTH)

    assert (done.code, records(sandbox)) == (1, set())
    assert "500" in done.err


def test_cannot_put_back(inside: Command, sandbox: Running) -> None:
    """Where even that fails, the last line is the command that does it."""
    sandbox.order("403 x9 on unlinkAppointment")
    done = inside(*BOTH)

    assert done.code == 1
    assert "do it with: omneo-appointments unlink 42 list 204" in done.err


def test_token_is_refused(inside: Command) -> None:
    """A wrong token ends with 7."""
    assert inside(*BOTH, OMNEO_TOKEN="wrong").code == 7


def test_other_sandbox() -> None:
    """The switches that are tried here are all that the sandbox has for open questions."""
    with serve(Sandbox()) as running:
        settings = set(running.state()["settings"])

    assert settings - {"retry_after"} == {
        "rate_limit",
        "unknown_target",
        "not_linked",
        "link_status",
        "list_target_id",
        "empty_meta",
        "profile_linkable",
    }


def test_server_that_fails(inside: Command, sandbox: Running) -> None:
    """A link whose fate is unknown is undone all the same."""
    sandbox.order("500 after commit x3 on linkAppointment")

    with set_testing():
        assert (inside(*BOTH).code, records(sandbox)) == (1, set())


def test_other_links_do_not_matter(inside: Command, sandbox: Running) -> None:
    """Links of other records stay, and tell nothing."""
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as client:
        client.appointments.link(42, "list", 7)

    assert answers(inside(*BOTH))["repeat_link"] == 1
    assert records(sandbox) == {("list", "7")}


def test_an_alias_with_a_hyphen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alias of the spec is an option of the command, whatever characters it has."""
    monkeypatch.setattr(cli, "MorphAlias", StrEnum("MorphAlias", {"GIFT_CARD": "gift-card"}))
    command = click.Command("probe", callback=dict)
    cli.records(command)

    assert command.main(["--gift-card", "7"], standalone_mode=False) == {"GIFT_CARD": "7"}
