"""Reports of abuse as tests make them."""

from datetime import UTC, datetime
from itertools import count

from pamoja.accounts.models import User
from pamoja.kit.by import By
from pamoja.kit.receipts import Receipt, receipt_for
from pamoja.psea.actions import keep_report, name_focal_point
from pamoja.psea.content import Content
from pamoja.psea.models import Report

SAID = "Un superviseur demande des faveurs contre une place : motinventé Kalunguyeye."
CONTACT = "+243 000 000 077, chez la tante Mapendano"
NAME = "Prénominventé Sikulisimwa"
PLACE = "CD6111-bwisha-jomba"
NEEDLES = ("Kalunguyeye", "000 000 077", "Mapendano", "Sikulisimwa", "motinventé")
_numbers = count()


def content(**changes: str) -> Content:
    """Return what somebody reports."""
    said = {"place": PLACE, "place_said": "près du marché Mutorokani", "said": SAID, "name": NAME, "contact": CONTACT}
    return Content(**{**said, "language": "fr", **changes})


def receipt() -> Receipt:
    """Return a fresh receipt."""
    return receipt_for(f"test {next(_numbers)}", "")


def report(day: str = "", **changes: str) -> Report:
    """Keep a report, of a day or of now."""
    at = {"at": datetime.fromisoformat(day).replace(tzinfo=UTC, hour=9)} if day else {}
    return keep_report(By(None, "public", **at), content(**changes), receipt())


def named(person: User) -> User:
    """Name a person as focal point, from the server, and return them."""
    name_focal_point(By(None, "command"), person)
    return person
