"""Publishing forms: what the registers ask becomes the versions that phones fetch."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from pamoja.accounts.rights import require
from pamoja.formats.xform import make_xform, reading
from pamoja.intake.models import FormVersion
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

Outcome = Literal["new", "again", "unchanged"]


@dataclass(frozen=True)
class Published:
    """Hold what publishing did with one form: a new version, an earlier one made current again, or nothing."""

    form_id: str
    version: str
    outcome: Outcome


@transaction.atomic
def publish_forms(by: By) -> list[Published]:
    """Bring every form to what its register asks now; earlier versions stay, so that what they brought can be read.

    Publishing twice changes nothing.
    """
    require(by.person, "devices.manage")
    return [_publish(register, by) for register in REGISTERS.values() if register.on_phones]


def _publish(register: Register, by: By) -> Published:
    form, form_id = register.form(), register.name
    made = make_xform(form)
    known = FormVersion.objects.filter(form_id=form_id, version=made.version).first()
    if known and known.current:
        return Published(form_id, made.version, "unchanged")
    FormVersion.objects.filter(form_id=form_id, current=True).update(current=False)
    if known:
        known.current = True
        known.save(update_fields=["current"])
    else:
        FormVersion.objects.create(
            form_id=form_id,
            version=made.version,
            register=register.name,
            title=form.title["fr"],
            xml=made.xml,
            reading=reading(form),
            media=list(made.media),
            published_at=by.at,
        )
    note(by, "publish", "form", f"{form_id} {made.version}")
    return Published(form_id, made.version, "again" if known else "new")
