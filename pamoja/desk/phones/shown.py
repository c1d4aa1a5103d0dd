"""Forms and phones, as the pages show them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import AppKey
from pamoja.desk.templatetags.pamoja import date_short, language
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.intake.models import FormVersion

LANGUAGES = "français, Kiswahili, English"


def form_columns() -> list[Column]:
    """Return the headings of the list of forms."""
    return [
        Column(_("Form")),
        Column(_("Version")),
        Column(_("Published on"), "date"),
        Column(_("Questions"), "number"),
        Column(_("Languages")),
        Column(_("Submissions"), "number"),
        Column(_("For other tools")),
    ]


def form_row(form: FormVersion, sent: int, inbox: bool) -> Row:
    """Return the line of a form; the count of what was sent leads to the inbox for those who may open it."""
    received = f"{reverse('inbox')}?form={form.form_id}" if inbox and sent else ""
    return Row(
        [
            Value(text=form_title(form), note=form.form_id, first=True),
            Value(text=form.version),
            Value("date", form.published_at),
            Value("number", questions(form.reading)),
            Value(text=LANGUAGES),
            Value("number", sent, url=received),
            Value(text=_("XForm (XML)"), url=reverse("xform", args=[form.form_id, form.version])),
        ]
    )


def form_title(form: FormVersion) -> str:
    """Return the title of a form in the language of the page."""
    return str(form.reading.get("title", {}).get(language()) or form.title)


def questions(reading: Mapping[str, Any]) -> int:
    """Return how many questions a form asks, those of its repeats included."""
    repeats = reading.get("repeats", {}).values()
    return len(reading.get("answers", {})) + sum(len(repeat["answers"]) for repeat in repeats)


def device_columns() -> list[Column]:
    """Return the headings of the list of phones."""
    return [Column(_("Phone")), Column(_("For whom")), Column(_("Last contact"), "date"), Column(_("Its key"))]


def device_row(device: AppKey) -> Row:
    """Return the line of a phone."""
    return Row(
        [
            Value(text=device.label, url=reverse("device", args=[device.pk]), first=True),
            Value(text=str(device.user), note=str(device.user.organisation)),
            _last_contact(device),
            _key(device),
        ]
    )


def device_facts(device: AppKey) -> list[Fact]:
    """Return what is known of a phone."""
    return [
        Fact(_("For whom"), Value(text=str(device.user), note=device.user.login if device.user.function else "")),
        Fact(_("Organisation"), Value(text=device.user.organisation.name)),
        Fact(_("Added on"), Value("date", device.created_at)),
        Fact(_("Last contact"), _last_contact(device)),
        Fact(_("Its key"), _key(device)),
    ]


def _last_contact(device: AppKey) -> Value:
    return Value("moment", device.last_seen_at) if device.last_seen_at else missing(_("never"))


def _key(device: AppKey) -> Value:
    if device.revoked_at:
        return Value(text=_("withdrawn on %(day)s") % {"day": date_short(device.revoked_at)})
    return Value(text=_("works") if device.user.is_active else _("refused: the person is suspended"))
