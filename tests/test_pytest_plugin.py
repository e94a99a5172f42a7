"""The pytest plugin: fixtures for users' own tests, tried in test runs of their own."""

import subprocess
import sys

import pytest

HEAD = """
    import asyncio
    import pytest
    from omneo_appointments import OmneoError
"""


def test_fixtures(pytester: pytest.Pytester) -> None:
    """Each test has a sandbox of its own state, and clients that are ready to call it without waiting between tries."""
    pytester.makepyfile(
        HEAD
        + """
    def test_sync(omneo_sandbox, omneo_client):
        omneo_sandbox.order("503 Retry-After 50", "reset after commit")
        assert len(omneo_client.appointments.link(42, "list", 204).links) == 1
        assert len(omneo_sandbox.requests()) == 3

    def test_fresh(omneo_client, omneo_sandbox):
        assert omneo_sandbox.state()["links"] == {}
        omneo_sandbox.sandbox.not_linked = 404
        with pytest.raises(OmneoError):
            omneo_client.appointments.unlink(42, "list", 204)

    def test_switches_are_back(omneo_client):
        omneo_client.appointments.unlink(42, "list", 204)

    def test_async(omneo_sandbox, omneo_async_client):
        omneo_sandbox.order("503")
        link = omneo_async_client.appointments.link

        async def both():
            return await asyncio.gather(link(1, "list", 204), link(2, "list", 204))

        assert [len(one.links) for one in asyncio.run(both())] == [1, 1]
        assert len(asyncio.run(link(1, "list", 205)).links) == 2
    """
    )
    pytester.runpytest_inprocess("-W", "error").assert_outcomes(passed=4)


def test_async_with_a_plugin(pytester: pytest.Pytester) -> None:
    """The async client serves a test that is itself a coroutine."""
    pytester.makepyfile(
        HEAD
        + """
    @pytest.mark.anyio
    async def test_async(omneo_async_client):
        assert len((await omneo_async_client.appointments.link(1, "list", 204)).links) == 1

    @pytest.fixture
    def anyio_backend():
        return "asyncio"
    """
    )
    pytester.runpytest_inprocess("-W", "error").assert_outcomes(passed=1)


def test_a_fault_that_never_happened(pytester: pytest.Pytester) -> None:
    """A test cannot pass although its fault never happened; the next test is not harmed."""
    pytester.makepyfile(
        """
    def test_never_happens(omneo_sandbox):
        omneo_sandbox.order("503 x2")

    def test_next(omneo_sandbox):
        assert omneo_sandbox.faults() == []
    """
    )
    result = pytester.runpytest_inprocess()

    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*AssertionError: ordered, but not happened: 503 x2 (happened 0 times)*"])


def test_without_the_extra(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, a test that asks for the sandbox is told what to install."""
    monkeypatch.setitem(sys.modules, "omneo_appointments.sandbox", None)
    pytester.makepyfile("def test_x(omneo_client): pass")
    result = pytester.runpytest_inprocess()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*omneo_appointments.sandbox*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_found_by_itself(pytester: pytest.Pytester) -> None:
    """An installed package is enough: pytest finds the fixtures, and a run without them imports nothing else of this package."""
    pytester.makepyfile(
        """
    import sys

    def test_unrelated():
        loaded = {name for name in sys.modules if name.startswith("omneo")}
        assert loaded == {"omneo_appointments", "omneo_appointments.pytest_plugin"}

    def test_related(omneo_client):
        omneo_client.appointments.unlink(1, "list", 204)
    """
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=pytester.path, capture_output=True, text=True, check=False)

    assert "2 passed" in done.stdout, done.stdout
