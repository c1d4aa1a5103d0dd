"""A name, a phone and an address come in through every door, and lie nowhere in clear; erased, they lie nowhere at all.

What is looked for, and in which shapes, is in `planted/needles.py`; where, in `planted/haystack.py`. The only pages
that show a name are those that open it, for a reason.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from pamoja.accounts.remembered import forget
from pamoja.excel.models import Import
from pamoja.intake.erasing import erase
from pamoja.intake.models import Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.lake.refresh import rebuild, refresh
from pamoja.openrosa.lists import LISTS
from pamoja.persons.models import Person
from pamoja.records.models import SealedAnswer
from tests.cast import Cast, by
from tests.phone.conftest import phone  # noqa: F401 (a fixture)
from tests.phone.phone import Phone
from tests.phone.serving import serving
from tests.planted.doors import (
    by_correction,
    by_phone,
    by_refusal,
    by_web_form,
    by_workbook,
    collecting,
    desk,
    waiting_in_the_inbox,
)
from tests.planted.haystack import kept, opened, opened_in_files, unpacked
from tests.planted.needles import IDENTITY, NAME, found_in, leaks

pytestmark = [pytest.mark.phone, pytest.mark.django_db(transaction=True)]

SERVER = by(None, "command")


@pytest.fixture
def planted(cast: Cast, phone: Phone, caplog: pytest.LogCaptureFixture) -> list[tuple[str, bytes]]:  # noqa: F811
    """Plant the identity through every door; return the pages that answered on the way, and all that was logged."""
    for logger in ("", "pamoja", "django.request", "django.server"):
        caplog.set_level(logging.DEBUG, logger)
    forget()
    publish_forms(SERVER)
    rebuild()
    paper = SimpleUploadedFile(f"{NAME}.pdf", b"%PDF-1.4 " + NAME.encode(), "application/pdf")
    pages = [("page of the form", by_web_form(cast.partner_me, paper))]
    with serving() as address:
        agent = collecting(address, cast.field_agent, phone)
        by_phone(agent)
        process_waiting(50)
        by_correction(agent, cast.partner_me)
        by_refusal(agent)
        waiting_in_the_inbox(agent)
    by_workbook(cast.partner_me)
    pages.append(("page of an error", an_error(cast)))
    process_waiting(50)
    refresh()
    assert Person.objects.count() == 5
    assert "ERROR" in {record.levelname for record in caplog.records}
    return [*pages, ("log", caplog.text.encode())]


def an_error(cast: Cast) -> bytes:
    """Return the page of an error in the midst of entering a person: a table is missing."""
    address, answers = reverse("register_new", args=["person"]), {"registered_on": "2026-03-02", "sex": "f", **IDENTITY}
    answers |= {"place": "CD6111", "sensitivity": "restricted"}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_sealedanswer RENAME TO elsewhere")
    try:
        answer = desk(cast.partner_me).post(address, answers)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO records_sealedanswer")
    assert answer.status_code == 500
    return bytes(answer.content)


def test_nothing_planted_lies_anywhere_in_clear(
    cast: Cast, planted: list[tuple[str, bytes]], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    assert found_in(b"".join(content for _where, content in opened())), "the keys open what was planted"
    assert leaks(planted) == []
    assert leaks(pages_of_everybody(cast)) == []
    assert leaks(kept(tmp_path)) == []
    assert leaks([("log", caplog.text.encode())]) == []


def test_erased_it_lies_nowhere_at_all(cast: Cast, planted: list[tuple[str, bytes]], tmp_path: Path) -> None:
    sealed = [bytes(value)[-48:] for value in SealedAnswer.objects.values_list("sealed", flat=True)]
    sealed += [bytes(value)[29:77] for value in Submission.objects.values_list("sealed", flat=True)]
    for one in Person.objects.order_by("code"):
        erase(SERVER, one, "demande de la personne")
    refresh()
    assert leaks(opened()) == []
    assert leaks(kept(tmp_path)) == []
    if connection.vendor == "sqlite":
        assert leaks(opened_in_files()) == []
        database = b"".join(
            path.read_bytes() for path in Path(connection.settings_dict["NAME"]).parent.glob("*sqlite3*")
        )
        assert [piece for piece in sealed if piece in database] == []


def pages_of_everybody(cast: Cast) -> Iterator[tuple[str, bytes]]:
    """Yield every page, download and list for phones that tells of persons, as each person of the cast gets it."""
    people = list(Person.objects.all())
    addresses = [
        reverse("home"),
        reverse("register_list", args=["person"]),
        reverse("register_csv", args=["person"]),
        reverse("register_csv", args=["person"]) + "?rows=consents",
        *(reverse(name, args=["person"]) for name in ("excel", "excel_template", "excel_records")),
        *(reverse("excel_import", args=[one.pk]) for one in Import.objects.all()),
        reverse("register_new", args=["person"]),
        reverse("persons_duplicates"),
        reverse("persons_count"),
        reverse("persons_pair", args=[people[0].pk, people[1].pk]),
        reverse("inbox"),
        reverse("inbox_rejected"),
        reverse("audit"),
        reverse("forms"),
        reverse("openrosa_list"),
        reverse("openrosa_form", args=["person"]),
        reverse("openrosa_manifest", args=["person"]),
        *(reverse("openrosa_media", args=["person", name]) for name in LISTS),
        *(reverse("inbox_item", args=[one.pk]) for one in Submission.objects.all()),
    ]
    for one in people:
        addresses += [
            reverse(name, args=["person", one.pk]) for name in ("register_record", "register_edit", "record_who")
        ]
        addresses += [reverse(name, args=[one.pk]) for name in ("person_held", "person_give_up")]
        addresses.append(reverse("sealed_answer", args=["person", one.pk, "full_name"]))
    for name, user in cast.everybody().items():
        client = desk(user)
        for address in addresses:
            yield f"{name} at {address}", body_of(client, address)


def body_of(client: Client, address: str) -> bytes:
    """Return all bytes of an answer; of a workbook what it holds, unpacked."""
    answer: Any = client.get(address)
    return unpacked(b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content))
