"""Every line has a digest of its content, those written before there were digests too."""

from django.db import migrations, models

from pamoja.kit import digests

AT_ONCE = 2000


def fill(apps, schema_editor):
    lines = apps.get_model("kit", "AuditLine").objects.using(schema_editor.connection.alias)
    after = 0
    while some := list(lines.filter(content_digest=None, pk__gt=after).order_by("pk")[:AT_ONCE]):
        for line in some:
            person = line.person.hex if line.person else ""
            moment = digests.moment_of(line.at)
            fields = digests.fields_of(moment, person, line.door, line.verb, line.subject_kind, line.subject_id)
            line.content_digest = digests.of_content(fields, line.reason, digests.plain_changes(line.changes))
        lines.bulk_update(some, ["content_digest"], batch_size=200)
        after = some[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ("kit", "0002_chain_of_audit_lines"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="auditline",
            name="content_digest",
            field=models.BinaryField(max_length=32),
        ),
    ]
