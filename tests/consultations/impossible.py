"""A community whose plan cannot be drawn: what a ballot chose can be read by nobody."""

from django.db import connection

from tests.world import World


def impossible(world: World) -> World:
    """The trigger that keeps ballots as they were cast is taken away for that, and put back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE consultations_ballotversion DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE consultations_ballotversion SET choices = '?' WHERE id IN (SELECT standing_id FROM"
            " consultations_ballot JOIN consultations_round ON consultations_round.id = round_id"
            " WHERE consultation_id = %s)",
            [world.pk],
        )
        cursor.execute("ALTER TABLE consultations_ballotversion ENABLE TRIGGER USER")
    return world
