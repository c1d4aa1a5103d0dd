"""The inbox lists what phones sent, as far as each reader's rights reach."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.models import User
from pamoja.activities.models import Session
from pamoja.desk.files.links import file_url
from pamoja.desk.inbox.tests.conftest import UNKNOWN_PLACE
from pamoja.intake.files import keep, receive
from pamoja.intake.models import Attachment, FormVersion, Rejected, Submission
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived
from pamoja.kit.audit import history
from pamoja.records.pictures import make_copies
from pamoja.records.tests.files import photo
from tests.cast import Cast

READS = {"field_agent", "other_agent", "partner_me", "stranger", "consortium_me", "coordinator", "administrator"}
SEES = {"field_agent", "partner_me", "consortium_me", "coordinator", "administrator"}

Forms = dict[str, FormVersion]


def signed_in(person: User, code: str = "en") -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    return client


def read(person: User, address: str, code: str = "en") -> str:
    answer = signed_in(person, code).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_each_role_opens_what_it_should(cast: Cast, stopped: Submission) -> None:
    address = f"/inbox/{stopped.pk}"
    assert Client().get("/inbox").headers["Location"] == "/signin?next=/inbox"
    for name, person in cast.everybody().items():
        client = signed_in(person)
        listed = client.get("/inbox")
        assert listed.status_code == (200 if name in READS else 403), name
        assert (address in listed.content.decode()) == (name in SEES), name
        expected = 200 if name in SEES else 404 if name in READS else 403
        assert client.get(address).status_code == expected, name
        assert client.get("/inbox/refused").status_code == (200 if name == "administrator" else 403), name


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_list_and_submission_are_shown_in_each_language(cast: Cast, stopped: Submission, code: str) -> None:
    for address in ("/inbox", f"/inbox/{stopped.pk}"):
        page = read(cast.partner_me, address, code)
        assert f'<html lang="{code}">' in page
        assert UNKNOWN_PLACE in page


def test_tabs_count_what_became_of_submissions(cast: Cast, stopped: Submission, recorded: Submission) -> None:
    page = read(cast.partner_me, "/inbox")
    assert 'Need a person<span class="muted">1</span>' in page
    assert 'Became records<span class="muted">1</span>' in page
    assert 'All<span class="muted">2</span>' in page
    held = read(cast.partner_me, "/inbox?state=problem")
    assert str(stopped.pk) in held
    assert str(recorded.pk) not in held


def test_a_submission_is_found_by_the_code_of_its_record_by_its_identity_and_by_its_sender(
    cast: Cast, stopped: Submission, recorded: Submission
) -> None:
    code = Session.objects.get().code
    for text in (code.lower(), recorded.instance_id):
        page = read(cast.partner_me, f"/inbox?q={text}")
        assert str(recorded.pk) in page
        assert str(stopped.pk) not in page
    assert str(stopped.pk) in read(cast.consortium_me, "/inbox?q=Rutshuru&form=session")


@pytest.mark.parametrize(
    "query",
    ["q=" + "x" * 900, "q=%25_", "state=odd", "form=odd", "page=x", "page=-3", "state=problem&page=99"],
)
def test_odd_addresses_do_no_harm(cast: Cast, stopped: Submission, query: str) -> None:
    assert signed_in(cast.administrator).get(f"/inbox?{query}").status_code == 200


def test_what_became_a_record_leads_to_it(cast: Cast, recorded: Submission) -> None:
    page = read(cast.field_agent, f"/inbox/{recorded.pk}")
    assert f"/register/session/{recorded.record}/" in page
    assert "/again" not in page
    assert "Comité de paix &amp; administration" in page


def test_answers_are_shown_in_words_and_rows_as_a_table(cast: Cast, recorded: Submission) -> None:
    page = read(cast.partner_me, f"/inbox/{recorded.pk}", "fr")
    assert "/places/CD6111-bwisha-jomba" in page
    assert 'role="table"' in page
    assert "instanceID" in page


def test_answers_above_the_readers_level_are_sealed(cast: Cast, forms: Forms) -> None:
    secret = "Personne ne circule après quinze heures"
    answers = DIALOGUE | {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-20", "do_no_harm_note": secret}
    submission = arrived(cast.field_agent, forms["dialogue"], answers)
    for person, is_open in ((cast.partner_me, True), (cast.consortium_me, False), (cast.administrator, False)):
        page = read(person, f"/inbox/{submission.pk}")
        assert (secret in page) == is_open
        assert DIALOGUE["title"] in page


def test_a_restricted_submission_shows_others_that_it_exists_and_no_more(cast: Cast, forms: Forms) -> None:
    answers = SESSION | {"sensitivity": "restricted", "place": UNKNOWN_PLACE}
    submission = arrived(cast.field_agent, forms["session"], answers, state="problem")
    page = read(cast.consortium_me, f"/inbox/{submission.pk}")
    assert "Comité de paix" not in page
    assert "/correct" not in page
    assert "Comité de paix" in read(cast.partner_me, f"/inbox/{submission.pk}")


@pytest.mark.parametrize(
    "data", [b"<data", b"\xff\xfe", b"", b"<data><a>1</a></data>", b"<d><when><kind><x/></kind></when></d>"]
)
def test_bytes_that_nobody_can_read_have_a_page(cast: Cast, forms: Forms, data: bytes) -> None:
    submission = arrived(cast.field_agent, forms["session"], {}, data=data or b" ", state="problem")
    for person in (cast.partner_me, cast.administrator):
        assert signed_in(person).get(f"/inbox/{submission.pk}").status_code == 200


def test_an_unknown_form_and_an_unknown_sender_have_a_page(cast: Cast, forms: Forms) -> None:
    problem = {"code": "intake.unknown_form", "data": {"form": "other"}}
    submission = arrived(None, forms["session"], SESSION, form_id="other", state="problem", problems=[problem])
    page = read(cast.administrator, f"/inbox/{submission.pk}")
    assert "other" in page
    old = arrived(cast.field_agent, forms["session"], SESSION, state="problem", problems=[{"code": "gone", "data": {}}])
    assert signed_in(cast.administrator).get(f"/inbox/{old.pk}").status_code == 200
    assert signed_in(cast.administrator).get("/inbox").status_code == 200


def test_what_was_refused_at_the_door_is_listed_for_administrators(cast: Cast) -> None:
    Rejected.objects.create(
        received_at=datetime(2026, 11, 20, tzinfo=UTC),
        person=cast.field_agent.pk,
        code="intake.dtd",
        size=321,
        sha256=b"x" * 32,
        sealed=b"",
    )
    page = read(cast.administrator, "/inbox/refused")
    assert "document type" in page
    assert str(cast.field_agent) in page
    assert "Refused at the door" in read(cast.administrator, "/inbox")
    assert "Refused at the door" not in read(cast.partner_me, "/inbox")


def test_a_file_that_came_is_shown_as_a_copy_to_those_who_may_read_the_answers(
    cast: Cast, recorded: Submission
) -> None:
    file = receive("photo.html", [photo()], "upendo")
    keep(recorded.instance_id, file, recorded.received_at)
    make_copies()
    kept = Attachment.objects.get()
    page = read(cast.field_agent, f"/inbox/{recorded.pk}")
    assert f'src="{file_url("attachment", kept.pk, "small")}"' in page
    assert file_url("attachment", kept.pk, "original") not in page
    for person, copy, status in (
        (cast.field_agent, "large", 200),
        (cast.field_agent, "original", 403),
        (cast.partner_me, "original", 200),
        (cast.stranger, "large", 404),
        (cast.donor, "large", 403),
    ):
        answer = signed_in(person).get(file_url("attachment", kept.pk, copy), follow=True)
        assert answer.status_code == status, (person, copy)
    assert [line.person for line in history("submission", recorded.pk)] == [cast.partner_me.pk]
