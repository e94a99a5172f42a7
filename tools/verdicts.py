"""What a changed facet means: for Python callers of this package, and on the wire for clients in other languages.

What is sent may widen, what comes back may narrow. Whether a place is sent or comes back follows from where it is: in a request
or a parameter, or in a response; a schema that is reached both ways has facets in both. What no rule can decide, such as two
different patterns, is breaking unless shown otherwise.

What it does not do: it knows no server behaviour beyond the document. A model's constructor counts as used by Python callers, in
tests and fakes, so a moved or a new required parameter breaks them, in answers too. A default matters where it is sent: the
generated client sends it with every call that leaves the field out. Verdicts on names of classes, methods and modules of other
languages' generated clients are left to those who generate them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from tools.facets import (
    ABSENT,
    NONE,
    NOT_FOLLOWED,
    UNKNOWN_KEYWORD,
    Facets,
    SpecError,
    Value,
    aligned,
    changes,
    facets,
    problems,
    taken_apart,
    words,
)


class Verdict(StrEnum):
    """From harmless to harmful."""

    NOTHING = "nothing"
    COMPATIBLE = "compatible"
    UNKNOWN = "breaking unless shown otherwise"
    BREAKING = "breaking"


class Relation(StrEnum):
    """What the values that a place lets through after a change are to those before."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"
    UNKNOWN = "unknown"


class Change(NamedTuple):
    """One difference, and what it means to either kind of caller."""

    where: str
    what: str
    python: Verdict
    wire: Verdict

    @property
    def breaking(self) -> bool:
        return not {self.python, self.wire}.isdisjoint({Verdict.BREAKING, Verdict.UNKNOWN})


NOTHING, COMPATIBLE, UNKNOWN, BREAKING = Verdict
Pair = tuple[Verdict, Verdict]
SENT = dict(zip(Relation, (NOTHING, COMPATIBLE, BREAKING, BREAKING, UNKNOWN), strict=True))
RECEIVED = {**SENT, Relation.WIDER: BREAKING, Relation.NARROWER: COMPATIBLE}
PYTHON_FORMATS = {"date", "date-time", "uuid", "binary"}  # the generator makes another type than str of these
SUBFORMATS = {("int32", "int64"), ("float", "double")}
ORDER = ("forbidden", "typed", NONE)  # additionalProperties, from narrow to wide


# Relations: of two values of one aspect --------------------------------------------------------------------------------


def of_sets(old: Value, new: Value) -> Relation:
    before, after = frozenset(old), frozenset(new)
    if before == after:
        return Relation.SAME
    return Relation.WIDER if before < after else Relation.NARROWER if after < before else Relation.OTHER


def of_types(old: Value, new: Value) -> Relation:
    """Sets of types; every integer is a number, and `any` is every type."""
    if "any" in (*old, *new):
        return Relation.WIDER if "any" in new else Relation.NARROWER
    before, after = (frozenset(side) - {"null", "never"} | ({"integer"} if "number" in side else set()) for side in (old, new))
    return of_sets(before, after)  # null is `nullable`


def of_optional_sets(old: Value, new: Value) -> Relation:
    """Sets of allowed values; none allows all."""
    return of_absence(old, new) or of_sets(old, new)


def of_absence(old: Value, new: Value) -> Relation | None:
    """A rule that came narrows, one that went widens; None where there are two."""
    if NONE in (old, new):
        return Relation.NARROWER if old == NONE else Relation.WIDER
    return None


def of_rules(old: Value, new: Value) -> Relation:
    return of_absence(old, new) or Relation.UNKNOWN


def of_patterns(old: Value, new: Value) -> Relation:
    """Sets of patterns that must all match: one more narrows; another one is not decided."""
    relation = of_absence(old, new) or of_sets(new, old)
    return Relation.UNKNOWN if relation is Relation.OTHER else relation


def of_formats(old: Value, new: Value) -> Relation:
    pair = (words(old), words(new))
    if pair in SUBFORMATS:
        return Relation.WIDER
    return Relation.NARROWER if pair[::-1] in SUBFORMATS else of_patterns(old, new)


def of_lower(old: Value, new: Value) -> Relation:
    return of_absence(old, new) or (Relation.NARROWER if bound(new) > bound(old) else Relation.WIDER)


def of_upper(old: Value, new: Value) -> Relation:
    return of_absence(old, new) or (Relation.NARROWER if bound(new) < bound(old) else Relation.WIDER)


def bound(value: Value) -> tuple[Fraction, int]:
    """A bound as a pair that sorts by how much it lets through."""
    text = words(value)
    number = Fraction(text.rpartition(" ")[2])
    return number, 1 if text.startswith("more") else -1 if text.startswith("less") else 0


def of_multiples(old: Value, new: Value) -> Relation:
    if relation := of_absence(old, new):
        return relation
    before, after = Fraction(words(old)), Fraction(words(new))
    return Relation.WIDER if before % after == 0 else Relation.NARROWER if after % before == 0 else Relation.OTHER


def of_flags(_: Value, new: Value) -> Relation:
    """True lets more through."""
    return Relation.WIDER if new == "true" else Relation.NARROWER


def of_demands(_: Value, new: Value) -> Relation:
    """True lets less through."""
    return Relation.NARROWER if new == "true" else Relation.WIDER


def of_keys(old: Value, new: Value) -> Relation:
    return Relation.WIDER if ORDER.index(words(old)) < ORDER.index(words(new)) else Relation.NARROWER


RELATIONS: dict[str, Callable[[Value, Value], Relation]] = {
    "type": of_types,
    "enum": of_optional_sets,
    "dependentRequired": of_rules,
    "propertyNames": of_rules,
    "pattern": of_patterns,
    "format": of_formats,
    "conditional": of_rules,
    "not": of_rules,
    "multipleOf": of_multiples,
    "nullable": of_flags,
    "allowEmptyValue": of_flags,
    "untyped": of_flags,
    "required": of_demands,
    "uniqueItems": of_demands,
    "additionalProperties": of_keys,
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties"), of_lower),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties"), of_upper),
}


# Verdicts: Python's and the wire's --------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A changed facet, taken apart."""

    operation: str
    part: str
    aspect: str
    old: Value
    new: Value
    before: Facets
    after: Facets

    @property
    def sent(self) -> bool:
        return self.part.startswith(("request", "parameter", "servers"))

    def beside(self, side: Facets, aspect: str) -> Value:
        """Another aspect of the same place."""
        return side.get(f"{self.operation} {self.part}:{aspect}", NONE)


def place(facet: str, values: tuple[Value, Value], before: Facets, after: Facets) -> Place:
    operation, part = taken_apart(facet)
    holder, _, aspect = part.rpartition(":") if ":" in part else (part, "", "present")
    if part in WHOLE:
        holder, aspect = "", part
    return Place(operation, holder, aspect, *values, before, after)


WHOLE = ("operationId", "tags", "openapi", "security", "callbacks", "deprecated")


def judge(at: Place) -> Pair:
    """The verdicts on one changed facet: Python's, the wire's."""
    if at.aspect in SPECIAL:
        return SPECIAL[at.aspect](at)
    if at.aspect == UNKNOWN_KEYWORD:
        # The older spec's, since in the newer one it is refused.
        return (UNKNOWN, UNKNOWN) if NOT_FOLLOWED.intersection(at.old) else (NOTHING, NOTHING)
    if at.aspect not in RELATIONS:
        return UNKNOWN, UNKNOWN
    relation = RELATIONS[at.aspect](at.old, at.new)
    wire = (SENT if at.sent else RECEIVED)[relation]
    return python_verdict(at, relation, wire), wire


def python_verdict(at: Place, relation: Relation, wire: Verdict) -> Verdict:
    """What Python callers meet where that is not what the wire does."""
    if at.aspect == "enum" and not at.sent:
        # The values are members of a Python enum: one that goes breaks who names it, and a value outside it fails to decode.
        return BREAKING if relation is not Relation.WIDER or NONE in (at.old, at.new) else COMPATIBLE
    if at.aspect == "format" and PYTHON_FORMATS & {*words(at.old).split(", "), *words(at.new).split(", ")}:
        return BREAKING
    if at.aspect == "type" and not at.sent and "any" in at.old and "object" in at.new:
        return BREAKING  # a dict becomes a model
    if at.aspect == "additionalProperties" and "forbidden" in (at.old, at.new):
        return BREAKING  # the model loses or gains `additional_properties`
    return wire


def judge_present(at: Place) -> Pair:
    """What came or went."""
    came = at.old == ABSENT
    if not at.part:
        return (COMPATIBLE, COMPATIBLE) if came else (BREAKING, BREAKING)
    if status := re.fullmatch(r"response\.(\w+)", at.part):
        success = any(re.fullmatch(rf"{re.escape(at.operation)} response\.2..", facet) for facet in at.before)
        if re.fullmatch(r"[45]..", status[1]) or (status[1] == "default" and (came or success)):
            return COMPATIBLE, COMPATIBLE
        return (UNKNOWN, UNKNOWN) if came else (BREAKING, BREAKING)
    if at.part == "servers":
        return BREAKING, BREAKING  # without any, the address is that of the document
    if came and at.part.startswith("servers"):
        return COMPATIBLE, COMPATIBLE
    if came and at.sent:
        required = "true" in (at.beside(at.after, "required"), at.beside(at.before, "required"))
        return (BREAKING, BREAKING) if required else (COMPATIBLE, COMPATIBLE)
    closed = at.before.get(f"{at.operation} {at.part.rpartition('.')[0]}:additionalProperties") == "forbidden"
    return (COMPATIBLE, BREAKING if closed else COMPATIBLE) if came else (BREAKING, BREAKING)


def judge_security(at: Place) -> Pair:
    """Alternatives of sets of schemes: a caller with credentials for one of the old must still get in."""
    before, after = alternatives(at.old, at, at.before), alternatives(at.new, at, at.after)
    if before == after:
        return NOTHING, NOTHING
    kept = all(any(need <= had for need in after) for had in before)
    return (COMPATIBLE, COMPATIBLE) if kept else (BREAKING, BREAKING)


def alternatives(value: Value, at: Place, side: Facets) -> set[frozenset[str]]:
    """Each alternative as a set of what it needs: a scheme's definition, or that with a scope."""
    found = set()
    for alternative in [value] if isinstance(value, str) else value:
        needs = set()
        for scheme, _, scopes in (part.partition("(") for part in alternative.split(" and ") if part != NONE):
            definition = words(side.get(f"{at.operation} security.{scheme}:definition", scheme))
            needs |= {definition, *(f"{definition} {scope}" for scope in scopes.removesuffix(")").split())}
        found.add(frozenset(needs))
    return found


def judge_constructor(at: Place) -> Pair:
    """A model's parameters: each old one must keep its position, and no new one may be required.

    Everybody builds what is sent; what only comes back is built in tests and fakes.
    """
    return (NOTHING if not parameter_changes(at.old, at.new) else BREAKING if at.sent else UNKNOWN), NOTHING


def parameter_changes(old: Value, new: Value) -> list[str]:
    """Which parameters lost their position or became required; a removed one is told as a property.

    Each side has names: those behind `*` are keyword-only, and `=` follows what may be left out.
    """
    before, after = (list(side) if isinstance(side, tuple) else [] for side in (old, new))
    names = [name.removesuffix("=") for name in after]
    places = names[: names.index("*")] if "*" in names else names
    kept = [name.removesuffix("=") for name in before[: before.index("*") if "*" in before else None]]
    kept = [name for name in kept if name in names]
    moved = [
        f"{name} moves to {places.index(name) + 1}" if name in places else f"{name} is keyword-only"
        for position, name in enumerate(kept)
        if places[position : position + 1] != [name]
    ]
    return moved + [f"{name} is required" for name in after if not name.endswith("=") and name not in (*before, "*")]


def judge_tags(at: Place) -> Pair:
    """The first tag is the generated module's folder."""
    first = [side if isinstance(side, str) else next(iter(side)) for side in (at.old, at.new)]
    return (NOTHING if first[0] == first[1] else BREAKING), NOTHING


def judge_members(at: Place) -> Pair:
    """Sets of whole schemas: of two that are not within one another nothing is known, nor of a oneOf whose members may overlap."""
    relation = of_sets(at.old, at.new) if NONE not in (at.old, at.new) else Relation.UNKNOWN
    verdict = (SENT if at.sent else RECEIVED)[Relation.UNKNOWN if relation is Relation.OTHER else relation]
    texts = {text for side in (at.old, at.new) if side != NONE for text in side}
    moved = frozenset(at.old) ^ frozenset(at.new)
    decided = at.beside(at.after, "union") == at.beside(at.before, "union") == "anyOf"
    decided = decided or all(apart(one, other) for one in moved for other in texts - {one})
    return (verdict, verdict) if decided or verdict is not COMPATIBLE else (UNKNOWN, UNKNOWN)


def apart(one: str, other: str) -> bool:
    """Whether no value fits two members: their types differ, or a required property of both has other values in each."""
    try:
        a, b = json.loads(one), json.loads(other)
    except ValueError:
        return False
    kinds = [{kind.replace("integer", "number") for kind in node.get("types", ())} for node in (a, b)]
    if kinds[0].isdisjoint(kinds[1]):
        return True
    shared = set(a.get("required", ())) & set(b.get("required", ())) if kinds == [{"object"}, {"object"}] else set()
    values = [[node.get("properties", {}).get(name, {}).get("enum") for node in (a, b)] for name in shared]
    return any(pair[0] and pair[1] and set(pair[0]).isdisjoint(pair[1]) for pair in values)


def judge_media(at: Place) -> Pair:
    """A media type more harms nobody, since a client says what it sends and what it accepts; one that goes does.

    A parameter or a header with a media type is written in another way than one without. Of parameters of a media type, such as
    a charset, nothing is known.
    """
    old, new = (frozenset() if side == NONE else frozenset(side) for side in (at.old, at.new))
    if not at.part.startswith(("request", "response")) or " header." in at.part:
        return BREAKING, BREAKING
    if old <= new:
        return COMPATIBLE, COMPATIBLE
    types = {name.partition(";")[0] for name in new}
    return (UNKNOWN, UNKNOWN) if all(name.partition(";")[0] in types for name in old) else (BREAKING, BREAKING)


def judge_definition(at: Place) -> Pair:
    """A security scheme may gain flows of OAuth, and nothing else."""
    try:
        old, new = (dict(json.loads(words(side))) for side in (at.old, at.new))
    except ValueError:
        return BREAKING, BREAKING  # it is not defined
    flows = [side.pop("flows", {}) for side in (old, new)]
    kept = old == new and flows[0].items() <= flows[1].items()
    return (COMPATIBLE, COMPATIBLE) if kept else (BREAKING, BREAKING)


def judge_default(at: Place) -> Pair:
    """A default in a request is sent by the generated client; in an answer it changes no byte."""
    if at.part.startswith("servers"):
        return COMPATIBLE, BREAKING  # the Python client never uses the default of a server's variable
    return (BREAKING, UNKNOWN) if at.sent else (COMPATIBLE, COMPATIBLE)


def judge_servers(at: Place) -> Pair:
    """Clients call the first server; the others may be chosen, so none may go."""
    kept = isinstance(at.old, tuple) and isinstance(at.new, tuple) and at.old[0] == at.new[0] and set(at.old) <= set(at.new)
    return (COMPATIBLE, COMPATIBLE) if kept else (BREAKING, BREAKING)


def judge_explode(at: Place) -> Pair:
    """A single value is written the same way with and without explode (RFC 6570)."""
    types = {*at.beside(at.before, "type"), *at.beside(at.after, "type")}
    single = types.isdisjoint({"array", "object", "any"})
    return (COMPATIBLE, COMPATIBLE) if single else (BREAKING, BREAKING)


def always(python: Verdict, wire: Verdict) -> Callable[[Place], Pair]:
    return lambda _: (python, wire)


SPECIAL: dict[str, Callable[[Place], Pair]] = {
    "present": judge_present,
    "security": judge_security,
    "class": always(BREAKING, NOTHING),
    "constructor": judge_constructor,
    "tags": judge_tags,
    "media": judge_media,
    "members": judge_members,
    "default": judge_default,
    "url": judge_servers,
    "explode": judge_explode,
    "operationId": always(BREAKING, NOTHING),
    "deprecated": always(COMPATIBLE, COMPATIBLE),
    "in": always(BREAKING, BREAKING),
    "style": always(BREAKING, BREAKING),
    "allowReserved": always(BREAKING, BREAKING),
    "definition": judge_definition,
    "template": always(BREAKING, NOTHING),
}


# From two specs to a list of changes -----------------------------------------------------------------------------------


def spec_changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Every change from one spec to another, each once. Raises SpecError where one of them cannot be compared."""
    before, after = aligned(facets(old), facets(new))
    refuse_problems(before, "the spec before")
    refuse_problems(after, "the spec after")
    refuse_unknown(after)
    found: dict[tuple[str, ...], list[str]] = {}
    for facet, values in changes(before, after).items():
        at = place(facet, values, before, after)
        verdicts = judge(at)
        if verdicts != (NOTHING, NOTHING):
            found.setdefault((where(at), description(at), *verdicts), []).append(at.operation)
    every = {taken_apart(facet)[0] for facet in {**before, **after}}
    return [
        Change(f"{told_operations(operations, every)}{' ' + part if part else ''}", what, Verdict(python), Verdict(wire))
        for (part, what, python, wire), operations in without_ranges(found).items()
    ]


def refuse_problems(table: Facets, side: str) -> None:
    if found := problems(table):
        raise SpecError("\n".join(f"{side}: {problem}" for problem in found))


def refuse_unknown(table: Facets) -> None:
    """An unknown keyword is a mistake, such as `descripton`, or a rule that would go uncompared. An older spec may have some."""
    found: dict[str, str] = {}
    for facet, value in table.items():
        texts = [value] if isinstance(value, str) else value
        named = texts if facet.endswith(f":{UNKNOWN_KEYWORD}") else [text for text in texts if f'"{UNKNOWN_KEYWORD}": ' in text]
        for text in named:
            kind = "" if " in the " in text else " in the schema"
            found.setdefault(text, f"{facet.rpartition(':')[0].rstrip()}: {UNKNOWN_KEYWORD}{kind}: {text}")
    if found:
        raise SpecError("\n".join(found.values()))


def where(at: Place) -> str:
    """The place in words; of what is about a class, the class."""
    if at.aspect in ("class", "constructor"):
        name = words(at.beside(at.before, "class"))
        return f"model {name}" if name not in (NONE, "inline") else at.part
    return at.part


def description(at: Place) -> str:
    old, new = at.old, at.new
    if at.aspect == "present":
        required = at.sent and old == ABSENT and at.beside(at.after, "required") == "true"
        return "removed" if new == ABSENT else "added, required" if required else "added"
    if at.aspect == "constructor":
        told = parameter_changes(old, new)
        return f"parameters: {', '.join(told[:3])}{f' and {len(told) - 3} more' if told[3:] else ''}"
    if at.aspect == "rule":
        return f"if, then, else differ at {differing(words(old), words(new))}"
    if at.aspect == "members":
        before, after = (set() if side == NONE else set(side) for side in (old, new))
        union = words(at.beside(at.after if after else at.before, "union"))
        return f"members of {union}: {len(before - after)} gone, {len(after - before)} new"
    return f"{at.aspect} {words(old)} -> {words(new)}"


def differing(old: str, new: str) -> str:
    """The places at which two JSON documents differ."""

    def walk(a: Any, b: Any, at: str) -> list[str]:
        if isinstance(a, dict) and isinstance(b, dict):
            return [line for key in sorted(a.keys() | b.keys()) for line in walk(a.get(key), b.get(key), f"{at}.{key}")]
        if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
            return [line for one, other in zip(a, b, strict=True) for line in walk(one, other, at)]
        return [] if a == b else [at.lstrip(".").replace("properties.", "")]

    return ", ".join(dict.fromkeys(walk(json.loads(old), json.loads(new), "")))


def without_ranges(found: dict[tuple[str, ...], list[str]]) -> dict[tuple[str, ...], list[str]]:
    """The changes, of which one that several success statuses share is said of the first of them only."""
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}
    merged: dict[tuple[str, ...], list[str]] = {}
    for key, operations in found.items():
        whole = re.fullmatch(r"response\.\w+", key[0]) and key[1] in ("added", "removed")
        part = key[0] if whole else re.sub(r"^response\.2..", "response.2", key[0])
        merged.setdefault(kept.setdefault((part, *key[1:]), key), []).extend(operations)
    return merged


def told_operations(operations: list[str], every: set[str]) -> str:
    if len(every) > 1 and set(operations) == every:
        return "every operation"
    return ", ".join(f"`{operation.replace('%3A', ':')}`" for operation in dict.fromkeys(operations))
