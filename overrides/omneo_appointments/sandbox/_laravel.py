"""Answers in Laravel's form: what it says for which status, and its 422 from what breaks the spec's rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._messages import Headers, Reply, Request, json_reply, phrase
from ._rules import Rule, Violation


class RefusalError(Exception):
    """An answer other than success."""

    def __init__(self, status: int, message: str, errors: Mapping[str, Sequence[str]] | None = None, headers: Headers = ()) -> None:
        super().__init__(message)
        body = {"message": message} | ({"errors": errors} if errors else {})
        self.reply = json_reply(body, status).plus(headers)


def whole(request: Request) -> bytes:
    """The body, unless it was too long."""
    if request.body is None:
        raise RefusalError(413, "The POST data is too large.")
    return request.body


def error_reply(status: int, responses: Mapping[str, Any]) -> Reply:
    """The spec's own example for this status, or a bare message."""
    content = responses.get(str(status), {}).get("content", {})
    examples = [media["example"] for media in content.values() if "example" in media]
    return json_reply(examples[0] if examples else {"message": phrase(status)}, status)


def html_reply(status: int) -> Reply:
    """An error page as a proxy in front of the server has it."""
    title = f"{status} {phrase(status)}"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><hr>sandbox proxy</body></html>"
    return Reply(status, page.encode(), "text/html")


def refused(rule: Rule, value: Mapping[str, Any]) -> RefusalError | None:
    """Laravel's 422 for what breaks the rule: one message for each field, the first with a count of the others."""
    errors: dict[str, list[str]] = {}
    for violation in decided(rule, value):
        name = ".".join(map(str, violation.path))
        errors.setdefault(name, [message_for(violation, name)])
    if not errors:
        return None
    first, *more = (message for messages in errors.values() for message in messages)
    count = f" (and {len(more)} more error{'s' if len(more) > 1 else ''})" if more else ""
    return RefusalError(422, first + count, errors)


def decided(rule: Rule, value: Mapping[str, Any]) -> list[Violation]:
    """What the value breaks, without what is held against it only because the field that decides on it is itself wrong."""
    found = list(rule.violations(value))
    deciding = rule.schema.get("if", {}).get("properties", {})
    if any(not one.conditional and one.path and one.path[0] in deciding for one in found):
        return [one for one in found if not one.conditional]
    return found


def message_for(violation: Violation, name: str) -> str:
    """Laravel's words for the broken keyword; a pattern is either of a UUID or of an integer."""
    if violation.keyword == "required":
        return f"The {name} field is required."
    if violation.keyword == "enum":
        return f"The selected {name} is invalid."
    if violation.keyword == "type":
        return f"The {name} field must be a {violation.schema['type']}."
    return f"The {name} field must be {'a valid UUID' if violation.schema.get('format') == 'uuid' else 'an integer'}."
