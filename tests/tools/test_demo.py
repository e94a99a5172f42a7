"""make demo: the main job, shown in a few lines."""

import re

import pytest
from omneo_appointments.sandbox import serve

from tools import demo


def test_demo(capsys: pytest.CaptureFixture[str]) -> None:
    """It shows the links after each call, what the server answered, and what to do next, in fewer than 25 lines."""
    demo.main()
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) + 3 < 25  # three lines come from the setup
    assert "  links: profile 6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10, list 204" in lines
    assert sum("503, no answer, 200" in line for line in lines) == 1
    assert "What to do next" in lines
    assert not any("\033" in line for line in lines)


def test_colour(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal it is coloured; without colours it says the same."""
    demo.main()
    plain = capsys.readouterr().out
    monkeypatch.setattr(demo, "coloured", True)
    demo.main()
    coloured = capsys.readouterr().out

    def without_port(text: str) -> str:
        return re.sub(r":\d+/", "/", text)

    assert "\033[32m" in coloured
    assert without_port(re.sub(r"\033\[\d+m", "", coloured)) == without_port(plain)


@pytest.mark.parametrize(("requests", "outcome"), [(1, "done"), (0, "links:")])
def test_unexpected(monkeypatch: pytest.MonkeyPatch, requests: int, outcome: str) -> None:
    """An outcome or a number of requests that was not expected ends it with status 1."""

    def steps(*_: object) -> list[demo.Step]:
        return [demo.Step("unlink", lambda: None, requests, outcome)]

    monkeypatch.setattr(demo, "steps", steps)
    with serve(), pytest.raises(SystemExit) as stopped:
        demo.main()

    assert stopped.value.code == "this is not what was expected"
