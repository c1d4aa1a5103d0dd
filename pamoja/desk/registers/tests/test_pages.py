"""The pages of registers, as each of the cast sees them."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pamoja.dialogue.models import Commitment, FollowUp
from pamoja.dialogue.tests.stories import PLACE, commitment, process, word
from pamoja.kit.by import By
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast


def signed_in(person: object, language: str = "fr") -> Client:
    """Return a browser in which the person is signed in."""
    client = Client(headers={"accept-language": language})
    client.force_login(person)
    return client


@pytest.fixture
def promised(cast: Cast) -> Commitment:
    """Return a commitment with words of both sides and a verification."""
    by = By(cast.partner_me, "desk")
    found = commitment(by, process(by))
    word(By(cast.state, "desk"), found, "promiser", "kept", "2026-07-10")
    word(By(cast.structure, "desk"), found, "receiver", "broken", "2026-07-26", words="Rien n’est affiché au marché.")
    word(By(cast.consortium_me, "desk"), found, "verification", "part", "2026-08-21", receiver_answer="accepts")
    return found


@pytest.mark.parametrize("language", ["fr", "en", "sw"])
@pytest.mark.parametrize("register", list(REGISTERS))
def test_every_register_has_its_list_form_rules_and_record_in_each_language(
    cast: Cast, promised: Commitment, register: str, language: str
) -> None:
    client = signed_in(cast.entering(register), language)
    assert client.get(reverse("register_list", args=[register])).status_code == 200
    assert client.get(reverse("register_new", args=[register])).status_code == 200
    assert client.get(reverse("register_rules", args=[register])).status_code == 200
    for record in REGISTERS[register].objects.all():
        assert client.get(reverse("register_record", args=[register, record.pk])).status_code == 200
        assert client.get(reverse("register_edit", args=[register, record.pk])).status_code == 200


def test_the_page_of_a_commitment_shows_both_words_the_verification_and_what_follows(
    cast: Cast, promised: Commitment
) -> None:
    page = signed_in(cast.field_agent).get(reverse("register_record", args=["commitment", promised.pk]))
    assert "Rien n’est affiché au marché." in page.text
    assert page.context["judged"].state == "disputed"
    assert [entry["voice"] for entry in page.context["recent"]] == [
        "event", "event", "promiser", "receiver", "verification",
    ]  # fmt: skip


def test_a_reader_is_offered_only_the_voices_that_they_may_enter(cast: Cast, promised: Commitment) -> None:
    address = reverse("register_record", args=["commitment", promised.pk])
    offered = {
        who: [way["url"].split("voice=")[1] for way in signed_in(person).get(address).context["say"]]
        for who, person in cast.everybody().items()
        if who in ("state", "structure", "consortium_me", "field_agent", "administrator")
    }
    assert offered == {
        "state": ["promiser"],
        "structure": ["receiver"],
        "consortium_me": ["verification"],
        "field_agent": ["promiser", "receiver", "verification"],
        "administrator": [],
    }


def test_others_do_not_learn_that_a_record_exists(cast: Cast, promised: Commitment) -> None:
    for who in ("donor", "other_agent"):
        client = signed_in(getattr(cast, who))
        assert client.get(reverse("register_record", args=["commitment", promised.pk])).status_code == 404
        assert client.get(reverse("register_list", args=["commitment"])).context["total"] == 0
    assert Client().get(reverse("register_record", args=["commitment", promised.pk])).status_code == 302


def test_a_word_is_entered_on_the_page_with_its_document_sealed(cast: Cast, promised: Commitment) -> None:
    client = signed_in(cast.field_agent)
    answers = {
        "commitment": str(promised.pk), "said_on": "2026-09-01", "place": PLACE, "voice": "promiser", "says": "going",
        "words": "Nous déplacerons le tableau.", "speaker": "Secrétariat", "gathered": "letter",
        "sensitivity": "internal", "do": "save",
    }  # fmt: skip
    refused = client.post(reverse("register_new", args=["followup"]), answers)
    assert refused.status_code == 422
    assert refused.context["errors"][0].id == "id_document"
    letter = SimpleUploadedFile("lettre.pdf", b"%PDF- lettre", content_type="application/pdf")
    saved = client.post(reverse("register_new", args=["followup"]), answers | {"document": letter})
    record = FollowUp.objects.get(words="Nous déplacerons le tableau.")
    assert saved.headers["Location"] == reverse("register_record", args=["followup", record.pk])
    page = client.get(reverse("register_record", args=["commitment", promised.pk]))
    document = page.context["promiser"]["word"]["documents"][0]
    assert b"".join(client.get(document.url, follow=True).streaming_content) == b"%PDF- lettre"
    assert signed_in(cast.other_agent).get(document.url).status_code == 404


def test_what_was_typed_is_kept_when_something_is_wrong(cast: Cast) -> None:
    client = signed_in(cast.partner_me)
    answers = {"title": "Un titre déjà tapé", "opened_on": "2036-01-01", "stages-TOTAL": "1", "stages-0-stage": "1"}
    page = client.post(reverse("register_new", args=["dialogue"]), answers | {"do": "save"})
    assert page.status_code == 422
    assert "Un titre déjà tapé" in page.text
    assert len(page.context["children"][0]["formset"].forms) == 3


def test_a_correction_is_kept_in_the_history_with_its_reason(cast: Cast, promised: Commitment) -> None:
    client = signed_in(cast.partner_me)
    form = client.get(reverse("register_edit", args=["commitment", promised.pk])).context
    answers = dict(form["sections"][0]["fields"][0].form.data)
    answers |= {"holder": "Cheffe de secrétariat, office", "reason": "office renommé", "version": "1", "do": "save"}
    assert client.post(reverse("register_edit", args=["commitment", promised.pk]), answers).status_code == 302
    page = client.get(reverse("register_record", args=["commitment", promised.pk]))
    assert "office renommé" in page.text
    stale = client.post(reverse("register_edit", args=["commitment", promised.pk]), answers | {"holder": "Autre"})
    assert stale.status_code == 409
    promised.refresh_from_db()
    assert promised.holder == "Cheffe de secrétariat, office"


def test_the_list_is_filtered_and_downloaded_as_shown(cast: Cast, promised: Commitment) -> None:
    by = By(cast.partner_me, "desk")
    commitment(by, promised.dialogue, words="=Formule(1)", due_on="")
    client = signed_in(cast.partner_me)
    page = client.get(reverse("register_list", args=["commitment"]), {"late": "1"})
    assert (page.context["count"], page.context["total"]) == (1, 2)
    text = b"".join(client.get(reverse("register_csv", args=["commitment"])).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["words"] for row in rows} == {"'=Formule(1)", promised.words}
    assert signed_in(cast.field_agent).get(reverse("register_csv", args=["commitment"])).status_code == 403


@pytest.mark.parametrize(
    "query", ["q=%00", "place=nowhere", "state=magie", "dialogue=x", "page=999", "page=x", "late=2", "q=" + "a" * 500]
)
def test_odd_filters_never_break_a_list(cast: Cast, query: str) -> None:
    assert signed_in(cast.partner_me).get(f"/register/commitment/?{query}").status_code in (200, 400)


def test_an_unknown_register_or_record_is_a_page_in_words(cast: Cast) -> None:
    client = signed_in(cast.partner_me)
    assert client.get("/register/magie/").status_code == 404
    assert client.get(reverse("register_record", args=["session", uuid.uuid4()])).status_code == 404


def test_the_page_of_a_list_costs_a_fixed_number_of_queries(
    cast: Cast, promised: Commitment, django_assert_max_num_queries: object
) -> None:
    by = By(cast.partner_me, "desk")
    for number in range(12):
        commitment(by, promised.dialogue, words=f"Promesse {number}.")
    client = signed_in(cast.partner_me)
    client.get("/register/commitment/")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get("/register/commitment/")
