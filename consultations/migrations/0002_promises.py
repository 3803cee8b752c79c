"""Promises a check constraint cannot say: what is frozen stays frozen, and a ballot fits its round."""

from django.db import migrations

#: Rows written once; nobody changes or deletes them, not even the shell.
FROZEN = ("question", "ballotversion", "tally", "tallyline", "plan", "planline", "stagemove")

FREEZE = """
CREATE FUNCTION consultations_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
END $$;
"""

OFFERED = """
CREATE FUNCTION consultations_menu_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE menu bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.menu_id ELSE NEW.menu_id END;
BEGIN
  IF EXISTS (SELECT FROM consultations_menuversion WHERE id = menu AND offered_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the menu is offered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'offered_menu_is_immutable';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER offered_menu_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON consultations_offereditem
  FOR EACH ROW EXECUTE FUNCTION consultations_menu_frozen();
CREATE TRIGGER offered_menu_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON consultations_leftout
  FOR EACH ROW EXECUTE FUNCTION consultations_menu_frozen();
CREATE FUNCTION consultations_menu_stays_offered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.offered_at IS NOT NULL THEN
    RAISE EXCEPTION 'the menu is offered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'offered_menu_is_immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER menu_stays_offered BEFORE UPDATE ON consultations_menuversion
  FOR EACH ROW EXECUTE FUNCTION consultations_menu_stays_offered();
"""

#: What a round was opened with stays (an open one may end later, never sooner); its state only goes forward.
ROUNDS = """
CREATE FUNCTION consultations_round_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(OLD.consultation_id, OLD.number, OLD.kind, OLD.roll_id, OLD.menu_id, OLD.draft_id, OLD.question_count,
         OLD.rule_book, OLD.opens_at, OLD.opened_by, OLD.opened_at)
     IS DISTINCT FROM
     ROW(NEW.consultation_id, NEW.number, NEW.kind, NEW.roll_id, NEW.menu_id, NEW.draft_id, NEW.question_count,
         NEW.rule_book, NEW.opens_at, NEW.opened_by, NEW.opened_at)
     OR NEW.closes_at < OLD.closes_at OR NEW.closes_at <> OLD.closes_at AND OLD.state <> 'open' THEN
    RAISE EXCEPTION 'the round is open'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'round_keeps_what_it_was_opened_with';
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN
     (('open', 'closed'), ('closed', 'counted'), ('open', 'annulled'), ('closed', 'annulled'), ('counted', 'annulled'))
  THEN
    RAISE EXCEPTION 'a round goes from open to closed to counted, or is annulled'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'round_goes_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER round_frozen BEFORE UPDATE ON consultations_round
  FOR EACH ROW EXECUTE FUNCTION consultations_round_frozen();
"""

BALLOTS = """
ALTER TABLE consultations_ballotversion ADD CONSTRAINT version_of_its_ballot UNIQUE (ballot_id, id);
ALTER TABLE consultations_ballot ADD CONSTRAINT standing_version_is_of_this_ballot
  FOREIGN KEY (id, standing_id) REFERENCES consultations_ballotversion (ballot_id, id)
  DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION consultations_ballot_on_roll() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM consultations_round r JOIN communities_rollentry e ON e.roll_id = r.roll_id
    WHERE r.id = NEW.round_id AND e.id = NEW.entry_id
      AND e.kind = CASE r.kind WHEN 'selection' THEN 'household' ELSE 'owner' END
  ) THEN
    RAISE EXCEPTION 'the voice is not on the roll of this round'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_of_a_voice_on_the_roll';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballot_of_a_voice_on_the_roll BEFORE INSERT OR UPDATE OF round_id, entry_id ON consultations_ballot
  FOR EACH ROW EXECUTE FUNCTION consultations_ballot_on_roll();
CREATE FUNCTION consultations_answers_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(NEW.answers) <> (
    SELECT r.question_count FROM consultations_ballot b JOIN consultations_round r ON r.id = b.round_id
    WHERE b.id = NEW.ballot_id
  ) OR octet_length(NEW.nonce) <> 32 THEN
    RAISE EXCEPTION 'one answer per question and a nonce of 32 bytes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_version_fits_its_round';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballot_version_fits_its_round BEFORE INSERT ON consultations_ballotversion
  FOR EACH ROW EXECUTE FUNCTION consultations_answers_fit();
"""

UNDO = """
DROP TRIGGER round_frozen ON consultations_round;
DROP TRIGGER ballot_version_fits_its_round ON consultations_ballotversion;
DROP TRIGGER ballot_of_a_voice_on_the_roll ON consultations_ballot;
DROP TRIGGER menu_stays_offered ON consultations_menuversion;
DROP TRIGGER offered_menu_is_immutable ON consultations_offereditem;
DROP TRIGGER offered_menu_is_immutable ON consultations_leftout;
ALTER TABLE consultations_ballot DROP CONSTRAINT standing_version_is_of_this_ballot;
ALTER TABLE consultations_ballotversion DROP CONSTRAINT version_of_its_ballot;
DROP FUNCTION consultations_answers_fit, consultations_ballot_on_roll, consultations_round_frozen,
  consultations_menu_stays_offered, consultations_menu_frozen;
"""


def frozen(table: str) -> migrations.RunSQL:
    name = f"consultations_{table}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name}_written_once BEFORE UPDATE OR DELETE ON {name} "
        "FOR EACH ROW EXECUTE FUNCTION consultations_frozen();",
        f"DROP TRIGGER {name}_written_once ON {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial"), ("communities", "0002_promises")]

    operations = [
        migrations.RunSQL(FREEZE, "DROP FUNCTION consultations_frozen;"),
        *(frozen(table) for table in FROZEN),
        migrations.RunSQL(OFFERED + ROUNDS + BALLOTS, UNDO),
    ]
