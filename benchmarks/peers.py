"""The peers, each generated from the same spec into .cache/bench: stock client, pydantic, msgspec, openapi-generator."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from tools.sync import CONFIG, PACKAGE, PINS, ROOT, SPEC, run_generator

FOLDER = ROOT / ".cache/bench"
Decode = Callable[[bytes], Any]


def make() -> None:
    """Generate every peer anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    plain = FOLDER / "plain"
    for name in (SPEC, CONFIG, PINS):
        (plain / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, plain / name)
    run_generator(plain, FOLDER / "stock_api")
    make_unchecked(FOLDER / "unchecked_api")
    for name, kind in (("peer_pydantic", "pydantic_v2.BaseModel"), ("peer_msgspec", "msgspec.Struct")):
        command = [sys.executable, "-m", "datamodel_code_generator", "--input", str(ROOT / PACKAGE / "openapi.json")]
        command += ["--input-file-type", "openapi", "--output-model-type", kind, "--output", str(FOLDER / f"{name}.py")]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    if shutil.which("java"):
        command = ["openapi-generator-cli", "generate", "-g", "python", "-i", str(ROOT / PACKAGE / "openapi.json")]
        command += ["-o", str(FOLDER), "--package-name", "peer_openapi_generator", "--skip-validate-spec"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"openapi-generator made no client: {done.stderr.strip().splitlines()[-1:]}", flush=True)


def make_unchecked(package: Path) -> None:
    """Our own models without the checks of plain values, to say what those cost."""
    shutil.copytree(ROOT / PACKAGE, package)
    for file in package.glob("models/*.py"):
        text = re.sub(r"if not \(.*type\(value\).*\):", "if value is UNSET:", file.read_text(encoding="utf-8"))
        text = re.sub(r"if value is None or type\(value\) is (?!dict).*:", "if value is not UNSET:", text)
        file.write_text(text, encoding="utf-8")


def model(module: str, name: str = "AppointmentEnvelope") -> Any:
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return getattr(importlib.import_module(module), name)


def from_dict(module: str, loads: str = "json") -> Decode:
    cls, parse = model(module), model(loads, "loads")
    return lambda body: cls.from_dict(parse(body))


def msgspec_decode() -> Decode:
    return cast(Decode, model("msgspec.json", "Decoder")(model("peer_msgspec")).decode)


def openapi_generator_decode() -> Decode:
    cls = model("peer_openapi_generator.models.appointment_envelope")
    return lambda body: cls.from_json(body.decode())


# Name -> what makes its decoder, from bytes to a model; each imports nothing but its own peer.
DECODERS: dict[str, Callable[[], Decode]] = {
    "ours": lambda: from_dict("omneo_api.models"),
    "ours, unchecked": lambda: from_dict("unchecked_api.models"),
    "stock generated client": lambda: from_dict("stock_api.models"),
    "pydantic v2": lambda: cast(Decode, model("peer_pydantic").model_validate_json),
    "msgspec": msgspec_decode,
    "openapi-generator": openapi_generator_decode,
    "json.loads alone": lambda: json.loads,
}


def made() -> list[str]:
    """The names of those that could be made here: openapi-generator needs Java."""
    java = Path(FOLDER, "peer_openapi_generator").is_dir()
    return [name for name in DECODERS if java or name != "openapi-generator"]
