"""What changed for those who import the packages, generated and hand-written: griffe reads them as text, nothing is imported.

griffe finds what was removed and how signatures changed; the rules here add what it leaves out: types of attributes, parameters
and results, the positional parameters of attrs models and dataclasses, and the options of the command line.

What it does not do: it sees no behaviour, no exception that a function raises, no environment variable and no text of a message.
It compares the arguments of generics as if they were all read-only (`list[int]` fits `list[int | str]`). A name that code makes
at run time does not exist for it. Options of the command line are compared by the calls that declare them, by name and setting.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import griffe

from tools.facets import Facets, words
from tools.verdicts import BREAKING, COMPATIBLE, NOTHING, RECEIVED, SENT, UNKNOWN, Change, Relation, Verdict, parameter_changes

PACKAGES = ("omneo_api", "omneo_appointments")
FOLDERS = ("generated", "overrides")
NUMBERS = {("float", "int"), ("complex", "int"), ("complex", "float")}  # PEP 484: an int is accepted where a float is expected
MODELS = re.compile(r"\b(_attrs_define|define|frozen|attrs|dataclass)\b")
COMMAND_LINE = {f"{PACKAGES[1]}.cli", f"{PACKAGES[1]}.__main__"}  # watched by its options, below
DECLARATIONS = {"option", "argument", "command", "group", "add_argument", "add_parser", "add_typer", "Option", "Argument"}
WORDING = {"help", "metavar", "description", "epilog", "short_help", "usage", "prog", "rich_help_panel", "show_default"}


class Public(NamedTuple):
    """A public name: what it is, the path of its definition, and whether its module exports it."""

    kind: str
    node: Any
    definition: str
    exported: bool


Surface = dict[str, Public]
Options = dict[tuple[str, str], tuple[str, ...]]
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
        if path not in told:
            found.setdefault((path, what), Change(f"`{path}`", what, BREAKING, NOTHING))
    return [*found.values(), *option_changes(options(old), options(new))]


def load(root: Path) -> dict[str, Any]:
    """The packages of a tree that it holds, by name."""
    folders = [root / folder for folder in FOLDERS]
    loader = griffe.GriffeLoader(search_paths=folders, allow_inspection=False)
    held = [name for name in PACKAGES if any((folder / name).is_dir() for folder in folders)]
    for name in held:
        loader.load(name)
    loader.resolve_aliases(implicit=True, external=False)
    return {name: loader.modules_collection[name] for name in held}


def surface(packages: dict[str, Any]) -> Surface:
    """Public path -> what it is, for every name that users may import or reach from one that they may."""
    found: Surface = {}

    def walk(node: Any, path: str, *, handed: bool = False) -> None:
        for name, child in node.all_members.items():
            hidden = f"{path}.{name}" in COMMAND_LINE or (handed and name == "__init__")  # users never build what they are handed
            if hidden or not is_public(node, name, child):
                continue
            target = settled(child)
            kind = "re-export" if target is None else target.kind.value
            definition = child.target_path if target is None else target.canonical_path
            found[f"{path}.{name}"] = Public(kind, target, definition, bool(child.is_public))
            reached = target if kind in ("class", "module") else private_class(target) if kind == "attribute" else None
            if reached is not None and f"{path}.".count(f".{name}.") == 0:
                walk(reached, f"{path}.{name}", handed=kind == "attribute")

    for name, package in packages.items():
        walk(package, name)
    return found


def private_class(attribute: Any) -> Any:
    """The class of an attribute that users reach only by it, such as that of `Omneo.appointments`; None for any other."""
    # `self.with_raw_response = WithRawResponse(wire)` has no annotation but the class that it calls.
    holder = attribute.annotation or getattr(attribute.value, "function", None)
    annotation = getattr(holder, "canonical_path", "")
    package, _, rest = annotation.partition(".")
    if package != attribute.package.path or not any(part.startswith("_") for part in rest.split(".")):
        return None
    try:
        found = attribute.package[rest]
    except KeyError:
        return None
    return found if found.is_class and found.name not in attribute.package.members else None


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
    """Changed types of attributes, parameters and results, and changed positional parameters of models."""
    for path in sorted(before.keys() & after.keys()):
        old, new = before[path], after[path]
        if old.kind != new.kind:
            yield path, Change(f"`{path}`", f"{old.kind} -> {new.kind}", BREAKING, NOTHING)
        elif old.kind == "attribute":
            yield from annotation_change(path, str(old.node.annotation or ""), str(new.node.annotation or ""), role_of(path, roles))
            yield from value_change(path, old.node, new.node)
        elif old.kind == "function":
            yield from function_changes(path, old.node, new.node)
        elif old.kind == "class" and (told := parameter_changes(positional(old.node), positional(new.node))):
            verdict = BREAKING if True in role_of(f"{path}.", roles) else UNKNOWN
            text = ", ".join(told[:3]) + (f" and {len(told) - 3} more" if told[3:] else "")
            yield f"{path}()", Change(f"`{path}`", f"positional parameters: {text}", verdict, NOTHING)


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
    """Types of parameters, which callers send, and of the result, which they get."""
    later = {parameter.name: parameter for parameter in new.parameters}
    for parameter in old.parameters:
        if parameter.name in later:
            name = f"{path}({parameter.name})"
            yield from annotation_change(name, str(parameter.annotation or ""), str(later[parameter.name].annotation or ""), {True})
    yield from annotation_change(f"{path}()", str(old.returns or ""), str(new.returns or ""), {False})


def annotation_change(path: str, old: str, new: str, sent: set[bool]) -> Found:
    relation = compared(old, new)
    if relation is not Relation.SAME:
        verdict = max(((SENT if way else RECEIVED)[relation] for way in sent), key=list(Verdict).index)
        yield path, Change(f"`{path}`", f"type {old or 'none'} -> {new or 'none'}", verdict, NOTHING)


def value_change(path: str, old: Any, new: Any) -> Found:
    """The value of a constant or an enum's member."""
    if old.annotation is None and new.annotation is None and str(old.value) != str(new.value):
        yield path, Change(f"`{path}`", f"value {old.value} -> {new.value}", UNKNOWN, NOTHING)


def positional(node: Any) -> tuple[str, ...]:
    """The parameters that attrs or dataclasses make of a class's attributes; `=` follows what may be left out."""
    decorators = " ".join(str(decorator.value) for decorator in node.decorators)
    if not MODELS.search(decorators) or "kw_only=True" in decorators:
        return ()
    attributes = (child for child in node.members.values() if child.is_attribute and child.annotation)
    fields = [child for child in attributes if "property" not in child.labels]
    given = [field for field in fields if not re.search(r"\binit=False|\bkw_only=True", str(field.value or ""))]
    return tuple(f"{field.name}{'' if field.value is None else '='}" for field in given if "ClassVar" not in str(field.annotation))


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
            if path:
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


# The command line -------------------------------------------------------------------------------------------------------


def options(root: Path) -> Options:
    """(Function, name) -> settings of every command, option and argument that `omneo_appointments.cli` declares."""
    package = root / FOLDERS[1] / PACKAGES[1]
    found: Options = {}
    for file in sorted([*package.glob("cli.py"), *package.glob("cli/**/*.py")]):
        for scope, call in calls(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.value for node in call.args if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            if not names and name_of(call.func) in ("command", "group"):
                names = [scope.replace("_", "-")]  # click and typer name a command after its function
            settings = [f"{one.arg}={ast.unparse(one.value)}" for one in call.keywords if one.arg not in WORDING]
            for name in names:
                found[scope, name] = tuple(sorted({*found.get((scope, name), ()), *settings}))
    return found


def calls(tree: ast.AST, scope: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call that declares a part of the command line, with the function that it is in or decorates."""
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else scope
        if isinstance(node, ast.Call) and name_of(node.func) in DECLARATIONS:
            yield inner, node
        yield from calls(node, inner)


def option_changes(before: Options, after: Options) -> Iterator[Change]:
    """Options and commands that came, went or changed."""
    scopes = {scope for scope, _ in before}
    for key in sorted(before.keys() | after.keys()):
        scope, name = key
        where = f"command line `{name}`" + (f" in `{scope}`" if scope else "")
        if key not in before:
            demanded = scope in scopes and "required=True" in after[key]
            yield Change(where, "added, required" if demanded else "added", BREAKING if demanded else COMPATIBLE, NOTHING)
        elif key not in after:
            yield Change(where, "removed", BREAKING, NOTHING)
        elif before[key] != after[key]:
            yield Change(where, f"{', '.join(before[key])} -> {', '.join(after[key])}", UNKNOWN, NOTHING)
