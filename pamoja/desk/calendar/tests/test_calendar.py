"""The calendar shows what falls due of what one may see; its feed names no words and dies with the password."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from pamoja.desk.calendar.feed import feed_path
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.register import commitments
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.records.life import take_step
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db
WORDS = "Les recettes seront lues devant tous."


@pytest.fixture
def soon(cast: Cast) -> Commitment:
    """Give an open commitment that falls due in ten days."""
    return promised(cast, date.today() + timedelta(days=10))


def promised(cast: Cast, due: date, **changes: str) -> Commitment:
    """Enter a commitment that falls due on a day."""
    writer = by(cast.field_agent)
    made = {"made_on": "2026-01-20", "due_on": due.isoformat(), "words": WORDS}
    return commitment(writer, process(writer), **made | changes)


def events(client: Client, path: str) -> list[dict[str, str]]:
    """Return the events of a feed."""
    answer = client.get(path)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [{name: str(event[name]) for name in ("SUMMARY", "LOCATION", "URL", "UID")} for event in found]


def shown(client: Client) -> str:
    """Return the page."""
    return str(client.get(reverse("calendar")).content.decode())


def test_it_shows_what_falls_due_and_what_is_late(cast: Cast, client: Client, soon: Commitment) -> None:
    late = promised(cast, date.today() - timedelta(days=5))
    client.force_login(cast.partner_me)
    page = client.get(reverse("calendar"))
    assert [item["code"] for item in page.context["late"]] == [late.code]
    assert [item["code"] for month in page.context["months"] for item in month["items"]] == [soon.code]


def test_what_is_kept_or_deleted_falls_due_no_more(cast: Cast, client: Client, soon: Commitment) -> None:
    client.force_login(cast.partner_me)
    assert soon.code in shown(client)
    take_step(commitments, soon.pk, "delete", by(cast.partner_me), reason="x")
    assert soon.code not in shown(client)
    take_step(commitments, soon.pk, "restore", by(cast.partner_me), reason="x")
    Commitment.objects.update(state="kept")
    assert soon.code not in shown(client)


def test_it_keeps_to_the_rights_of_its_reader(cast: Cast, client: Client) -> None:
    closed = promised(cast, date.today() + timedelta(days=10), sensitivity="restricted")
    client.force_login(cast.partner_me)
    assert closed.code in shown(client)
    for person in (cast.stranger, cast.state, cast.donor):
        client.force_login(person)
        assert closed.code not in shown(client)


def test_the_feed_opens_without_signing_in_and_holds_no_words(cast: Cast, client: Client, soon: Commitment) -> None:
    restricted = promised(cast, date.today() + timedelta(days=12), sensitivity="restricted")
    found = events(client, feed_path(cast.partner_me))
    assert [soon.code in event["SUMMARY"] for event in found] == [True]
    assert restricted.code not in str(found)
    assert WORDS not in str(found)
    assert found[0]["URL"].endswith(reverse("register_record", args=["commitment", soon.pk]))


def test_the_feed_dies_with_the_password_and_the_access(cast: Cast, client: Client, soon: Commitment) -> None:
    path = feed_path(cast.partner_me)
    assert client.get(path).status_code == 200
    cast.partner_me.set_password("mwezi na jua 88")
    cast.partner_me.save()
    assert client.get(path).status_code == 404
    path = feed_path(cast.partner_me)
    cast.partner_me.is_active = False
    cast.partner_me.save()
    assert client.get(path).status_code == 404
    assert client.get(path.replace(".ics", "x.ics")).status_code == 404
