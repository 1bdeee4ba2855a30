"""Let the database refuse to change what is written once."""

from django.db import migrations

from records.triggers import allow_changes, refuse_changes

TABLES = [
    "records_reportevent",
    "records_reading",
    "records_page",
    "records_extraction",
    "records_finding",
    "records_decision",
]


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: refuse_changes(editor, TABLES),
            lambda apps, editor: allow_changes(editor, TABLES),
        ),
    ]
