"""WCAG 2.2 contrast of every pair of colour tokens that meet on a page, in every mode."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "tokens.css").read_text()
SHEETS = sorted(Path(__file__).resolve().parents[2].glob("static/*.css"))
RULE = re.compile(r"(?P<selector>[^{}]+)\{(?P<body>[^{}]*)\}")
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")

GROUNDS = ("paper", "sheet", "wash")
TEXT = [(text, ground) for ground in GROUNDS for text in ("ink", "ink-soft", "accent", "signal")]
TEXT += [("on-accent", "accent"), ("on-signal", "signal"), ("accent", "accent-wash"), ("signal", "signal-wash")]
TEXT += [("ink", "accent-wash"), ("ink", "signal-wash"), ("ink-soft", "accent-wash"), ("ink-soft", "signal-wash")]
EDGES = [(edge, ground) for ground in ("paper", "sheet") for edge in ("line-strong", "accent", "signal")]
EDGES += [("line-strong", "wash"), ("accent", "line-strong")]
STRONG = 7


def _themes() -> dict[str, dict[str, str]]:
    """Every block of colours by the media query and selector it stands under."""
    themes, media = {}, ""
    flat = re.sub(r"/\*.*?\*/", "", TOKENS, flags=re.DOTALL)
    for chunk in re.split(r"(?=@media)", flat):
        if chunk.startswith("@media"):
            media, chunk = chunk.split("{", 1)
        depth = 0
        for i, character in enumerate(chunk):
            depth += (character == "{") - (character == "}")
            if depth < 0 and media:
                inside, outside = chunk[:i], chunk[i + 1 :]
                _collect(themes, media, inside)
                media, chunk = "", outside
                break
        _collect(themes, media, chunk)
    return themes


def _collect(themes: dict[str, dict[str, str]], media: str, css: str) -> None:
    for found in RULE.finditer(css):
        colours = dict(COLOUR.findall(found["body"]))
        if "paper" in colours:
            themes[f"{media.removeprefix('@media').strip()} {' '.join(found['selector'].split())}".strip()] = colours


THEMES = _themes()
STRONG_THEMES = [name for name in THEMES if "contrast" in name and "print" not in name]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_all_modes_are_found_and_name_the_same_colours():
    assert len(THEMES) == 7
    assert len({frozenset(colours) - {"qr-paper"} for colours in THEMES.values()}) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_ground(theme):
    colours = THEMES[theme]
    weak = [pair for pair in TEXT if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]

    assert weak == []


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_what_can_be_pressed_are_seen(theme):
    colours = THEMES[theme]
    weak = [pair for pair in EDGES[:-1] if contrast(colours[pair[0]], colours[pair[1]]) < 3]

    assert weak == []


@pytest.mark.parametrize("theme", STRONG_THEMES)
def test_strong_contrast_is_strong(theme):
    colours = THEMES[theme]
    weak = [pair for pair in TEXT if contrast(colours[pair[0]], colours[pair[1]]) < STRONG]

    assert weak == []


def test_strong_contrast_is_the_same_whether_asked_of_the_system_or_switched_on():
    light = THEMES["(prefers-contrast: more) :root"]
    dark = THEMES["(prefers-color-scheme: dark) and (prefers-contrast: more) :root"]

    assert THEMES[":root.contrast"] == light
    assert THEMES["(prefers-color-scheme: dark) :root.contrast"] == dark


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=lambda s: s.name)
def test_only_the_tokens_name_colours(sheet):
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    named = r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])|\brgba?\(|\bhsla?\(|:\s*(?:white|black|red|green|gr[ae]y)\b"

    assert re.findall(named, css) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_every_token_used_exists(sheet):
    known = set(re.findall(r"(--[\w-]+):", TOKENS)) | set(re.findall(r"(--[\w-]+):", sheet.read_text()))

    assert set(re.findall(r"var\((--[\w-]+)\)", sheet.read_text())) <= known
