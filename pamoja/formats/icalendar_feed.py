"""Calendars as RFC 5545 has them, by the library icalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Day:
    """Hold what happens on a day: `uid` stays the same for good, `changed_at` says since when it is as it is."""

    uid: str
    on: date
    summary: str
    location: str
    url: str
    changed_at: datetime


def icalendar_feed(name: str, days: Iterable[Day]) -> bytes:
    """Return a calendar of whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pamoja//Pamoja//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for day in days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstart", day.on)
        event.add("dtstamp", day.changed_at.astimezone(UTC))
        event.add("summary", day.summary)
        event.add("location", day.location)
        event.add("url", day.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
