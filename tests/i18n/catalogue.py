"""What is to be translated, and what is. Source strings are English; ``locale/zh_Hans`` holds the Chinese."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
APPS = ("renewal_portal", "communities", "menus", "consultations")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "translate": None,  # gettext by the name it has beside gettext_lazy as _
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METADATA = {
    "Project-Id-Version": "renewal-portal",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass(frozen=True, order=True)
class Sentence:
    """An English string as gettext knows it."""

    text: str
    plural: str = ""
    context: str = ""


def collected() -> dict[Sentence, list[str]]:
    """Every translatable string of our Python and templates, with the files it stands in."""
    found: dict[Sentence, list[str]] = {}
    for path in _files():
        name = str(path.relative_to(ROOT))
        for sentence in _of_file(path):
            places = found.setdefault(sentence, [])
            if name not in places:
                places.append(name)
    return dict(sorted(found.items()))


def stored() -> polib.POFile:
    """The catalogue as it stands; a new one where there is none."""
    if PO.exists():
        return polib.pofile(str(PO), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(METADATA)
    return catalogue


def update() -> list[Sentence]:
    """Bring the catalogue up to date: new strings empty, strings nobody uses gone. Returns what lacks its Chinese."""
    old = {key(entry): entry for entry in stored()}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = dict(METADATA)
    for sentence, places in collected().items():
        fresh.append(_entry(sentence, places, old.get(sentence)))
    PO.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(PO))
    MO.write_bytes(compiled(fresh))
    return [key(entry) for entry in fresh if not chinese(entry)]


def compiled(catalogue: polib.POFile) -> bytes:
    """The binary catalogue Django reads."""
    return catalogue.to_binary()


def key(entry: polib.POEntry) -> Sentence:
    return Sentence(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def chinese(entry: polib.POEntry) -> str:
    """The Chinese of an entry, empty where there is none."""
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def _entry(sentence: Sentence, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    said = chinese(old) if old else ""
    return polib.POEntry(
        msgid=sentence.text,
        msgid_plural=sentence.plural,
        msgctxt=sentence.context or None,
        msgstr="" if sentence.plural else said,
        msgstr_plural={0: said} if sentence.plural else {},
        occurrences=[(place, "") for place in places],
        flags=["python-format"] if "%(" in sentence.text else [],
    )


def _files() -> Iterator[Path]:
    for app in APPS:
        yield from (p for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts)
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def _of_file(path: Path) -> Iterator[Sentence]:
    source = path.read_text(encoding="utf-8")
    found = _of_python(source) if path.suffix == ".py" else _of_template(source, path)
    for function, message in found:
        sentence = _sentence(function, message)
        if sentence is not None and sentence.text:
            yield sentence


def _of_python(source: str) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Every call of a translating function, also inside an f-string, which a tokenizer passes over."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            texts = (each.value if isinstance(each, ast.Constant) else None for each in node.args)
            yield node.func.id, tuple(text if isinstance(text, str) else None for text in texts)


def _of_template(source: str, path: Path) -> Iterator[tuple[str, str | tuple[str | None, ...]]]:
    lines = templatize(source, origin=str(path)).splitlines()
    python = "\n".join(line.lstrip() for line in lines)  # a template's indentation is none to a Python reader
    for _line, function, message, _comments in extract_python(BytesIO(python.encode()), KEYWORDS, (), {}):
        yield function, message


def _sentence(function: str, message: str | tuple[str | None, ...]) -> Sentence | None:
    parts = [part for part in ([message] if isinstance(message, str) else message) if part is not None]
    if not parts:
        return None
    if function.startswith("ngettext"):
        return Sentence(parts[0], plural=parts[1])
    if function.startswith("pgettext"):
        return Sentence(parts[1], context=parts[0])
    return Sentence(parts[0])
