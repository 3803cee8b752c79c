"""Sealed files as people write them: awkward ones that must be counted, malformed ones that must be refused."""

import json

from consultations.domain.sealed import FORMAT
from tests.consultations.domain.files import NONCES, changed


def place(areas: dict[int, dict[str, int]], ballots: dict[int, str], *questions: tuple[str, str]) -> dict:
    """A file over the given questions (place, rule)."""
    return {
        "format": FORMAT,
        "round": "手写/1",
        "questions": [
            {"code": f"Q{n}", "place": where, "rule": rule} for n, (where, rule) in enumerate(questions, start=1)
        ],
        "roll": [{"voice": voice, "areas_cm2": own} for voice, own in areas.items()],
        "ballots": [
            {"voice": voice, "serial": f"S{voice}", "nonce": f"{voice:064X}", "answers": text}
            for voice, text in ballots.items()
        ],
    }


EACH = {"community": 90, "1": 90}
AWKWARD = [  # what it shows, the file, verdicts
    (
        "an owner in three stairwells",
        place(
            {
                1: {"community": 60, "1": 30, "1-1": 10, "1-2": 20, "2": 30, "2-1": 30},
                2: {"community": 9, "1": 9, "1-1": 9},
            },
            {1: "++++", 2: "--.."},
            *(("1", "special"), ("1-1", "ordinary"), ("1-2", "ordinary"), ("2-1", "special")),
        ),
        ["failed", "failed", "passed", "passed"],
    ),
    (
        "a silent developer",
        place(
            {0: {"community": 400}} | {n: {"community": 100} for n in range(1, 6)},
            dict.fromkeys(range(1, 6), "+"),
            ("community", "ordinary"),
        ),
        ["no_quorum"],
    ),
    (
        "exact thirds",
        place({n: {"community": 30} for n in (1, 2, 3)}, {1: "+", 2: "+"}, ("community", "special")),
        ["passed"],
    ),
    (
        "blanks",
        place(
            {n: {"community": 30} for n in (1, 2, 3)},
            {1: "+_", 2: "+_", 3: "_+"},
            ("community", "ordinary"),
            ("community", "none"),
        ),
        ["passed", "wish"],
    ),
    (
        "a building question whose owners abstain",
        place(
            dict.fromkeys((1, 2, 3), EACH), {1: "+0", 2: "+0", 3: "+0"}, ("community", "ordinary"), ("1", "ordinary")
        ),
        ["passed", "failed"],
    ),
    ("no ballot", place({1: EACH}, {}, ("1", "special")), ["no_quorum"]),
    (
        "a place nobody owns in",
        place({1: EACH}, {1: "+."}, ("1", "special"), ("2-1", "ordinary")),
        ["passed", "no_quorum"],
    ),
    ("no voice", place({}, {}, ("1", "special")), ["no_quorum"]),
]


WHOLE = "must be a whole number from 0 to 2^53"
AREA = "must be a whole number from 1 to 2^53"
TEXT = "must be a text, not empty and without control characters"
DEEP = b'{"format": "' + FORMAT.encode() + b'", "round": ' + b"[" * 900 + b"]" * 900 + b"}"
MALFORMED = [  # what it shows, the file, what is said of it
    ("empty", b"", "file: is empty"),
    ("binary", bytes(range(256)), "byte 128: is not text in UTF-8"),
    ("a table", b"voice;area\n1;80\n", "line 1, column 1: is not JSON (Expecting value)"),
    (
        "cut off",
        b'{"format":\n "renewal-portal/seal',
        "line 2, column 2: is not JSON (Unterminated string starting at)",
    ),
    ("a list", b"[]", "file: must be an object"),
    ("a number", b"12", "file: must be an object"),
    ("nothing", b"null", "file: must be an object"),
    ("an empty object", b"{}", "format: is missing"),
    ("nested without end", b"[" * 200_000, "file: is nested too deeply"),
    ("nested where a text belongs", DEEP, f"round: {TEXT}"),
    ("a name twice", b'{"format": 1, "format": 2}', "file: 'format' stands twice in it"),
    ("a public file", changed("format", "renewal-portal/public-round/1"), f"format: must be one of {FORMAT}"),
    ("a float", changed("roll/0/areas_cm2/1-1", 80.5), f"roll[0].areas_cm2.1-1: {AREA}"),
    ("a float that is whole", changed("roll/0/voice", 1.0), f"roll[0].voice: {WHOLE}"),
    ("NaN", changed("roll/1/areas_cm2/1", float("nan")), f"roll[1].areas_cm2.1: {AREA}"),
    ("infinity", changed("roll/1/areas_cm2/1", float("inf")), f"roll[1].areas_cm2.1: {AREA}"),
    ("a negative area", changed("roll/2/areas_cm2/1-2", -5), f"roll[2].areas_cm2.1-2: {AREA}"),
    ("no area", changed("roll/2/areas_cm2/1-2", 0), f"roll[2].areas_cm2.1-2: {AREA}"),
    ("a number above 2^53", changed("roll/0/areas_cm2/1", 2**53 + 1), f"roll[0].areas_cm2.1: {AREA}"),
    (
        "a number of 5000 digits",
        json.dumps(changed("ballots/0/voice", 7)).replace('"voice": 7', '"voice": ' + "7" * 5000).encode(),
        f"ballots[0].voice: {WHOLE}",
    ),
    (
        "areas too large to be added up",
        place({n: {"1": 2**53} for n in range(1200)}, {}, ("1", "none")),
        "voice 0: such an area is beyond measure",
    ),
    ("a voice twice on the roll", changed("roll/1/voice", 1), "roll[1].voice: 1 is on the roll twice"),
    ("a voice with two ballots", changed("ballots/1/voice", 1), "voice 1: has two standing ballots"),
    ("a ballot of nobody", changed("ballots/2/voice", 8), "ballot of voice 8: is not on the roll"),
    ("a serial twice", changed("ballots/1/serial", "AAA"), "ballots[1].serial: AAA is used twice"),
    (
        "a nonce cut off",
        changed("ballots/1/nonce", NONCES["BBB"][:-1]),
        "ballots[1].nonce: must be 64 hexadecimal digits",
    ),
    ("a nonce of other signs", changed("ballots/1/nonce", "g" * 64), "ballots[1].nonce: must be 64 hexadecimal digits"),
    ("answers too short", changed("ballots/0/answers", "+"), "ballot of voice 1: has 1 answers, not 2"),
    ("an unknown answer", changed("ballots/0/answers", "+Y"), "ballot of voice 1, question 2: is not one of +-0_x."),
    (
        "an answer to another place's question",
        changed("ballots/2/answers", "0+"),
        "ballot of voice 3, question 2: answers a question of a place where the voice has no area",
    ),
    ("half a sign", json.dumps(changed("round", "\ud800")).encode(), f"round: {TEXT}"),
    ("a line break in a text", changed("questions/0/code", "C1\n07"), f"questions[0].code: {TEXT}"),
    (
        "a line break in a place",
        changed("roll/0/areas_cm2/1\n1", 5),
        "roll[0].areas_cm2: must name places without control characters",
    ),
    (
        "an unknown name",
        changed("ballots/0/weight", 2),
        "ballots[0]: knows no 'weight', only voice, serial, nonce, answers, choices, channel, strength, tenure, "
        "set_aside_reason",
    ),
    (
        "an unknown name as long as a book",
        json.dumps({"format": FORMAT, "x" * 10**6: 1}).encode(),
        "file: knows no 'xxxxxxxxxxxx...xxxxxxxxxxxxx', only format, round, kind, rule_book, questions, roll, "
        "ballots, replaced",
    ),
    (
        "a softer quorum",
        changed("rule_book/quorum", {"share": "1/2"}),
        "rule_book.quorum: may not be softer than the law",
    ),
    (
        "a share that would fill the memory",
        changed("rule_book/quorum", {"share": "1e999999999"}),
        'rule_book.quorum.share: must be a fraction such as "2/3"',
    ),
    (
        "priorities of 5000 digits",
        changed("ballots/0/choices", "p" + "1" * 5000),
        'ballots[0].choices: must look like "p3,1;o12=company"',
    ),
]
