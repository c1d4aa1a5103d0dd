"""A small programme, the pages over it, and what a reader finds on them."""

import csv
import io
import re
from html import unescape

from django.conf import settings
from django.test import Client
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.engine import periods
from pamoja.indicators.actions import approve_period
from pamoja.kit.by import By
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries

DOT = re.compile(r'<a class="dot" href="([^"]+)">(.*?)</a>', re.DOTALL)
DJUGU = "CD5405"


def reader(person: User, language: str = "en") -> Client:
    """Return a browser in which a person is signed in."""
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def page(person: User, address: str, language: str = "en") -> str:
    """Return a page as text."""
    answer = reader(person, language).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def dotted(html: str) -> list[tuple[str, str]]:
    """Return the links that open a number down to its records: address, and what is written."""
    return [(unescape(address), unescape(re.sub(r"<[^>]+>", "", text)).strip()) for address, text in DOT.findall(html)]


def last_number(text: str) -> int:
    """Return the last number in a text, thousands separated or not: 214 of "87 / 214"."""
    return int(re.findall(r"\d+(?:[,\u202f]\d{3})*", text)[-1].replace(",", "").replace("\u202f", ""))


def lines(person: User, address: str) -> list[dict[str, str]]:
    """Return a CSV file as rows by the names of its headings."""
    answer = reader(person).get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def approve(*keys: str) -> None:
    """Approve periods, as the consortium does."""
    today = timezone.localdate()
    for key in keys:
        approve_period(By(None, "command"), periods.parse(key, today, today))


def programme() -> None:
    """Enter two dialogues with sessions and commitments in Rutshuru and Djugu, and fill the lake."""
    process = entries.dialogue(sensitivity="public")
    entries.session(process, "f 12, m 20 police 18-35", held_on="2026-02-03", sensitivity="public")
    entries.session(process, "f 3, m 4, x 2", held_on="2026-08-03")
    entries.session(process, "", held_on="2026-09-03")
    away = entries.dialogue(owner="tumaini", title="Marché de Djugu", place=DJUGU, level="territoire", pillar="ISSSS-2")
    entries.session(away, "f 5, m 9", owner="tumaini", place=DJUGU, held_on="2026-05-03", sensitivity="restricted")
    kept = entries.commitment(process, words="Le bac de Jomba reprendra.", sensitivity="public")
    entries.word(kept, says="kept")
    entries.word(kept, says="kept", voice="receiver")
    disputed = entries.commitment(process, words="La barrière sera levée.", due_on="2026-04-30")
    entries.word(disputed, says="kept")
    entries.word(disputed, says="broken", voice="receiver")
    entries.commitment(process, words="Les jeunes seront reçus.", due_on="")
    for day in range(1, 6):
        there = {"place": DJUGU, "level": "territoire", "pillar": "ISSSS-2", "owner": "tumaini"}
        entries.commitment(away, words=f"Le marché ouvrira, {day}.", due_on=f"2026-06-0{day}", **there)
    refresh()
