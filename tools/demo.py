"""The main job, shown: link and unlink through a local sandbox. Exits with 1 if an outcome is not the expected one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from omneo_appointments import Appointment, LinkTargetError, NotFoundError, Omneo, set_testing
from omneo_appointments.sandbox import Running, serve

APPOINTMENT, UNKNOWN_APPOINTMENT = 42, 999
PROFILE, LIST = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10", 204
NEXT = """\
What to do next
  try it by hand        .venv/bin/python -m omneo_appointments.sandbox
  use it in a program   the first program of README.md
  test your own code    the pytest fixture omneo_client, with faults on order"""

GREEN, RED, DIM, BOLD = "32", "31", "2", "1"
coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@dataclass(frozen=True)
class Step:
    """What is called, how often the sandbox must see it, and with what the outcome must begin."""

    title: str
    call: Callable[[], Appointment | None]
    requests: int
    outcome: str


def colour(text: str, code: str) -> str:
    return f"\033[{code}m{text}\033[0m" if coloured else text


def outcome(call: Callable[[], Appointment | None]) -> str:
    """The links of the appointment, or the error, in one line."""
    try:
        appointment = call()
    except (LinkTargetError, NotFoundError) as error:
        return f"{type(error).__name__}: {error}"
    if appointment is None:
        return "done"
    return "links: " + ", ".join(f"{link.type_} {link.target_id}" for link in appointment.links)


def steps(client: Omneo, place: Running) -> list[Step]:
    link, unlink = client.appointments.link, client.appointments.unlink

    def link_through_faults() -> Appointment:
        place.order("503", "reset after commit")
        return link(APPOINTMENT, "list", LIST)

    profile, both = f"links: profile {PROFILE}", f"links: profile {PROFILE}, list {LIST}"
    return [
        Step('link(42, "profile", "6f9f8a52-...")', lambda: link(APPOINTMENT, "profile", PROFILE), 1, profile),
        Step("the same again: still one link", lambda: link(APPOINTMENT, "profile", PROFILE.upper()), 1, profile),
        Step('link(42, "list", 204), while the server fails twice', link_through_faults, 3, both),
        Step('unlink(42, "profile", "6f9f8a52-...")', lambda: unlink(APPOINTMENT, "profile", PROFILE), 1, "done"),
        Step('link(42, "list", 204), to see what is left', lambda: link(APPOINTMENT, "list", LIST), 1, f"links: list {LIST}"),
        Step('link(999, "list", 204)', lambda: link(UNKNOWN_APPOINTMENT, "list", LIST), 1, "NotFoundError: "),
        Step('link(42, "profil", "6f9f8a52-...")', lambda: link(APPOINTMENT, "profil", PROFILE), 0, "UnknownMorphAliasError: "),
        Step('link(42, "list", "0204")', lambda: link(APPOINTMENT, "list", "0204"), 0, "InvalidTargetIdError: "),
    ]


def show(step: Step, place: Running) -> bool:
    """Take a step, print it in two lines, and say whether it went as expected."""
    before = len(place.requests())
    found = outcome(step.call)
    answers = [str(one.status or "no answer") for one in place.requests()[before:]]
    good = found.startswith(step.outcome) and len(answers) == step.requests
    print(colour(step.title, BOLD), colour(f"  {', '.join(answers) or 'no request was sent'}", DIM))
    print("  " + colour(found, GREEN if good else RED))
    return good


def main() -> None:
    with serve() as place, Omneo(base_url=place.base_url, token=place.token) as client, set_testing():
        print(f"A sandbox plays Omneo at {place.base_url}")
        if not all(show(step, place) for step in steps(client, place)):
            sys.exit("this is not what was expected")
    print(NEXT)


if __name__ == "__main__":
    main()
