"""What a model cannot say: items belong to the edition and half of their major, and nothing is ever changed."""

from django.db import migrations

# Keys over two columns, so that no row joins two editions and no item leaves the half of its major.
SAME_EDITION = """
ALTER TABLE menus_majoritem ADD CONSTRAINT major_in_edition_and_track UNIQUE (id, edition_id, track);
ALTER TABLE menus_minoritem ADD CONSTRAINT minor_in_edition UNIQUE (id, edition_id);
ALTER TABLE menus_source ADD CONSTRAINT source_in_edition UNIQUE (id, edition_id);
ALTER TABLE menus_minoritem ADD CONSTRAINT minor_of_majors_edition_and_track
    FOREIGN KEY (major_id, edition_id, track) REFERENCES menus_majoritem (id, edition_id, track);
ALTER TABLE menus_attestation ADD CONSTRAINT attestation_of_items_edition
    FOREIGN KEY (item_id, edition_id) REFERENCES menus_minoritem (id, edition_id);
ALTER TABLE menus_attestation ADD CONSTRAINT attestation_of_sources_edition
    FOREIGN KEY (source_id, edition_id) REFERENCES menus_source (id, edition_id);
ALTER TABLE menus_itemrelation ADD CONSTRAINT relation_of_items_edition
    FOREIGN KEY (item_id, edition_id) REFERENCES menus_minoritem (id, edition_id);
ALTER TABLE menus_itemrelation ADD CONSTRAINT relation_of_others_edition
    FOREIGN KEY (other_id, edition_id) REFERENCES menus_minoritem (id, edition_id);
"""
ANY_EDITION = """
ALTER TABLE menus_itemrelation DROP CONSTRAINT relation_of_others_edition;
ALTER TABLE menus_itemrelation DROP CONSTRAINT relation_of_items_edition;
ALTER TABLE menus_attestation DROP CONSTRAINT attestation_of_sources_edition;
ALTER TABLE menus_attestation DROP CONSTRAINT attestation_of_items_edition;
ALTER TABLE menus_minoritem DROP CONSTRAINT minor_of_majors_edition_and_track;
ALTER TABLE menus_source DROP CONSTRAINT source_in_edition;
ALTER TABLE menus_minoritem DROP CONSTRAINT minor_in_edition;
ALTER TABLE menus_majoritem DROP CONSTRAINT major_in_edition_and_track;
"""

# People chose from these words and prices. TRUNCATE stays possible for the table's owner; tests rely on it.
TABLES = ("edition", "source", "majoritem", "minoritem", "attestation", "itemoption", "itemrelation")
NEVER_CHANGED = """
CREATE FUNCTION menus_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: an edition is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER menus_{table}_never_changed BEFORE UPDATE OR DELETE ON menus_{table}
    FOR EACH ROW EXECUTE FUNCTION menus_refuse_change();
"""
    for table in TABLES
)
CHANGEABLE = (
    "".join(f"DROP TRIGGER menus_{table}_never_changed ON menus_{table};\n" for table in TABLES)
    + "DROP FUNCTION menus_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("menus", "0001_initial")]

    operations = [
        migrations.RunSQL(SAME_EDITION, ANY_EDITION),
        migrations.RunSQL(NEVER_CHANGED, CHANGEABLE),
    ]
