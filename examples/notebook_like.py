"""Many calls in one event loop, as in a notebook, whose cells may `await`: `python notebook_like.py`.

Without `async with`, since a notebook's client lives from one cell to a much later one.
"""

import asyncio
from collections import Counter

from omneo_appointments import Appointment, AsyncOmneo, OmneoError

APPOINTMENTS = range(1, 201)


async def notebook() -> None:
    # Cell 1: a client for the whole notebook, from OMNEO_TENANT and OMNEO_TOKEN.
    omneo = AsyncOmneo()

    # Cell 2: as many calls as you like; the client has 100 of them in flight at most, the others wait their turn.
    calls = [omneo.appointments.link(number, "list", 204) for number in APPOINTMENTS]
    answers = await asyncio.gather(*calls, return_exceptions=True)

    # Cell 3: look at what came.
    linked = [answer for answer in answers if isinstance(answer, Appointment)]
    failed = Counter(str(answer) for answer in answers if isinstance(answer, OmneoError))
    print(f"{len(linked)} linked, {failed.total()} failed")
    print(linked[0].status, [link.target_id for link in linked[0].links])
    for reason, count in failed.most_common(1):
        print(f"{count} x {reason}")

    # Cell 4: undo it.
    await asyncio.gather(*(omneo.appointments.unlink(one.id, "list", 204) for one in linked))
    print(f"{len(linked)} unlinked")

    # The last cell.
    await omneo.close()


if __name__ == "__main__":
    asyncio.run(notebook())
