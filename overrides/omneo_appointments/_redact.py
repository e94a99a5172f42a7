"""Cut the token out of whatever an error keeps of an answer, since a debug page may echo the request's headers.

The token is found as it is and in any usual form of writing: JSON's and JavaScript's escapes, percent-encoding, HTML's character
references, UTF-16 or UTF-32, and several of them at once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html.entities import html5

SHORTEST_SECRET = 8  # characters; a shorter token would be cut out of ordinary words
REPLACEMENT = "[token]"
_ESCAPE = re.compile(
    r"""\\+u\{0*([0-9a-f]{1,6})\} | \\+u([0-9a-f]{4}) | \\+x([0-9a-f]{2}) | %(?:25)*([0-9a-f]{2}) | &(?:amp;)*\#x0*([0-9a-f]{1,6});?
    | &(?:amp;)*\#0*([0-9]{1,7});? | &(?:amp;)*([a-z]{2,31};) | \\+ | \x00""",
    re.IGNORECASE | re.VERBOSE,
)


def redact(text: str, token: str) -> str:
    """The text with each appearance of the token replaced."""
    if len(token) < SHORTEST_SECRET:
        return text
    plain, starts, origins = unescape(text)
    secret = re.compile(re.escape(unescape(token)[0]), re.IGNORECASE)
    parts, done = [], 0
    for found in secret.finditer(plain):
        first, last = (origin(at, starts, origins) for at in found.span())
        parts += [text[done:first], REPLACEMENT]
        done = last
    return "".join([*parts, text[done:]]) if parts else text


def unescape(text: str) -> tuple[str, list[int], list[int]]:
    """The text without escapes; where its runs start, and where each run started in the original."""
    parts: list[str] = []
    starts, origins = [0], [0]
    length = done = 0
    for found in _ESCAPE.finditer(text):
        char = decoded(found)
        parts += [text[done : found.start()], char]
        length += found.start() - done
        starts.append(length)
        origins.append(found.start())
        length += len(char)
        done = found.end()
        starts.append(length)
        origins.append(done)
    parts.append(text[done:])
    return "".join(parts), starts, origins


def decoded(found: re.Match[str]) -> str:
    """What an escape stands for; nothing for a lone backslash or a zero byte."""
    *hexadecimal, decimal, entity = found.groups()
    if entity:
        return html5.get(entity) or html5.get(entity.lower()) or found[0]
    code = int(decimal) if decimal else next((int(digits, 16) for digits in hexadecimal if digits), 0)
    return chr(code) if 0 < code <= 0x10FFFF else ""


def origin(at: int, starts: list[int], origins: list[int]) -> int:
    """Where a place of the text without escapes is in the original."""
    run = bisect_right(starts, at) - 1
    return origins[run] + at - starts[run]
