"""What the command line of a tree offers: its commands, their options and arguments, and its exit codes.

The programs are imported and asked, each tree's in a process of its own: click's commands in `omneo_appointments.cli`, and the
argparse parser that `python -m omneo_appointments.sandbox` makes. So it does not matter how the code puts them together. The exit
codes are the whole numbers with upper-case names in the modules that know `EXIT_CODES`.

What it does not do: it sees neither what is printed nor which exit code follows when; help and other words are left out, and of
a type that is a function, all but its name. Of a tree whose command line cannot be imported it says the reason, and no more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.verdicts import BREAKING, COMPATIBLE, NOTHING, UNKNOWN, Change

Settings = dict[str, object]
Options = dict[str, Settings]
MODULES = ("omneo_appointments.cli", "omneo_appointments.sandbox.__main__")
UNREAD = "cannot be read"
# Runs in the tree's process. A command is a line of its own, and so is each of its options and arguments.
PROGRAM = """
import argparse, importlib, json, runpy, sys

def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items() if key != "name"}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value) if isinstance(value, range) else getattr(value, "__name__", type(value).__name__)

def of_click(command, name, found):
    import click
    found[name] = {}
    place = 0
    for one in command.params:
        told = {word: plain(value) for word, value in one.to_info_dict().items() if word not in ("help", "opts", "secondary_opts")}
        place += isinstance(one, click.Argument)
        for label in [*one.opts, *one.secondary_opts] if isinstance(one, click.Option) else [f"argument {place}"]:
            found[f"{name} {label}"] = told if isinstance(one, click.Argument) else {**told, "name": ""}
    for child, inner in getattr(command, "commands", {}).items():
        of_click(inner, f"{name} {child}", found)

def of_argparse(parser, name, found):
    found[name] = {}
    place = 0
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            for child, inner in one.choices.items():
                of_argparse(inner, f"{name} {child}", found)
            continue
        told = {word: plain(getattr(one, word)) for word in ("nargs", "const", "default", "choices", "required", "type")}
        place += not one.option_strings
        for label in one.option_strings or [f"argument {place}"]:
            found[f"{name} {label}"] = told

def main(module):
    found = {}
    def parsed(parser, *_, **__):
        of_argparse(parser, module.removesuffix(".__main__"), found)
        sys.exit()
    argparse.ArgumentParser.parse_args = argparse.ArgumentParser.parse_known_args = parsed
    if module.endswith(".__main__"):
        sys.argv = [module]
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        except SystemExit:
            pass
        return found
    import click
    loaded = importlib.import_module(module)
    commands = [one for one in vars(loaded).values() if isinstance(one, click.Command)]
    inner = [child for one in commands for child in getattr(one, "commands", {}).values()]
    for one in commands:
        if not any(one is child for child in inner):
            of_click(one, "omneo-appointments" if isinstance(one, click.Group) else one.name, found)
    for other in [vars(one) for name, one in sys.modules.items() if name.startswith("omneo_appointments.")]:
        if "EXIT_CODES" in other:
            codes = {word: value for word, value in other.items() if word.isupper() and type(value) is int}
            found.update({f"exit code {word}": {"value": value} for word, value in codes.items()})
    return found

print("\\n" + json.dumps(main(sys.argv[1])))
"""


def options(root: Path) -> Options:
    """Label -> settings of every command, option, argument and exit code that a tree with `generated` and `overrides` offers."""
    found: Options = {}
    for module in MODULES:
        path = root / "overrides" / module.replace(".", "/")
        if path.with_suffix(".py").exists() or (path / "__init__.py").exists():
            found.update(asked(root, module))
    return found


def asked(root: Path, module: str) -> Options:
    """What one program of a tree offers."""
    paths = os.pathsep.join(str((root / folder).resolve()) for folder in ("generated", "overrides"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OMNEO_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, module],
        env={**environment, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return {module: {UNREAD: (done.stderr.strip().splitlines() or ["no message"])[-1]}}
    answer: Options = json.loads(done.stdout.splitlines()[-1])
    return answer


def option_changes(before: Options, after: Options) -> Iterator[Change]:
    """What came, went or changed; of a command that came or went, not its options too."""
    for when, side in (("before", before), ("after", after)):
        for label in (label for label, settings in side.items() if UNREAD in settings):
            yield Change(f"command line `{label}`", f"{UNREAD} {when}: {side[label][UNREAD]}", UNKNOWN, NOTHING)
    if any(UNREAD in settings for side in (before, after) for settings in side.values()):
        return
    for label in sorted(before.keys() | after.keys()):
        where = f"command line `{label}`"
        holder = label.rpartition(" ")[0].removesuffix(" argument")
        if label in before and label in after:
            yield from setting_changes(where, before[label], after[label])
        elif (holder in before) == (holder in after):
            came = label in after
            demanded = came and holder in before and after[label].get("required") is True
            verdict = BREAKING if demanded or not came else COMPATIBLE
            yield Change(where, "removed" if not came else "added, required" if demanded else "added", verdict, NOTHING)


def setting_changes(where: str, old: Settings, new: Settings) -> Iterator[Change]:
    """Each setting that differs; what becomes required breaks, and what may be left out from now on does not."""
    for word in sorted(old.keys() | new.keys()):
        before, after = old.get(word), new.get(word)
        if before != after:
            verdict = UNKNOWN if word != "required" else BREAKING if after else COMPATIBLE
            yield Change(where, f"{word} {json.dumps(before)} -> {json.dumps(after)}", verdict, NOTHING)
