"""Files of records are opened by signed links, under the rights of their record, as copies or as they came."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from pamoja.accounts.models import User
from pamoja.desk.files.links import MINUTES, SALT, file_url
from pamoja.dialogue.models import FollowUp
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.intake.models import Rejected
from pamoja.intake.rejected import keep_rejected
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import stored_path
from pamoja.records.actions import enter, stored_answers
from pamoja.records.evidence import keep
from pamoja.records.models import Evidence
from pamoja.records.pictures import make_copies
from pamoja.records.tests.files import MAKER, PAGE, PDF, photo, upload
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db
FOLLOWUPS = REGISTERS["followup"]


def browser(person: User) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client(headers={"accept-language": "fr"})
    client.force_login(person)
    return client


@pytest.fixture
def said(cast: Cast) -> FollowUp:
    """Return a verification of a partner, to which files may be added."""
    author = by(cast.partner_me)
    about = commitment(author, process(author))
    return word(author, about, "verification", "kept", "2026-07-10", receiver_answer="accepts")


def correct(cast: Cast, said: FollowUp, **answers: Any) -> None:
    """Correct a word."""
    enter(FOLLOWUPS, stored_answers(FOLLOWUPS, said) | answers, by(cast.partner_me), record=said, reason="complété")


def added(cast: Cast, said: FollowUp, content: bytes, name: str) -> Evidence:
    """Add a file to a word, let its copies be made, and return it."""
    correct(cast, said, document=upload(content, name, "text/html"))
    make_copies()
    return Evidence.objects.get(record=said.pk, replaced_at=None)


@pytest.fixture
def picture(cast: Cast, said: FollowUp) -> Evidence:
    """Return a photograph of a word."""
    return added(cast, said, photo(), "photo.html")


def opened(client: Client, piece: Evidence, copy: str) -> tuple[int, bytes]:
    """Open a file, and return the status and the bytes."""
    answer: Any = client.get(file_url("evidence", piece.pk, copy), follow=True)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def test_who_sees_a_record_sees_a_copy_and_only_some_have_the_original(cast: Cast, picture: Evidence) -> None:
    seen = {
        name: (opened(browser(person), picture, "large")[0], opened(browser(person), picture, "original")[0])
        for name, person in cast.everybody().items()
    }
    assert seen == {
        "field_agent": (200, 403),
        "other_agent": (404, 404),
        "partner_me": (200, 200),
        "consortium_me": (200, 200),
        "protection": (200, 200),
        "coordinator": (200, 403),
        "state": (200, 403),
        "structure": (200, 403),
        "donor": (404, 404),
        "administrator": (200, 403),
        "stranger": (200, 200),
    }


def test_a_copy_holds_what_is_seen_and_the_original_every_byte(cast: Cast, picture: Evidence) -> None:
    client = browser(cast.partner_me)
    for copy in ("large", "small"):
        _status, content = opened(client, picture, copy)
        assert Image.open(BytesIO(content)).size == (64, 48)
        assert not [secret for secret in (MAKER, PAGE) if secret in content]
    assert opened(client, picture, "original") == (200, photo())
    lines = history("followup", picture.record).filter(verb="open_original")
    assert [(line.person, line.door) for line in lines] == [(cast.partner_me.pk, "desk")]


def test_files_are_sent_so_that_no_browser_runs_them(cast: Cast, said: FollowUp, picture: Evidence) -> None:
    client = browser(cast.partner_me)
    document = added(cast, said, PDF, "lettre\u202e\r\n.pdf.html")
    page = added(cast, said, PAGE, "pièce.html")
    expected = {
        (picture.pk, "large"): ("image/webp", 'inline; filename="photo.webp"'),
        (picture.pk, "original"): ("application/octet-stream", 'attachment; filename="photo.html.jpg"'),
        (document.pk, "original"): ("application/octet-stream", 'attachment; filename="lettre.pdf.html.pdf"'),
        (page.pk, "original"): (
            "application/octet-stream", "attachment; filename*=utf-8''pi%C3%A8ce.html.bin",
        ),
    }  # fmt: skip
    for (pk, copy), (media_type, disposition) in expected.items():
        answer = client.get(file_url("evidence", pk, copy), follow=True)
        told = answer.headers
        assert (told["Content-Type"], told["Content-Disposition"]) == (media_type, disposition)
        assert told["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert told["Cache-Control"] == "private, no-store"
        assert answer.redirect_chain[0][1] == 302


def test_a_document_is_for_all_who_see_its_record(cast: Cast, said: FollowUp) -> None:
    document = added(cast, said, PDF, "lettre.pdf")
    assert opened(browser(cast.state), document, "original") == (200, PDF)
    assert not history("followup", said.pk).filter(verb="open_original").exists()
    page = added(cast, said, PAGE, "page.html")
    assert opened(browser(cast.state), page, "original")[0] == 403


def link_for(person: User, piece: Evidence, copy: str = "large") -> str:
    """Return the signed link that a person is led on to."""
    answer = browser(person).get(file_url("evidence", piece.pk, copy))
    assert answer.headers["Cache-Control"] == "private, no-store"
    return str(answer.headers["Location"])


def refusal(client: Client, address: str) -> tuple[int, str]:
    """Return with which status and problem an address is refused."""
    answer = client.get(address)
    return answer.status_code, answer.context["code"]


def test_a_link_is_for_one_person(cast: Cast, picture: Evidence) -> None:
    link = link_for(cast.field_agent, picture)
    assert browser(cast.field_agent).get(link).status_code == 200
    assert refusal(browser(cast.partner_me), link) == (403, "file.link_wrong")
    assert reverse("account_login") in Client().get(link).headers["Location"]


def test_a_link_is_good_for_some_minutes(cast: Cast, picture: Evidence) -> None:
    now = datetime.now(UTC).timestamp()
    wanted = ["evidence", str(picture.pk), "large", str(cast.field_agent.pk)]
    for minutes, status in ((MINUTES - 1, 200), (MINUTES + 1, 403)):
        signer = signing.TimestampSigner(salt=SALT)
        signer.timestamp = lambda at=now - minutes * 60: signing.b62_encode(int(at))  # type: ignore[method-assign]
        link = reverse("signed_file", args=[signer.sign_object(wanted)])
        assert browser(cast.field_agent).get(link).status_code == status


def test_a_link_that_was_altered_or_made_elsewhere_opens_nothing(cast: Cast, picture: Evidence) -> None:
    client = browser(cast.field_agent)
    link = link_for(cast.field_agent, picture)
    assert refusal(client, link[:-1] + ("A" if link[-1] != "A" else "B")) == (403, "file.link_wrong")
    foreign = signing.dumps(["evidence", str(picture.pk), "original", str(cast.field_agent.pk)], salt="elsewhere")
    assert refusal(client, reverse("signed_file", args=[foreign])) == (403, "file.link_wrong")
    assert refusal(client, reverse("signed_file", args=["x"])) == (403, "file.link_wrong")


def test_a_right_that_is_taken_away_ends_a_link_at_once(cast: Cast, said: FollowUp, picture: Evidence) -> None:
    client, link = browser(cast.state), link_for(cast.state, picture)
    assert client.get(link).status_code == 200
    correct(cast, said, sensitivity="restricted")
    assert refusal(client, link) == (404, "record.not_found")
    client, link = browser(cast.partner_me), link_for(cast.partner_me, picture, "original")
    User.objects.filter(pk=cast.partner_me.pk).update(role="field_agent")
    assert refusal(client, link) == (403, "rights.refused")


def test_a_strict_record_notes_who_looks_at_its_files(cast: Cast, said: FollowUp) -> None:
    document, picture = added(cast, said, PDF, "lettre.pdf"), added(cast, said, photo(), "photo.jpg")
    correct(cast, said, sensitivity="strict")
    client = browser(cast.partner_me)
    assert [opened(client, document, "original")[0], opened(client, picture, "large")[0]] == [200, 200]
    verbs = history("followup", said.pk).filter(verb__in=("open_original", "view")).values_list("verb", flat=True)
    assert list(verbs) == ["open_original", "view"]


@pytest.mark.parametrize(
    ("kind", "key", "copy"),
    [
        ("evidence", "nothing", "large"), ("evidence", "00000000-0000-4000-8000-000000000000", "large"),
        ("attachment", "1", "large"), ("attachment", "-1", "large"), ("attachment", "9" * 30, "original"),
        ("rejected", "x", "original"), ("secrets", "1", "original"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(cast: Cast, kind: str, key: str, copy: str) -> None:
    cast.consortium_me.role = "administrator"
    cast.consortium_me.save()
    assert refusal(browser(cast.consortium_me), file_url(kind, key, copy)) == (404, "record.not_found")


def test_no_copy_is_made_up(cast: Cast, said: FollowUp) -> None:
    document = added(cast, said, PDF, "lettre.pdf")
    assert opened(browser(cast.partner_me), document, "large")[0] == 404
    piece = added(cast, said, photo(), "photo.jpg")
    assert opened(browser(cast.partner_me), piece, "huge")[0] == 404


def test_a_file_that_is_gone_or_altered_is_said_so(cast: Cast, picture: Evidence) -> None:
    client, path = browser(cast.partner_me), stored_path(picture.stored_as)
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert refusal(client, link_for(cast.partner_me, picture, "original")) == (400, "seal.unreadable")
    path.unlink()
    assert refusal(client, link_for(cast.partner_me, picture, "original")) == (404, "file.gone")


def test_the_page_of_a_record_shows_small_pictures(cast: Cast, said: FollowUp, picture: Evidence) -> None:
    page = browser(cast.state).get(reverse("register_record", args=["followup", said.pk]))
    (image,) = re.findall(r"<img [^>]*>", page.text)
    assert f'src="{file_url("evidence", picture.pk, "small")}"' in image
    assert 'width="64" height="48" loading="lazy"' in image
    assert f'alt="{FOLLOWUPS.files["document"].label}"' in image
    assert file_url("evidence", picture.pk, "large") in page.text
    assert file_url("evidence", picture.pk, "original") not in page.text
    page = browser(cast.partner_me).get(reverse("register_record", args=["followup", said.pk]))
    assert file_url("evidence", picture.pk, "original") in page.text


def test_a_file_that_no_question_asks_for_is_shown_all_the_same(cast: Cast, said: FollowUp) -> None:
    keep(FOLLOWUPS, said, "", upload(PDF, "annexe.pdf"), by(cast.partner_me))
    page = browser(cast.state).get(reverse("register_record", args=["followup", said.pk]))
    (fact,) = page.context["sections"][-1]["facts"]
    assert [link.name for link in fact.value.files] == ["annexe.pdf"]


def test_a_replaced_file_is_shown_in_the_history_alone(cast: Cast, said: FollowUp, picture: Evidence) -> None:
    new = added(cast, said, PDF, "lettre.pdf")
    page = browser(cast.partner_me).get(reverse("register_record", args=["followup", said.pk]))
    shown = [link.name for part in page.context["sections"] for fact in part["facts"] for link in fact.value.files]
    assert shown == ["lettre.pdf"]
    latest = page.context["history"][0]["changes"][0]
    assert ([link.name for link in latest["had"]], [link.name for link in latest["has"]]) == (
        ["photo.html"], ["lettre.pdf"],
    )  # fmt: skip
    assert file_url("evidence", new.pk, "original") in page.text


def test_a_form_that_is_too_large_is_refused_before_it_is_read(cast: Cast, said: FollowUp) -> None:
    address = reverse("register_edit", args=["followup", said.pk])
    with override_settings(MAX_SUBMISSION_BYTES=1000):
        answer = browser(cast.partner_me).post(address, {"document": upload(PDF + b" " * 1000)})
    assert (answer.status_code, answer.context["code"]) == (413, "intake.too_large")
    with override_settings(MAX_FILE_BYTES=1000):
        answer = browser(cast.partner_me).post(address, {"document": upload(PDF + b" " * 1000)})
    assert answer.status_code == 422
    assert [error.id for error in answer.context["errors"] if error.id == "id_document"] == ["id_document"]


def test_what_was_refused_at_the_door_is_opened_by_those_who_look_after_it(cast: Cast) -> None:
    keep_rejected(Problem("intake.not_multipart"), cast.field_agent, datetime.now(UTC), PAGE, len(PAGE))
    refused = Rejected.objects.get()
    address = file_url("rejected", refused.pk, "original")
    client = browser(cast.administrator)
    assert address in client.get(reverse("inbox_rejected")).text
    answer: Any = client.get(address, follow=True)
    assert b"".join(answer.streaming_content) == PAGE
    assert answer.headers["Content-Disposition"] == f'attachment; filename="refused-{refused.pk}.bin"'
    assert [line.person for line in history("rejected", refused.pk)] == [cast.administrator.pk]
    assert refusal(browser(cast.consortium_me), address) == (403, "rights.refused")
