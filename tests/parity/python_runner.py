"""The Python clients as a runner of the vectors: `python tests/parity/python_runner.py sync|async`. See spec/vectors/README.md."""

import asyncio
import itertools
import json
import sys
import uuid
from typing import Any

import omneo_appointments as omneo
from omneo_appointments import AsyncOmneo, Omneo, RawResponse, set_testing

RULES: dict[type[omneo.LinkTargetError], str] = {
    omneo.UnknownMorphAliasError: "unknown-alias",
    omneo.InvalidTargetIdError: "invalid-id",
    omneo.InvalidAppointmentIdError: "invalid-appointment",
}
KINDS: dict[type[omneo.OmneoError], str] = {
    omneo.BadRequestError: "bad-request",
    omneo.AuthenticationError: "authentication",
    omneo.PermissionDeniedError: "permission-denied",
    omneo.NotFoundError: "not-found",
    omneo.ConflictError: "conflict",
    omneo.ValidationError: "validation",
    omneo.RateLimitError: "rate-limit",
    omneo.InternalServerError: "server",
    omneo.APIStatusError: "status",
    omneo.APIResponseError: "response",
    omneo.APITimeoutError: "timeout",
    omneo.APIConnectionError: "connection",
}
VALUES = {"integer": int, "float": float, "uuid": uuid.UUID}
Outcome = dict[str, Any]


def verb(operation: str) -> str:
    """The method of an operation: the leading lower-case word of its operationId."""
    return "".join(itertools.takewhile(str.islower, operation))


def value(given: Any) -> Any:
    """A value of a case, tagged where JSON has no type for it."""
    if isinstance(given, dict) and "$type" in given:
        return VALUES[given["$type"]](given["value"])
    return given


def arguments(case: dict[str, Any]) -> dict[str, Any]:
    return {name: value(given) for name, given in case["arguments"].items()}


def options(case: dict[str, Any], token: str) -> dict[str, Any]:
    given = {name: case[name] for name in ("max_retries", "timeout") if case[name] is not None}
    return {"base_url": case["base_url"], "token": token, **given}


def at(document: Any, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901)."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key) if isinstance(document, list) else key]
    return document


def success(case: dict[str, Any], raw: RawResponse[Any]) -> Outcome:
    if raw.parsed is None:
        return {"success": {}}
    document = raw.parsed.to_dict()
    facts: Outcome = {}
    if isinstance(raw.parsed.links, list):  # an operation may leave them out
        facts["links"] = [[link.type_, str(link.target_id)] for link in raw.parsed.links]
    if case["kept"]:
        facts["kept"] = {pointer: at(document, pointer) for pointer in case["kept"]}
    return {"success": facts}


def failure(error: Exception) -> Outcome:
    if not isinstance(error, omneo.OmneoError):
        return {"error": {"kind": "untyped", "message": f"{type(error).__name__}: {error}"}}
    if isinstance(error, omneo.LinkTargetError):
        allowed: Any = "uuid" if isinstance(error, omneo.InvalidTargetIdError) and "UUID" in error.expected else "integer"
        allowed = list(error.allowed) if isinstance(error, omneo.UnknownMorphAliasError) else allowed
        return {"refusal": {"rule": RULES[type(error)], "field": error.field, "allowed": allowed}}
    facts: Outcome = {"kind": KINDS[type(error)]}
    if isinstance(error, omneo.APIStatusError | omneo.APIResponseError):
        facts["status"] = error.status_code
    if isinstance(error, omneo.APIResponseError):
        facts["pointer"] = error.pointer
    if isinstance(error, omneo.APIStatusError):
        facts |= {"message": error.message, "errors": error.errors, "retry_after": error.retry_after}
    return {"error": facts}


def run_sync(case: dict[str, Any], token: str) -> Outcome:
    with set_testing() as waits, Omneo(**options(case, token)) as client:
        call = getattr(client.appointments.with_raw_response, verb(case["operation"]))
        try:
            return success(case, call(**arguments(case))) | {"waits": waits}
        except Exception as error:
            return failure(error) | {"waits": waits}


async def run_async(case: dict[str, Any], token: str) -> Outcome:
    with set_testing() as waits:
        async with AsyncOmneo(**options(case, token)) as client:
            call = getattr(client.appointments.with_raw_response, verb(case["operation"]))
            try:
                return success(case, await call(**arguments(case))) | {"waits": waits}
            except Exception as error:
                return failure(error) | {"waits": waits}


async def run_all(cases: list[dict[str, Any]], token: str) -> list[Outcome]:
    return [await run_async(case, token) for case in cases]


def main() -> None:
    given = json.load(sys.stdin)
    if sys.argv[1:] == ["async"]:
        outcomes = asyncio.run(run_all(given["cases"], given["token"]))
    else:
        outcomes = [run_sync(case, given["token"]) for case in given["cases"]]
    json.dump(outcomes, sys.stdout)


if __name__ == "__main__":
    main()
