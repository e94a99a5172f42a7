"""What changed for those who import the packages, generated and hand-written. griffe reads them as text.

griffe finds what was removed and how signatures changed; the rules here add what it leaves out: types of attributes, parameters
and results, with the aliases of private modules written out; overloads; async; the ancestors of classes; values of constants and
defaults; the parameters of attrs models and dataclasses; pytest fixtures; where a re-exported name comes from.

What it does not do: it sees no behaviour, no exception that a function raises, no environment variable and no text of a message.
It compares the arguments of generics as if they were all read-only (`list[int]` fits `list[int | str]`). A name that code makes
at run time does not exist for it. What a value is worth it does not know: another one is breaking unless shown otherwise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import griffe

from tools.command_line import option_changes, options
from tools.facets import Facets, SpecError, words
from tools.verdicts import BREAKING, COMPATIBLE, NOTHING, RECEIVED, SENT, UNKNOWN, Change, Relation, Verdict, parameter_changes

PACKAGES = ("omneo_api", "omneo_appointments")
FOLDERS = ("generated", "overrides")
NUMBERS = {("float", "int"), ("complex", "int"), ("complex", "float")}  # PEP 484: an int is accepted where a float is expected
MODELS = re.compile(r"\b(_attrs_define|define|frozen|attrs|dataclass)\b")
COMMAND_LINE = {f"{PACKAGES[1]}.cli", f"{PACKAGES[1]}.__main__"}  # watched by its options, see command_line.py
DECORATORS = re.compile(
    r"\b(fixture|_attrs_define|define|frozen|attrs|dataclass)\b"
)  # what changes with their arguments, callers notice
SHORT = 120


class Public(NamedTuple):
    """A public name: what it is, the path of its definition, and whether its module exports it."""

    kind: str
    node: Any
    definition: str
    exported: bool


Surface = dict[str, Public]
Found = Iterator[tuple[str, Change]]


def python_changes(old: Path, new: Path, roles: dict[str, set[bool]] | None = None) -> list[Change]:
    """What changed between two trees that hold `generated` and `overrides`.

    `roles` says of a model's class whether it is sent (True), comes back (False) or both; see `model_roles`.
    """
    packages = load(old), load(new)
    before, after = map(surface, packages)
    every = [*gone_and_new(before, after), *type_changes(before, after, roles or {})]
    found: dict[tuple[str, str], Change] = {}
    told = set()
    for path, change in sorted(every, key=lambda entry: (entry[0].count("."), entry[0])):
        # A member that several classes inherit, or that has two public paths, is told once.
        plain = path.partition("(")[0]
        found.setdefault(((before.get(plain) or after[plain]).definition, change.what), change)
        told.add(plain)
    names = {public.definition: path for side in (after, before) for path, public in side.items()}
    for path, what in griffe_breakages(*packages, names):
        if path not in told or "parameter" in what:  # parameters are griffe's alone
            found.setdefault((path, what), Change(f"`{path}`", what, BREAKING, NOTHING))
    return [*found.values(), *option_changes(options(old), options(new))]


def load(root: Path) -> dict[str, Any]:
    """The packages of a tree that it holds, by name."""
    folders = [root / folder for folder in FOLDERS]
    loader = griffe.GriffeLoader(search_paths=folders, allow_inspection=False)
    held = [name for name in PACKAGES if any((folder / name).is_dir() for folder in folders)]
    for file in (file for folder in folders for name in held for file in sorted((folder / name).rglob("*.py"))):
        try:
            ast.parse(file.read_bytes())
        except (SyntaxError, ValueError) as error:
            raise SpecError(f"{file.relative_to(root)} cannot be read: {error}") from None
    for name in held:
        loader.load(name)
    loader.resolve_aliases(implicit=True, external=False)
    return {name: loader.modules_collection[name] for name in held}


def surface(packages: dict[str, Any]) -> Surface:
    """Public path -> what it is, for every name that users may import or reach from one that they may."""
    found: Surface = {}

    def walk(node: Any, path: str, *, handed: bool = False) -> None:
        for name, child in node.all_members.items():
            # Each name of `__all__` is told by itself, and users never build what they are handed.
            hidden = f"{path}.{name}" in COMMAND_LINE or name == "__all__" or (handed and name == "__init__")
            if hidden or not is_public(node, name, child):
                continue
            target = settled(child)
            kind = "re-export" if target is None else target.kind.value
            definition = child.target_path if target is None else target.canonical_path
            found[f"{path}.{name}"] = Public(kind, target, definition, bool(child.is_public))
            reached = [target] if kind in ("class", "module") else private_classes(target) if kind == "attribute" else []
            if f"{path}.".count(f".{name}.") == 0:
                for one in reached:
                    walk(one, f"{path}.{name}", handed=kind == "attribute")

    for name, package in packages.items():
        walk(package, name)
    return found


def private_classes(attribute: Any) -> list[Any]:
    """The classes of an attribute that users reach only by it, as that of `Omneo.appointments`; of a generic, its arguments."""
    # `self.with_raw_response = WithRawResponse(wire)` has no annotation but the class that it calls.
    holder = attribute.annotation or getattr(attribute.value, "function", None)
    while isinstance(holder, griffe.ExprSubscript):
        holder = holder.slice
    names = (
        [part for part in holder.iterate(flat=True) if isinstance(part, griffe.ExprName)] if isinstance(holder, griffe.Expr) else []
    )
    found = [held(attribute, name.canonical_path) for name in names]
    return [one for one in found if one is not None and one.is_class and is_hidden(one, attribute.package)]


def is_hidden(one: Any, package: Any) -> bool:
    """Whether users cannot import a class of their package: it is in a private module, and its name is not at the door."""
    private = any(part.startswith("_") for part in one.path.split("."))
    return bool(private and one.package.path == package.path and one.name not in package.members)


def is_public(node: Any, name: str, child: Any) -> bool:
    """As griffe says, and what a package's `__init__` names of its own, be it in `__all__` or not."""
    own = node.is_module and child.is_alias and node.path.count(".") == 0 and str(child.target_path).startswith(f"{node.path}.")
    return bool(child.is_public or (own and not name.startswith("_")))


def settled(child: Any) -> Any:
    """What an alias leads to in its own package; None for a name of another one, which has a public path of its own."""
    if not child.is_alias:
        return child
    try:
        target = child.final_target
    except griffe.AliasResolutionError:
        return None
    return target if target.package.path == child.parent.package.path else None


def gone_and_new(before: Surface, after: Surface) -> Found:
    """What came or went; of a class or a module, not its members too."""
    for path in sorted(before.keys() ^ after.keys()):
        parent = path.rpartition(".")[0]
        if parent in PACKAGES or (parent in before and parent in after):
            came = path in after
            yield path, Change(f"`{path}`", "added" if came else "removed", COMPATIBLE if came else BREAKING, NOTHING)
    for path in sorted(before.keys() & after.keys()):
        if before[path].exported and not after[path].exported:
            yield path, Change(f"`{path}`", "removed from __all__", BREAKING, NOTHING)


def type_changes(before: Surface, after: Surface, roles: dict[str, set[bool]]) -> Found:
    """Changed types of attributes, parameters and results, and changed parameters of models."""
    names = [{public.definition: path for path, public in side.items()} for side in (before, after)]
    for path in sorted(before.keys() & after.keys()):
        old, new = before[path], after[path]
        if old.kind != new.kind:
            yield path, Change(f"`{path}`", f"{old.kind} -> {new.kind}", BREAKING, NOTHING)
        elif old.node is None or new.node is None:
            if old.definition != new.definition:
                yield path, Change(f"`{path}`", f"is {new.definition}, was {old.definition}", UNKNOWN, NOTHING)
        else:
            yield from lost_labels(path, old.node, new.node)
            yield from decorator_changes(path, old.node, new.node)
            if alias_value(old.node) is not None and alias_value(new.node) is not None:  # what it does to results is told of those
                yield from annotation_change(path, spelled(alias_value(old.node)), spelled(alias_value(new.node)), {True})
            elif old.kind == "attribute":
                yield from annotation_change(path, spelled(old.node.annotation), spelled(new.node.annotation), role_of(path, roles))
                yield from value_change(path, old.node, new.node)
            elif old.kind == "function":
                yield from function_changes(path, old.node, new.node)
            elif old.kind == "class":
                yield from class_changes(path, (old.node, new.node), names, role_of(f"{path}.", roles))


LABELS = ("async", "staticmethod", "classmethod", "writable", "deletable")


def lost_labels(path: str, old: Any, new: Any) -> Found:
    """Whether a function became async or a method of another kind, or a property lost its setter."""
    before, after = ([label for label in LABELS if label in node.labels] for node in (old, new))
    if before != after and (old.is_function or set(before) - set(after)):
        yield path, Change(f"`{path}`", f"{', '.join(before) or 'plain'} -> {', '.join(after) or 'plain'}", BREAKING, NOTHING)


def decorator_changes(path: str, old: Any, new: Any) -> Found:
    """Other arguments of a decorator that makes a model or a fixture."""
    before, after = (
        [str(one.value) for one in getattr(node, "decorators", ()) if DECORATORS.search(str(one.value))] for node in (old, new)
    )
    if before != after:
        yield (
            path,
            Change(f"`{path}`", f"decorator {', '.join(before) or 'none'} -> {', '.join(after) or 'none'}", UNKNOWN, NOTHING),
        )


def class_changes(path: str, nodes: tuple[Any, Any], names: list[dict[str, str]], role: set[bool]) -> Found:
    """Lost and new ancestors, and changed parameters of a model."""
    before, after = (ancestors(node, known) for node, known in zip(nodes, names, strict=True))
    if lost := sorted(before - after):
        yield path, Change(f"`{path}`", f"no longer a {', '.join(lost)}", BREAKING, NOTHING)
    elif came := sorted(after - before):
        yield path, Change(f"`{path}`", f"is a {', '.join(came)} too", COMPATIBLE, NOTHING)
    if told := parameter_changes(*map(parameters, nodes)):
        text = ", ".join(told[:3]) + (f" and {len(told) - 3} more" if told[3:] else "")
        yield f"{path}()", Change(f"`{path}`", f"parameters: {text}", BREAKING if True in role else UNKNOWN, NOTHING)


def ancestors(node: Any, names: dict[str, str]) -> set[str]:
    """The public classes and those of other packages that a class is derived from, at any distance."""
    found: set[str] = set()
    for base in node.bases:
        expression = getattr(base, "left", base) if isinstance(base, griffe.ExprSubscript) else base
        target = held(node, getattr(expression, "canonical_path", str(expression)))
        if target is None or not target.is_class:
            found.add(str(getattr(expression, "canonical_path", expression)))
        else:
            found |= ancestors(target, names) | ({names[target.path]} if target.path in names else set())
    return found


def held(node: Any, path: str) -> Any:
    """The object of a path in the packages that are compared; None for any other."""
    package, _, rest = path.partition(".")
    if package not in PACKAGES or package not in node.modules_collection or not rest:
        return None
    try:
        found = node.modules_collection[package][rest]
        found = found.final_target if found.is_alias else found
    except (KeyError, griffe.AliasResolutionError, griffe.CyclicAliasError):
        return None
    return found


def role_of(path: str, roles: dict[str, set[bool]]) -> set[bool]:
    """Whether a model's attribute is sent, comes back, or both; anything that no operation reaches comes back."""
    return roles.get(plain_name(path.split(".")[-2]), {False})


def plain_name(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def model_roles(*tables: Facets) -> dict[str, set[bool]]:
    """Class -> whether it is sent (True) or comes back (False), from where its schema is reached."""
    found: dict[str, set[bool]] = {}
    for table in tables:
        for facet, value in table.items():
            if facet.endswith(":class"):
                part = facet.split(" ", 2)[2]
                for name in words(value).split(", "):
                    found.setdefault(plain_name(name), set()).add(part.startswith(("request", "parameter")))
    return found


def function_changes(path: str, old: Any, new: Any) -> Found:
    """Types of parameters, which callers send, and of the result, which they get. Of a fixture, pytest fills the parameters."""
    later = {parameter.name: parameter for parameter in new.parameters}
    for parameter in old.parameters if not is_fixture(old) else ():
        if parameter.name in later:
            types = spelled(parameter.annotation), spelled(later[parameter.name].annotation)
            yield from annotation_change(f"{path}({parameter.name})", *types, {True})
    known = {parameter.name for parameter in old.parameters}
    for name, parameter in later.items():
        if name not in known and not is_fixture(new) and (parameter.default is not None or "variadic" in str(parameter.kind)):
            yield f"{path}({name})", Change(f"`{path}({name})`", "added", COMPATIBLE, NOTHING)
    yield from annotation_change(f"{path}()", given(old), given(new), {False})
    before, after = ([signature(one) for one in overloads(node)] for node in (old, new))
    if before != after:
        kept = bool(before) and set(before) <= set(after)
        yield (
            path,
            Change(
                f"`{path}`",
                f"overloads: {len(set(before) - set(after))} gone, {len(set(after) - set(before))} new",
                COMPATIBLE if kept else UNKNOWN,
                NOTHING,
            ),
        )


def is_fixture(node: Any) -> bool:
    return any(re.search(r"\bfixture\b", str(one.value)) for one in getattr(node, "decorators", ()))


def given(node: Any) -> str:
    """The result of a function; of a fixture, what a test gets of it."""
    result = spelled(node.returns)
    made = re.fullmatch(r"(?:\w+\.)*(?:Async)?(?:Iterator|Iterable|Generator)\[(.*)\]", result) if is_fixture(node) else None
    return made[1] if made else result


def overloads(node: Any) -> list[Any]:
    found = node.overloads or getattr(node.parent, "overloads", {}).get(node.name)
    return list(found or ())


def signature(node: Any) -> str:
    parameters = (f"{one.name}: {spelled(one.annotation)} = {one.default} {one.kind}" for one in node.parameters)
    return f"({', '.join(parameters)}) -> {spelled(node.returns)}"


def spelled(annotation: Any, depth: int = 0) -> str:
    """A type annotation as text, in which the aliases of these packages stand for what they are."""
    if not isinstance(annotation, griffe.Expr) or depth > DEPTH:
        return str(annotation or "")
    text = ""
    for part in annotation.iterate(flat=True):
        alias = held_alias(part) if isinstance(part, griffe.ExprName) else None
        text += str(part) if alias is None else f"({spelled(alias, depth + 1)})"
    return text


DEPTH = 9  # an alias may contain itself


def held_alias(name: Any) -> Any:
    """What a type alias of these packages stands for; None for any other name."""
    target = held(name.parent, name.canonical_path) if isinstance(name.parent, griffe.Object) else None
    return None if target is None else alias_value(target)


def alias_value(target: Any) -> Any:
    """What a type alias stands for; None for anything else."""
    if target.is_type_alias:
        return target.value
    types = isinstance(target.value, griffe.ExprSubscript | griffe.ExprBinOp) if target.is_attribute else False
    named = target.is_attribute and "TypeAlias" in str(target.annotation or "")
    return target.value if named or (types and target.annotation is None) else None


def annotation_change(path: str, old: str, new: str, sent: set[bool]) -> Found:
    relation = compared(old, new)
    if relation is not Relation.SAME:
        verdict = max(((SENT if way else RECEIVED)[relation] for way in sent), key=list(Verdict).index)
        yield path, Change(f"`{path}`", f"type {plainly(old)} -> {plainly(new)}", verdict, NOTHING)


def plainly(text: str) -> str:
    """An annotation as Python writes it."""
    try:
        return ast.unparse(ast.parse(text, mode="eval")) or "none"
    except SyntaxError:
        return text or "none"


def value_change(path: str, old: Any, new: Any) -> Found:
    """The value of a constant or an enum's member, or the default of a model's field. A collection may grow."""
    before, after = map(default, (old, new))
    if before == after or (old.annotation is not None and not (before and after)):
        return  # with an annotation alone there is no value, and whether it may be left out is told of the parameters
    verdict = COMPATIBLE if grown(before, after) else UNKNOWN
    yield path, Change(f"`{path}`", f"value {shortened(before)} -> {shortened(after)}", verdict, NOTHING)


def shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]} ..."


def grown(before: str, after: str) -> bool:
    """Whether a collection kept all that it had."""
    try:
        old, new = (ast.parse(text, mode="eval").body for text in (before, after))
    except SyntaxError:
        return False
    if isinstance(old, ast.Dict) and isinstance(new, ast.Dict):
        pairs = [
            {ast.dump(ast.Tuple([key, value])) for key, value in zip(node.keys, node.values, strict=True) if key}
            for node in (old, new)
        ]
        return pairs[0] <= pairs[1]
    if isinstance(old, ast.Set | ast.List) and isinstance(new, ast.Set | ast.List):
        return {ast.dump(one) for one in old.elts} <= {ast.dump(one) for one in new.elts}
    return False


def parameters(node: Any) -> tuple[str, ...]:
    """What attrs or dataclasses make of a class's attributes: keyword-only ones behind `*`; `=` follows what may be left out."""
    decorators = " ".join(str(decorator.value) for decorator in node.decorators)
    if not (MODELS.search(decorators) or any("NamedTuple" in str(base) for base in node.bases)):
        return ()
    # griffe takes ClassVar off an annotation; its label of an attribute of the class alone is what is left of it.
    fields = [
        child for child in node.members.values() if child.is_attribute and child.annotation and "instance-attribute" in child.labels
    ]
    groups: tuple[list[str], list[str]] = ([], [])
    for field in fields:
        value = str(field.value or "")
        if "init=False" not in value:
            groups["kw_only=True" in decorators + value].append(f"{field.name}{'=' if default(field) else ''}")
    return (*groups[0], *(("*", *groups[1]) if groups[1] else ()))


def default(node: Any) -> str:
    """The value of an attribute, for a `field()` its default; "" where there is none."""
    text = "" if node.value is None else plainly(str(node.value))
    call = ast.parse(text, mode="eval").body if text.isprintable() and "field(" in text else None
    if not (isinstance(call, ast.Call) and name_of(call.func).endswith("field")):
        return text
    given = (ast.unparse(word.value) for word in call.keywords if word.arg in ("default", "factory", "default_factory"))
    return next(given, "")


# Types ------------------------------------------------------------------------------------------------------------------


def compared(old: str, new: str) -> Relation:
    """What a type annotation lets through after a change; unions are sets, and an annotation that is missing is Any."""
    if old == new:
        return Relation.SAME
    try:
        before, after = (ast.parse(text or "Any", mode="eval").body for text in (old, new))
    except SyntaxError:
        return Relation.UNKNOWN
    wider, narrower = covers(after, before), covers(before, after)
    if wider and narrower:
        return Relation.SAME
    return Relation.WIDER if wider else Relation.NARROWER if narrower else Relation.OTHER


def covers(wide: ast.expr, narrow: ast.expr) -> bool:
    """Whether every value of the one type is one of the other."""
    return all(any(fits(outer, inner) for outer in members(wide)) for inner in members(narrow))


def members(node: ast.expr) -> list[ast.expr]:
    """The member types of a union, and a type that is none as its only one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return members(ast.parse(node.value, mode="eval").body)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return members(node.left) + members(node.right)
    if isinstance(node, ast.Subscript) and name_of(node.value) in ("Union", "Optional"):
        given = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        none: list[ast.expr] = [ast.Constant(None)] if name_of(node.value) == "Optional" else []
        return [member for one in given for member in members(one)] + none
    return [node]


def fits(outer: ast.expr, inner: ast.expr) -> bool:
    names = (name_of(outer), name_of(inner))
    if names[0] in ("Any", "object"):
        return True
    if names[1] == "Literal" and isinstance(inner, ast.Subscript) and isinstance(outer, ast.Name):
        return all(type(getattr(one, "value", one)).__name__ == names[0] for one in arguments(inner))
    if not (isinstance(outer, ast.Subscript) and isinstance(inner, ast.Subscript)):
        return ast.unparse(outer) == ast.unparse(inner) or names in NUMBERS
    if names[0] == "Literal" == names[1]:
        return set(map(ast.unparse, arguments(inner))) <= set(map(ast.unparse, arguments(outer)))
    pairs = list(zip(arguments(outer), arguments(inner), strict=False))
    return names[0] == names[1] and len(arguments(outer)) == len(arguments(inner)) and all(covers(a, b) for a, b in pairs)


def arguments(node: ast.Subscript) -> list[ast.expr]:
    found: list[ast.expr] = []
    for one in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        found += one.elts if isinstance(one, ast.List) else [one]
    return found


def name_of(node: ast.expr) -> str:
    """The last name of a type: `Any` of `typing.Any`, `list` of `list[int]`."""
    if isinstance(node, ast.Subscript):
        return name_of(node.value)
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


# griffe -----------------------------------------------------------------------------------------------------------------


def griffe_breakages(old: dict[str, Any], new: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Public path and words of each breakage that griffe finds, of names that users can reach."""
    modules = [(old[name], new[name]) for name in old.keys() & new.keys()]
    holders = {*names, *(name.rpartition(".")[0] for name in names)}
    for before, after in modules + [pair for name in sorted(holders) for pair in private_pairs(old, new, name)]:
        for breakage in griffe.find_breaking_changes(before, after):
            path = public_path(breakage.obj.canonical_path, names)
            if path and not is_fixture(breakage.obj):
                yield path, griffe_words(breakage)


def private_pairs(old: dict[str, Any], new: dict[str, Any], definition: str) -> list[tuple[Any, Any]]:
    """A class of a private module on both sides: griffe does not go there by itself."""
    package, _, rest = definition.partition(".")
    if not rest:
        return []
    try:
        pair = (old[package][rest], new[package][rest])
    except KeyError:
        return []
    private = any(part.startswith("_") for part in rest.split("."))
    return [pair] if private and pair[0].is_class and pair[1].is_class else []


def public_path(definition: str, names: dict[str, str]) -> str | None:
    """The public path of a definition, be it by way of its class; None for what users cannot reach."""
    if definition in names:
        return names[definition]
    holder, _, name = definition.rpartition(".")
    if holder in names:
        return f"{names[holder]}.{name}"
    return None if any(part.startswith("_") for part in definition.split(".")) else definition


def griffe_words(breakage: Any) -> str:
    name = getattr(breakage.old_value, "name", None) or getattr(breakage.new_value, "name", None)
    kind = breakage.kind.value.lower()
    return f"{kind}: {name}" if name and "parameter" in kind else kind


# What pyproject.toml promises -------------------------------------------------------------------------------------------


def project_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """Commands, plugins, extras and versions of Python that pyproject.toml names; where a command leads is not compared."""
    before, after = (promised(side.get("project", {})) for side in (old, new))
    for name in sorted(before ^ after):
        came = name in after
        yield Change(f"pyproject.toml {name}", "added" if came else "removed", COMPATIBLE if came else BREAKING, NOTHING)
    pythons = [str(side.get("project", {}).get("requires-python", "none")) for side in (old, new)]
    if pythons[0] != pythons[1]:
        yield Change("pyproject.toml requires-python", " -> ".join(pythons), UNKNOWN, NOTHING)


def promised(project: dict[str, Any]) -> set[str]:
    found = {f"command `{name}`" for name in project.get("scripts", {})}
    found |= {f"{group} plugin `{name}`" for group, entries in project.get("entry-points", {}).items() for name in entries}
    return found | {f"extra `{name}`" for name in project.get("optional-dependencies", {})}
