"""The page of an activity: its days on a line of time, and what its sessions brought together."""

from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from pamoja.activities.models import Activity, Attendance, Session, Sex
from pamoja.activities.register import activities
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.workplan import days_in_words, drawn, time_of
from pamoja.desk.values import Fact, Value, missing
from pamoja.records.openness import Reader


def activity_page(activity: Activity, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of an activity shows (desk/record.html)."""
    page = record_page(activities)(activity, reader, today)
    return page | {
        "drawings": [
            {
                "head": _("On the line of time"),
                "title": days_in_words(activity),
                "note": _("The box is what was planned, the bar in it what took place; the upright line is today."),
                "svg": drawn(activity, time_of([activity], today), today),
            }
        ],
        "sections": [*page["sections"], _came_together(activity, reader)],
    }


def _came_together(activity: Activity, reader: Reader) -> dict[str, Any]:
    """Return how many sessions the activity had and how many people they counted, among those that the reader sees."""
    held = Session.objects.visible_to(reader.person).filter(activity=activity, same_as=None)
    by_sex = dict(
        Attendance.objects.filter(session__in=held).order_by().values_list("sex").annotate(people=Sum("people"))
    )
    newcomers = held.aggregate(people=Sum("first_time"))["people"]
    counted = [Fact(str(sex.label).capitalize(), Value("number", by_sex[sex])) for sex in Sex if by_sex.get(sex)]
    return {
        "title": _("Who came"),
        "note": _("Contacts: somebody who came three times is counted three times. Newcomers are counted once."),
        "facts": [
            Fact(_("Sessions"), Value("number", held.count())),
            *(counted or [Fact(_("Contacts"), missing(_("not received")))]),
            Fact(_("Newcomers"), missing(_("not received")) if newcomers is None else Value("number", newcomers)),
        ],
        "texts": [],
    }
