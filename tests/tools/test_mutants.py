"""`make mutants`: its table fits the client, and each verdict is told from the others."""

from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import Mutant
from tools.sync import ROOT

MORPHS = "_morphs.py"


def test_table() -> None:
    """Each mutant's code stands once in the client as it is; there are many, and at most one in twenty may survive."""
    listed = mutants.table()

    assert len(listed) >= 80
    assert sum(bool(mutant.survives) for mutant in listed) <= (1 - mutants.GOAL) * len(listed)
    assert [mutant.rule for mutant in listed if mutant.old == mutant.new] == []


def test_readme() -> None:
    """The vectors' README tells the number of mutants, and how many of them are expected to be noticed."""
    listed = mutants.table()
    noticed = sum(not mutant.survives for mutant in listed)

    assert f"{noticed} of {len(listed)}" in " ".join(Path(ROOT, "spec/vectors/README.md").read_text().split())


def test_table_does_not_fit(tmp_path: Path) -> None:
    """Code that is not there, that is there twice, and a name that stands twice are one line each that tells the mutant."""
    entry = '[[mutant]]\nrule = "{rule}"\nfile = "{file}"\nold = "{old}"\nnew = ""\n'
    rows = [
        ("gone", MORPHS, "x"),
        ("twice", MORPHS, "a"),
        ("no file", "none.py", "x"),
        ("same", MORPHS, "b"),
        ("same", MORPHS, "b"),
    ]
    (tmp_path / mutants.PACKAGE).mkdir(parents=True)
    (tmp_path / mutants.PACKAGE / MORPHS).write_text("a\na\nb\n")
    (tmp_path / "tools").mkdir()
    (tmp_path / mutants.TABLE).write_text("".join(entry.format(rule=rule, file=file, old=old) for rule, file, old in rows))

    with pytest.raises(SystemExit) as told:
        mutants.table(tmp_path)

    assert str(told.value).splitlines() == [
        'gone: _morphs.py has the code to break 0 times, not once: "x"',
        'twice: _morphs.py has the code to break 2 times, not once: "a"',
        'no file: none.py has the code to break 0 times, not once: "x"',
        "same: two mutants have this name",
    ]


@pytest.mark.parametrize(
    ("mutant", "timeout", "expected", "how"),
    [
        (Mutant("", MORPHS, "1 <= number <=", "1 < number <="), 100, "noticed", "requests: list, smallest: expected {"),
        (Mutant("", MORPHS, "import operator", "import no_such_module"), 100, "crashed", "ModuleNotFoundError: No module named 'no_such"),
        (Mutant("", MORPHS, "    return number if", "    return nowhere if"), 100, "crashed", "RuntimeError: requests: list by integer"),
        (Mutant("", MORPHS, "import operator", "while True: pass"), 0.5, "hung", ""),
    ],
    ids=["noticed", "does not import", "fails in the plainest case", "hung"],
)  # fmt: skip
def test_verdict(mutant: Mutant, timeout: float, expected: str, how: str) -> None:
    """A vector that turns red, a client that is no client any more and one that never ends are told apart."""
    word, told = mutants.verdict(mutant, timeout=timeout)

    assert expected == word
    assert told.startswith(how)


def test_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 0 where 95 % are noticed and each survivor has a reason, else 1."""
    listed = [Mutant(f"rule {number}", MORPHS, "", "") for number in range(39)] + [
        Mutant("odd", MORPHS, "", "", survives="no way to see it")
    ]
    words = {"odd": "survived"}
    monkeypatch.setattr(mutants, "table", lambda: listed)
    monkeypatch.setattr(
        mutants, "verdict", lambda mutant: ("survived", "") if mutant is None else (words.get(mutant.rule, "noticed"), "x")
    )

    assert mutants.main([]) == 0
    told = capsys.readouterr().out
    assert " 40/40  survived  odd (no way to see it)\n40 mutants: 39 noticed, 1 survived, 0 crashed, 0 hung\n97.5% noticed" in told

    words["rule 7"] = "crashed"
    assert mutants.main([]) == 1
    assert "  8/40   crashed  rule 7 x\n" in capsys.readouterr().out

    words |= {"odd": "noticed", "rule 7": "noticed"}
    assert mutants.main(["odd"]) == 1
    assert "odd (but the table says that it survives; x)" in capsys.readouterr().out
