"""A draft keeps what was typed, for its author alone, until it is saved, deleted, or left alone for too long."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.desk.registers.unfinished import drafts_waiting
from pamoja.emergency.closing import close_area
from pamoja.intake.retention import keep_to_rules
from pamoja.kit.problems import Problem
from pamoja.records import unfinished
from pamoja.records.models import Change, KeptDraft
from pamoja.records.unfinished import drafts_of, forget_drafts, keep_draft, open_draft
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

SESSIONS, STRUCTURES = REGISTERS["session"], REGISTERS["structure"]
NEW = reverse("register_new", args=["session"])
TYPED = {
    "kind": "meeting",
    "held_on": "pas une date",
    "facilitators": "Comité de l’eau",
    "attendance-TOTAL": "3",
    "attendance-0-sex": "f",
    "attendance-0-people": "beaucoup",
}
WHOLE = {"kind": "meeting", "held_on": "2026-02-03", "place": "CD6111-bwisha-jomba", "sensitivity": "internal"}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def kept(person: User, **changes: str) -> KeptDraft:
    """Keep a draft through the form."""
    answer = signed_in(person).post(NEW, TYPED | changes | {"do": "draft"})
    assert answer.status_code == 302
    return KeptDraft.objects.latest("kept_at")


def test_a_draft_keeps_what_was_typed_wrong_or_incomplete_and_is_no_record(cast: Cast) -> None:
    draft = kept(cast.field_agent)
    assert not SESSIONS.everything.exists()
    assert not Change.objects.exists()
    page = signed_in(cast.field_agent).get(f"{NEW}?draft={draft.pk}").content.decode()
    for said in ("Comité de l’eau", "pas une date", "beaucoup", "Draft kept on"):
        assert said in page
    assert "to correct</b>" not in page
    assert "Comité".encode() not in bytes(draft.sealed)


def test_kept_again_it_is_the_same_draft_and_saved_it_is_gone(cast: Cast) -> None:
    draft, client = kept(cast.field_agent), signed_in(cast.field_agent)
    client.post(NEW, TYPED | {"do": "draft", "draft": str(draft.pk), "facilitators": "Comité du marché"})
    assert open_draft(cast.field_agent, SESSIONS, KeptDraft.objects.get().pk)[1]["facilitators"] == "Comité du marché"
    refused = client.post(NEW, TYPED | {"do": "save", "draft": str(draft.pk)})
    assert refused.status_code == 422
    assert f'name="draft" value="{draft.pk}"' in refused.content.decode()
    assert client.post(NEW, WHOLE | {"do": "save", "draft": str(draft.pk)}).status_code == 302
    assert SESSIONS.objects.count() == 1
    assert not KeptDraft.objects.exists()


def test_nobody_but_its_author_opens_deletes_or_sees_a_draft(cast: Cast) -> None:
    draft = kept(cast.field_agent)
    drop, listed = reverse("draft_drop", args=[draft.pk]), reverse("register_list", args=["session"])
    for name, person in cast.everybody().items():
        if name == "field_agent":
            continue
        client = signed_in(person)
        assert client.get(f"{NEW}?draft={draft.pk}").status_code in (403, 404), name
        assert client.post(drop).status_code == 404, name
        assert client.post(NEW, TYPED | {"do": "draft", "draft": str(draft.pk)}).status_code in (403, 404), name
        assert str(draft.pk) not in client.get(listed).content.decode(), name
        assert drafts_waiting(person) == [], name
    assert str(draft.pk) in signed_in(cast.field_agent).get(listed).content.decode()
    assert [group["items"][0]["count"] for group in drafts_waiting(cast.field_agent)] == [1]
    assert signed_in(cast.field_agent).post(drop).status_code == 302
    assert not KeptDraft.objects.exists()


def test_in_a_preview_there_are_no_drafts(cast: Cast) -> None:
    kept(cast.field_agent)
    imagined = User.objects.get(pk=cast.field_agent.pk)
    imagined.previewed_by = cast.consortium_me
    assert not drafts_of(imagined).exists()
    with pytest.raises(Problem, check=lambda problem: problem.code == "preview.read_only"):
        keep_draft(by(imagined), SESSIONS, WHOLE)


def test_moved_to_another_person_a_draft_cannot_be_opened(cast: Cast) -> None:
    draft = kept(cast.field_agent)
    KeptDraft.objects.update(person=cast.partner_me)
    with pytest.raises(Problem, check=lambda problem: problem.code == "seal.unreadable"):
        open_draft(cast.partner_me, SESSIONS, draft.pk)


def test_a_sealed_answer_comes_back_sealed_and_is_saved(cast: Cast) -> None:
    client, address = signed_in(cast.field_agent), reverse("register_new", args=["structure"])
    told = {"type": "clpd", "level": "groupement", "set_up_on": "2024-05-02", "title": "CLPD de Jomba"}
    client.post(address, told | {"contact_name": "zawadi furaha", "do": "draft"})
    draft = KeptDraft.objects.get()
    page = client.get(f"{address}?draft={draft.pk}").content.decode()
    assert "zawadi" not in page
    carried = re.search(r'name="contact_name-typed" value="([^"]+)"', page)
    assert carried is not None
    whole = told | WHOLE | {"contact_name-typed": carried[1], "draft": str(draft.pk), "do": "draft"}
    client.post(address, whole)
    assert open_draft(cast.field_agent, STRUCTURES, draft.pk)[1]["contact_name"] == "zawadi furaha"


def test_a_draft_left_alone_for_sixty_days_is_erased(cast: Cast) -> None:
    kept(cast.field_agent)
    today = timezone.localdate()
    assert keep_to_rules(today + timedelta(days=59)) == 0
    assert keep_to_rules(today + timedelta(days=60)) == 1
    assert not KeptDraft.objects.exists()


def test_a_draft_goes_with_the_person_or_the_place_that_it_tells_of(cast: Cast) -> None:
    kept(cast.field_agent)
    assert forget_drafts(lambda plain: b"Jomba" in plain) == 0
    assert forget_drafts(lambda plain: "Comité".encode() in plain) == 1
    kept(cast.field_agent, place="CD6111-bwisha-jomba")
    close_area(by(cast.coordinator), "CD6111-bwisha-jomba", "attaque")
    assert not KeptDraft.objects.exists()


def test_nobody_keeps_more_drafts_than_they_can_look_through(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "MOST", 1)
    kept(cast.field_agent)
    refused = signed_in(cast.field_agent).post(NEW, TYPED | {"do": "draft"})
    assert "You keep 1 drafts already." in refused.content.decode()
    assert "Comité de l’eau" in refused.content.decode()
