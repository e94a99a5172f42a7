"""Answers of about 1, 10, 100 and 1,000 KB, all of them as the spec has them."""

from __future__ import annotations

import copy
import json
from typing import Any

from omneo_appointments.sandbox import sample_appointment

SIZES = (1, 10, 100, 1000)


def answer(kilobytes: int) -> bytes:
    """An appointment: with every nullable field null for 1 KB, filled in like a real one for 10, with more answers beyond."""
    data = smallest() if kilobytes == 1 else realistic()
    rows = copy.deepcopy(sample_appointment()["answers"])
    while len(encoded(data)) < kilobytes * 1000:
        data["answers"] += copy.deepcopy(rows) * max(1, len(data["answers"]) // 4)
    return encoded(data)


def encoded(data: dict[str, Any]) -> bytes:
    return json.dumps({"data": data}).encode()


def realistic() -> dict[str, Any]:
    """Seven normal hours, two special ones, three staff members, four answers and four links."""
    data = sample_appointment()
    definition = data["appointment_definition"]
    days = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
    definition["normal_hours"] = [{**definition["normal_hours"][0], "day_of_week": day} for day in days]
    definition["special_hours"] *= 2
    definition["staff"] *= 3
    data["answers"] *= 4
    data["links"] *= 2
    return data


def smallest() -> dict[str, Any]:
    data = sample_appointment()
    objects = {key: None for key, value in data.items() if isinstance(value, dict)}
    return {**data, **objects, "answers": [], "links": data["links"][1:]}
