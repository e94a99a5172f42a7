"""A spec as a flat table of facets, so that two specs can be compared line by line.

A facet is `METHOD /path part:aspect`, such as `POST /v3/a/{id}/link response.200.data.links[].id:type`, with a value: a string,
or a set or a sequence of strings. A property, a status or an operation has a facet of its own, `present`, so that what comes and
goes is one line. An aspect without a facet is `none`.

What it does not do: it compares neither words (summaries, descriptions, examples, titles that name no class) nor `info`,
`externalDocs`, `x-` keys, response `links` and `webhooks`; it reads no other document than the one it is given; it leaves out
schemas that no operation reaches. `callbacks` and `encoding` are compared as they are written. What it cannot read is the facet
`problem` of its place, with nothing below it; a keyword that OpenAPI or JSON Schema does not have, or that is not followed here,
such as `$dynamicRef`, is the facet `unknown keyword`.
"""

from tools.facets.references import METHODS, Spec, SpecError, resolve, steps
from tools.facets.schemas import NOT_FOLLOWED, UNKNOWN_KEYWORD
from tools.facets.table import ABSENT, NONE, Facets, Value, aligned, changes, facets, problems, taken_apart, told, words

__all__ = [
    "ABSENT",
    "METHODS",
    "NONE",
    "NOT_FOLLOWED",
    "UNKNOWN_KEYWORD",
    "Facets",
    "Spec",
    "SpecError",
    "Value",
    "aligned",
    "changes",
    "facets",
    "problems",
    "resolve",
    "steps",
    "taken_apart",
    "told",
    "words",
]
