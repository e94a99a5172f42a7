"""The main job, shown: link and unlink through a local sandbox in a process of its own. Exits non-zero if a promise breaks."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
from omneo_appointments import Appointment, LinkTargetError, NotFoundError, Omneo

APPOINTMENT = 42
PROFILE = uuid.UUID("6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10")
LIST = 204
BAD_ARGUMENTS: list[tuple[object, object, object]] = [
    (APPOINTMENT, "profil", PROFILE),
    (APPOINTMENT, "profile", "{6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10}"),
    (APPOINTMENT, "list", "0204"),
    (APPOINTMENT, "list", True),
    ("42/../7", "list", LIST),
]


class Shown(httpx.HTTPTransport):
    """Prints what goes over the wire, and counts it. The token stays out of sight."""

    sent = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent += 1
        print(f"    > {request.method} {request.url.path}  {request.read().decode()}")
        response = super().handle_request(request)
        body = response.read().decode()
        print(f"    < {response.status_code}  {body[:96]}{' ...' if len(body) > 96 else ''}")
        return response


@contextmanager
def sandbox() -> Iterator[dict[str, str]]:
    """The sandbox as a process on a free port; what it prints says where, and what token it wants."""
    command = [sys.executable, "-m", "omneo_appointments.sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = [process.stdout.readline() for _ in range(2)] if process.stdout else []
            yield dict(line.strip().split("=", 1) for line in lines)
        finally:
            process.terminate()


def promise(text: str, kept: bool) -> None:
    print(f"  {'ok ' if kept else 'BROKEN'} {text}")
    if not kept:
        sys.exit(1)


def targets(appointment: Appointment) -> list[tuple[str, str]]:
    return [(link.type_, str(link.target_id)) for link in appointment.links]


def refusal(call: Callable[[], object]) -> str:
    try:
        call()
    except (LinkTargetError, NotFoundError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def show(client: Omneo, wire: Shown) -> None:
    appointments = client.appointments
    profile, wanted_list = ("profile", str(PROFILE)), ("list", str(LIST))
    print("\nlink a profile")
    promise("it is linked", targets(appointments.link(APPOINTMENT, "profile", PROFILE)) == [profile])
    print("link it again")
    promise("still one entry", targets(appointments.link(APPOINTMENT, "profile", str(PROFILE).upper())) == [profile])
    print("link a list")
    promise("both are linked", targets(appointments.link(APPOINTMENT, "list", LIST)) == [profile, wanted_list])
    print("unlink the profile, and look by linking the list again: only a link call shows the links")
    appointments.unlink(APPOINTMENT, "profile", PROFILE)
    promise("the list is left", targets(appointments.link(APPOINTMENT, "list", LIST)) == [wanted_list])
    print("an appointment that does not exist")
    promise("the server's 404 is typed", bool(line := refusal(lambda: appointments.link(999, "list", LIST))))
    print(f"      {line}")
    print("bad input is refused before a request is sent")
    before = wire.sent
    for arguments in BAD_ARGUMENTS:
        line = refusal(lambda arguments=arguments: appointments.link(*arguments))  # type: ignore[misc]
        promise(line, bool(line))
    promise(f"{len(BAD_ARGUMENTS)} refusals, 0 requests", wire.sent == before)


def main() -> None:
    with sandbox() as place:
        print(f"a sandbox listens on {place['OMNEO_BASE_URL']}")
        wire = Shown()
        with Omneo(base_url=place["OMNEO_BASE_URL"], token=place["OMNEO_TOKEN"], transport=wire) as client:
            show(client, wire)
    print("\nthe sandbox has stopped; every promise was kept")


if __name__ == "__main__":
    main()
