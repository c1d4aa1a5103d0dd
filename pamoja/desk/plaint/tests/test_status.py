"""By its code anybody learns one of three words, of a complaint and of a report of abuse alike."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamoja.complaints.models import Complaint
from pamoja.complaints.register import complaints
from pamoja.desk.plaint.tests.test_plaint import code_of, send
from pamoja.psea.actions import act
from pamoja.psea.models import Report, Step
from pamoja.psea.tests.reported import named
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import take_step
from tests.cast import Cast, by

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def asked(client: Client, code: str) -> Any:
    return client.post("/plainte/suivi?l=en", {"code": code})


def shown(answer: Any) -> bytes:
    assert answer.status_code == 200
    return TOKEN.sub(b"", answer.content)


def correct(cast: Cast, **changes: str) -> None:
    one = Complaint.objects.get()
    enter(complaints, stored_answers(complaints, one) | changes, by(cast.consortium_me), record=one, reason="Suite.")


def test_both_kinds_show_the_same_page_at_each_stage(client: Client, cast: Cast) -> None:
    complaint, abuse = code_of(send(client)), code_of(send(client, category="abuse"))
    today, focal, report = str(Complaint.objects.get().received_on), named(cast.protection), Report.objects.get()
    pages = []
    assert shown(asked(client, complaint)) == shown(asked(client, abuse))
    pages.append(shown(asked(client, abuse)))
    correct(cast, acknowledged_on=today)
    act(by(focal), report, Step.ACKNOWLEDGE, "")
    assert shown(asked(client, complaint)) == shown(asked(client, abuse)) == pages[0]
    correct(cast, office="Équipe de suivi")
    act(by(focal), report, Step.TAKE, "")
    assert shown(asked(client, complaint)) == shown(asked(client, abuse))
    pages.append(shown(asked(client, abuse)))
    correct(cast, answered_on=today, answer="C’est réglé.", answer_way="phone")
    act(by(focal), report, Step.ANSWER, "C’est réglé.")
    assert shown(asked(client, complaint)) == shown(asked(client, abuse))
    pages.append(shown(asked(client, abuse)))
    for page, word in zip(pages, (b"Received", b"In hand", b"Answered"), strict=True):
        assert word in page
        assert b"gl\xc3\xa9" not in page
    assert len(set(pages)) == 3


def test_as_much_is_looked_up_whatever_the_code(client: Client, cast: Cast) -> None:
    codes = [code_of(send(client)), code_of(send(client, category="abuse")), "LUMP-LUMP"]
    asked(client, "LUMP-LUMP")
    counts = []
    for code in codes:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            asked(client, code)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_an_unknown_code_says_so(client: Client, cast: Cast) -> None:
    for code in ("LUMP-LUMP", "x", "0000-0000"):
        answer = asked(client, code)
        assert answer.status_code == 404
        assert b"not known" in answer.content
    assert asked(client, " ").status_code == client.get("/plainte/suivi").status_code == 200


def test_the_code_stands_in_no_address(client: Client, cast: Cast) -> None:
    code = code_of(send(client))
    assert b"Received" not in client.get(f"/plainte/suivi?l=en&code={code}").content


def test_a_code_lasts_when_its_record_is_deleted(client: Client, cast: Cast) -> None:
    code, one = code_of(send(client)), Complaint.objects.get()
    take_step(complaints, one.pk, "delete", by(cast.consortium_me), reason="Essai.", version=one.version)
    assert b"Received" in asked(client, code).content


@pytest.mark.parametrize("code", ["fr", "sw"])
def test_it_speaks_the_language_of_the_address(client: Client, cast: Cast, code: str) -> None:
    answer = client.post(f"/plainte/suivi?l={code}", {"code": code_of(send(client))})
    assert f'<html lang="{code}">' in answer.content.decode()
    assert b"Received" not in answer.content
