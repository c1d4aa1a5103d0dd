"""The filters over the audit trail: what may be looked for, and the place in the trail where a page begins."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.desk.audit import words
from pamoja.desk.registers.history import doors
from pamoja.kit.trail import Key, Wanted
from pamoja.psea.queries import KIND, is_focal_point

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLACE = re.compile(r"(\d{1,17})-(\d{1,18})")
NAMED = 8


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))],
    )


class Filters(forms.Form):
    """Asks who, what, to which kind of record, by which door, and on which days.

    Lines about reports of abuse by staff are there for focal points alone: nobody else counts them.
    """

    person = forms.CharField(label=gettext_lazy("Login or function"), required=False, max_length=120)
    verb = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    subject_kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    door = forms.ChoiceField(label=gettext_lazy("Door"), required=False)
    since = _day(gettext_lazy("Since"))
    until = _day(gettext_lazy("Up to"))

    def __init__(self, data: Any, reader: User) -> None:
        super().__init__(data)
        self.hidden = () if is_focal_point(reader) else (KIND,)
        kinds = {kind: said for kind, said in words.kinds().items() if kind not in self.hidden}
        for name, known in (("verb", words.verbs()), ("subject_kind", kinds), ("door", doors())):
            field: Any = self.fields[name]
            field.choices = [("", _("all")), *sorted(known.items(), key=lambda one: one[1].casefold())]

    def clean_person(self) -> User | None:
        """Return the person of this login, or the only one whose login or function holds these words."""
        text: str = self.cleaned_data["person"].strip()
        if not text:
            return None
        exact = User.objects.filter(login__iexact=text).first()
        if exact:
            return exact
        found = User.objects.filter(Q(login__icontains=text) | Q(function__icontains=text)).order_by("login")[:NAMED]
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Nobody with access is called “%(text)s”.") % {"text": text})
        logins = ", ".join(one.login for one in found)
        raise forms.ValidationError(_("Several people are called so. Type one of: %(logins)s") % {"logins": logins})

    def wanted(self, before: Key | None) -> Wanted:
        """Return what the filters look for, older than a line; call it when they are valid."""
        said = self.cleaned_data
        values = {name: said[name] for name in ("verb", "subject_kind", "door") if said[name]}
        if said["person"]:
            values["person"] = said["person"].pk
        since = _midnight(said["since"]) if said["since"] else None
        until = _midnight(said["until"] + timedelta(days=1)) if said["until"] else None
        return Wanted(values, since, until, before, self.hidden)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def written(key: Key) -> str:
    """Return a place in the trail as an address holds it: microseconds since 1970, and the line's id."""
    at, line = key
    return f"{(at - EPOCH) // timedelta(microseconds=1)}-{line}"


def read(text: str) -> Key | None:
    """Return the place in the trail that `written` wrote; None when it is none."""
    parts = PLACE.fullmatch(text)
    return (EPOCH + timedelta(microseconds=int(parts[1])), int(parts[2])) if parts else None
