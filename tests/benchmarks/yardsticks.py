"""What the benchmarks are measured against: the least anybody would have to do, without any code of the portal.

Fixed once. A yardstick is not tuned when a figure looks bad.
"""

import psycopg2
from django.conf import settings

BALLOTS = """
SELECT b.round_id, e.number, v.answers, v.channel, v.strength, v.tenure
FROM consultations_ballotversion v
JOIN consultations_ballot b ON b.standing_id = v.id
JOIN communities_rollentry e ON e.id = b.entry_id
"""
SHARES = """
SELECT e.roll_id, e.number, p.code, s.area_cm2
FROM communities_rollshare s
JOIN communities_rollentry e ON e.id = s.entry_id
JOIN communities_place p ON p.id = s.place_id
"""


def plain_scan(round_id: int | None = None) -> int:
    """Read the ballots and roll shares of all rounds (or one) by psycopg2, row by row; returns the rows read."""
    only = f" WHERE b.round_id = {int(round_id)}" if round_id else ""
    roll = (
        f" WHERE e.roll_id = (SELECT roll_id FROM consultations_round WHERE id = {int(round_id)})" if round_id else ""
    )
    with psycopg2.connect(**_connection()) as connection:
        return _rows(connection, BALLOTS + only) + _rows(connection, SHARES + roll)


QUESTIONS = """
SELECT q.number, q.wording_zh, q.wording_en, q.cost_fen, o.nature, o.quantity_milli, o.unit_price_fen, p.code
FROM consultations_question q
JOIN consultations_offereditem o ON o.id = q.offered_id
JOIN communities_place p ON p.id = q.place_id
WHERE q.round_id = %s ORDER BY q.number
"""


def plain_questions(round_id: int) -> int:
    """Read all questions of a round by psycopg2 and write each as a line of HTML; returns the length."""
    with psycopg2.connect(**_connection()) as connection, connection.cursor() as cursor:
        cursor.execute(QUESTIONS, [round_id])
        return len("".join("<li>" + " ".join(map(str, row)) + "</li>" for row in cursor))


def plain_insert(times: int) -> None:
    """Commit one ballot's worth of text at a time, into a table without any index or promise."""
    text = "+" * 1000
    with psycopg2.connect(**_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS yardstick (answers text, cast_at timestamptz DEFAULT now())")
        connection.commit()
        for _ in range(times):
            cursor.execute("INSERT INTO yardstick (answers) VALUES (%s)", [text])
            connection.commit()


def _rows(connection: "psycopg2.extensions.connection", sql: str) -> int:
    with connection.cursor(name="scan") as cursor:
        cursor.itersize = 20_000
        cursor.execute(sql)
        return sum(1 for _ in cursor)


def _connection() -> dict[str, object]:
    database = settings.DATABASES["default"]
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {names[key]: database[key] for key in names if database.get(key)}
