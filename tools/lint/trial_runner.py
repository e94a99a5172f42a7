"""Import a generated package and decode documents with it: the process of its own that trial.py starts.

Argument: the package's folder. Standard input: a JSON list of [class name, document]. Output: a JSON list of [index, problem].
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

REMEDY = "leave it out of the schema, its value stays in additional_properties"


def problem(model: Any, document: Any, misfits: Callable[[Any], list[Any]]) -> str | None:
    """What goes wrong when a model decodes and encodes a document; None when nothing does."""
    if document is None:
        return "no finite document fits, each holds another of its kind: take a field out of `required`"
    if model is None:
        return "the generator made no class of it: write `type: object`"
    try:
        found = model.from_dict(json.loads(json.dumps(document)))
        encoded, unfit = found.to_dict(), misfits(found)
    except Exception as error:  # whatever generated code raises is a finding
        return f"decoding {json.dumps(document)[:80]} raises {type(error).__name__}: {str(error)[:120]}; {REMEDY}"
    if json.dumps(encoded, sort_keys=True) != json.dumps(document, sort_keys=True):
        return f"{json.dumps(document)[:80]} comes back as {json.dumps(encoded)[:80]}; {REMEDY}"
    return f"{json.dumps(document)[:80]} does not fit its own class, {unfit[0]}; {REMEDY}" if unfit else None


def main(folder: Path) -> int:
    sys.path.insert(0, str(folder.parent))
    package = importlib.import_module(folder.name)
    for module in pkgutil.walk_packages(package.__path__, f"{folder.name}."):
        importlib.import_module(module.name)
    models = importlib.import_module(f"{folder.name}.models")
    types = importlib.import_module(f"{folder.name}.types")
    misfits: Callable[[Any], list[Any]] = getattr(types, "misfits", lambda _: [])  # of our template, not the generator's own
    problems = [problem(getattr(models, name, None), document, misfits) for name, document in json.load(sys.stdin)]
    json.dump([[index, text] for index, text in enumerate(problems) if text], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
