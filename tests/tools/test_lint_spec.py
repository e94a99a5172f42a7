"""lint-spec: each fault gives one line with its place and its remedy, nothing gives a traceback, and what passes can be generated."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.lint_corpus import CASES, FIELDS, Case
from tools import atomic, chaos_generate, lint_spec, pins, sync, sync_typescript
from tools.chaos_generate import mutated, mutations
from tools.lint import document, grammar, texts, trial
from tools.lint.document import Document, UnreadableError, read

ROOT = Path(__file__).parent.parent.parent
FROZEN = ROOT / "tests/fixtures/lint_spec.yaml"
TEXT = FROZEN.read_text(encoding="utf-8")


def parts(line: str) -> tuple[int, str, str]:
    """Line number, pointer and text of a finding."""
    name, number, pointer, text = line.split(":", 3)
    assert name == "spec"
    return int(number), pointer.strip(), text.strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_corpus(tmp_path: Path, case: Case) -> None:
    """Each fault of the corpus is found where it stands, in words that say what it is; nothing beside it is."""
    text = case.applied(TEXT)
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    found = [parts(line) for line in lint_spec.lint(tmp_path / "openapi.yaml", "spec")]
    wanted = [number for number, pointer, says in found if pointer == case.pointer and says.startswith(case.says)]

    assert wanted, found
    assert text.splitlines()[wanted[0] - 1].strip().startswith(case.line)
    assert len(found) == 1 + case.others, found


def test_corpus_is_large() -> None:
    """The corpus has its sixty faults and more, each by its own name."""
    assert len({case.name for case in CASES}) == len(CASES) > 140


def test_frozen(tmp_path: Path) -> None:
    """The frozen spec passes, with LF and with CRLF."""
    (tmp_path / "openapi.yaml").write_bytes(TEXT.replace("\n", "\r\n").encode())

    assert lint_spec.lint(FROZEN, "spec") == lint_spec.lint(tmp_path / "openapi.yaml", "spec") == []


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "a mapping with `openapi`"),
        (b"# nothing\n", 1, "a mapping with `openapi`"),
        (b"--- 3\n", 1, "a mapping with `openapi`"),
        (b"- openapi: 3.1.0\n", 1, "a mapping with `openapi`"),
        (b"null\n", 1, "a mapping with `openapi`"),
        (b"{}\n", 1, "not valid OpenAPI 3.1: 'info' is a required property"),
        (b"\xef\xbb\xbfopenapi: 3.1.0\n", 1, "a byte order mark"),
        ("openapi: 3.1.0\n".encode("utf-16"), 1, "not UTF-8 (byte 0xff)"),
        ("a: 1\nb: für\n".encode("latin-1"), 2, "not UTF-8 (byte 0xfc)"),
        (b"a: 1\rb: 2\n", 1, "a lone CR"),
        (b"a: 1\nb: x\x00\n", 2, "the control character U+0000"),
        (b"a: 1\nb: \x1b\n", 2, "the control character U+001B"),
        (b"a: 1\n\tb: 2\n", 2, "a tab"),
        (b"a: [", 1, "not YAML"),
        (b"a: *b\n", 1, "a YAML anchor or alias"),
        (b"? [a]\n: 1\n", 1, "a key that is not text"),
        (b"a:\n  " + b"[" * 2000 + b"]" * 2000, 2, "nested deeper than 64 levels"),
        (b"%YAML 9.9\n---\na: 1\n", 1, "not YAML"),
        (b"a: !!python/object:os.system x\n", 1, "the YAML tag"),
    ],
)  # fmt: skip
def test_no_document(tmp_path: Path, data: bytes, line: int, says: str) -> None:
    """A file that is no plain UTF-8 YAML mapping is refused in one line."""
    (tmp_path / "openapi.yaml").write_bytes(data)
    found = [parts(entry) for entry in lint_spec.lint(tmp_path / "openapi.yaml", "spec")]

    assert found[0][0] == line
    assert found[0][2].startswith(says)


def test_no_file(tmp_path: Path) -> None:
    """No file, and a folder in its place, are refused in one line."""
    assert lint_spec.lint(tmp_path / "openapi.yaml", "spec") == ["spec:1: /: cannot be read: No such file or directory"]
    assert lint_spec.lint(tmp_path, "spec") == ["spec:1: /: cannot be read: Is a directory"]


@pytest.mark.parametrize(
    "name", ["content", "schema", "responses", "example", "examples", "enum", "properties", "x-y", "$ref", "type"]
)
def test_names_of_fields_are_free(tmp_path: Path, name: str) -> None:
    """A field of an answer may be called like a keyword."""
    fields = f"      properties:\n        {name}: {{type: string, description: A text., example: ''}}\n        number:"
    text = TEXT.replace("      properties:\n        id: {type: integer, description: Its id.}\n        number:", fields)
    (tmp_path / "openapi.yaml").write_text(text)

    assert text != TEXT
    assert lint_spec.findings(read(tmp_path / "openapi.yaml")) == []


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("iri", "https://kö.example/ä?ü", "kö.example/ä"),
        ("iri", "urn:für:1", "https://kö.example/a b"),
        ("iri-reference", "/ä", "ä b"),
        ("uri", "https://ko.example/", "https://kö.example/"),
        ("uri-reference", "/a", "/ä"),
        ("uri-template", "/a/{b}", "/a/{b"),
        ("hostname", "a.example", "a_b.example"),
        ("idn-hostname", "ä.example", "ä b"),
        ("date-time", "2026-05-11T10:00:00Z", "2026-05-11"),
        ("duration", "P1D", "1 day"),
        ("json-pointer", "/a", "a"),
        ("relative-json-pointer", "1/a", "/a"),
    ],
)
def test_formats(form: str, good: str, bad: str) -> None:
    """An example of each format is checked: no package that a format needs is missing."""
    assert texts.FORMATS.conforms(good, form)
    assert not texts.FORMATS.conforms(bad, form)


def test_extensions_are_free(tmp_path: Path) -> None:
    """Keys that begin with x- may stand everywhere."""
    (tmp_path / "openapi.yaml").write_text(
        TEXT.replace("      required: true\n", "      required: true\n      x-own: {any: thing}\n")
    )

    assert lint_spec.findings(read(tmp_path / "openapi.yaml")) == []


SPLIT = """\
    Appointment:
      description: With every link it has.
      allOf:
        - $ref: '#/components/schemas/AppointmentRead'
        - type: object
          required: [links]
    AppointmentRead:
      type: object"""


@pytest.mark.parametrize(("name", "complaints"), [("links", []), ("lnks", ["'lnks' is no property here: did you mean 'links'?"])])
def test_a_part_of_all_of(tmp_path: Path, name: str, complaints: list[str]) -> None:
    """A part of allOf needs no name, and may require what another part describes."""
    text = TEXT.replace("required: [id, status, links]", "required: [id, status]")
    text = text.replace("    Appointment:\n      type: object", SPLIT.replace("[links]", f"[{name}]"))
    (tmp_path / "openapi.yaml").write_text(text)

    assert [
        told for _, told in lint_spec.findings(read(tmp_path / "openapi.yaml")) if "required property" not in told
    ] == complaints


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_never_a_traceback(seed: int) -> None:
    """Whatever is changed in the structure of a spec, there is a list of findings with texts on one line."""
    spec = mutated(TEXT, seed)

    for at, text in lint_spec.findings(Document(spec)):
        assert isinstance(at, tuple)
        assert text.strip()


@given(data=st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
@settings(max_examples=100, deadline=None)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any file is a document or is refused with a line."""
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    try:
        line = read(file).line_of(())
    except UnreadableError as error:
        line = error.line

    assert line >= 1


NAMES = [
    "from_dict",
    "to_dict",
    "additional_properties",
    "additional_keys",
    "keys",
    "d",
    "decoded",
    "self",
    "cls",
    "value",
    "source",
    "field_dict",
]


def with_fields(path: Path, *names: str) -> Path:
    """The frozen spec with one more field of each name, which may be an object or null."""
    rows = "".join(
        f"        {name}: {{oneOf: [{{$ref: '#/components/schemas/FieldErrors'}}, {{type: 'null'}}]}}\n" for name in names
    )
    path.write_text(TEXT.replace(FIELDS, FIELDS + rows), encoding="utf-8")
    return path


def test_names_of_the_template(tmp_path: Path) -> None:
    """Fields may be called like what the generated code is made of: our template keeps them apart."""
    assert lint_spec.lint(with_fields(tmp_path / "openapi.yaml", *NAMES), "spec") == []


@pytest.mark.parametrize("name", ["from_dict", "to_dict", "additional_properties", "additional_keys", "d"])
def test_names_of_another_template(tmp_path: Path, name: str) -> None:
    """With a template that does not, as the generator's own, the trial finds the field that breaks a model."""
    shutil.copy(ROOT / sync.CONFIG, tmp_path)
    found = lint_spec.lint(with_fields(tmp_path / "openapi.yaml", name), "spec", tmp_path)

    assert any(f": /components/schemas/OrderSummary/properties/{name}: the generated code has" in line for line in found), found


def test_what_passes_is_generated(tmp_path: Path) -> None:
    """Mutated specs that pass are generated without an error; more of them in `make chaos`."""
    passing = [seed for seed in range(20) if not lint_spec.findings(Document(mutated(TEXT, seed)))]
    root = chaos_generate.project(ROOT, tmp_path / "project")

    assert passing
    assert list(mutations(root, TEXT, range(passing[0], passing[0] + 1))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "post_hooks: []\npackage_name: x\n",
            "config.yml:2: /package_name: the generator knows no such key; it knows class_overrides",
        ),
        ("post_hooks: none\n", "config.yml:1: /post_hooks: Input should be a valid list"),
        ("", "config.yml:1: /: a mapping is expected here"),
        ("a: [", "config.yml:1: /: not YAML"),
        ("a: 1\na: 2\n", "config.yml:2: /a: the key 'a' stands twice"),
    ],
)
def test_configuration(tmp_path: Path, text: str, expected: str) -> None:
    """A key that the pinned generator would ignore is named, with those it knows; so is a file that it cannot read."""
    (tmp_path / "config.yml").write_text(text)
    found = lint_spec.lint_config(tmp_path / "config.yml", "config.yml")

    assert found[0].startswith(expected)


def test_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """The project's own spec and configuration pass."""
    assert lint_spec.main() == 0, capsys.readouterr().err
    assert capsys.readouterr().out == "spec/openapi.yaml and generator-config.yml are fine\n"


def test_each_tool_says_what_it_does_not_do() -> None:
    """The docstring of each tool of this room says what it leaves out."""
    for module in (lint_spec, sync, sync_typescript, atomic, chaos_generate, pins, document, grammar, trial):
        assert {"not", "Not"} & set(str(module.__doc__).split())
