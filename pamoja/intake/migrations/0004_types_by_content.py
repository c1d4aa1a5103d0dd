"""Tell what the files kept so far are by their content; what their senders said of them is forgotten."""

from django.db import migrations

from pamoja.formats.media_types import ENOUGH, OTHER, SHOWN, sniff
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import read_stored


def name_types(apps, _schema):
    pictures = apps.get_model('records', 'Picture').objects
    for model in (apps.get_model('records', 'Evidence'), apps.get_model('intake', 'Attachment')):
        for key, stored_as in list(model.objects.values_list('pk', 'stored_as')):
            media_type = type_of(stored_as)
            model.objects.filter(pk=key).update(media_type=media_type)
            if media_type in SHOWN:
                pictures.get_or_create(original=stored_as)


def type_of(stored_as):
    try:
        return sniff(next(read_stored(stored_as), b'')[:ENOUGH])
    except Problem:
        return OTHER


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0003_fewer_indexes_on_submissions'),
        ('kit', '0004_keys_of_organisations'),
        ('records', '0003_pictures_and_replaced_evidence'),
    ]

    operations = [
        migrations.RunPython(name_types, migrations.RunPython.noop),
    ]
