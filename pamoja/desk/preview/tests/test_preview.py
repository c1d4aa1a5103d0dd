"""A preview shows what a role sees and what the real person sees too; nothing is written in it."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pamoja.accounts.actions import add_device
from pamoja.accounts.models import AppKey, User
from pamoja.accounts.previews import Preview, imagined
from pamoja.accounts.queries import devices_visible_to, people_visible_to
from pamoja.accounts.rights import can
from pamoja.desk.files.links import file_url
from pamoja.dialogue.models import DialogueProcess
from pamoja.kit.audit import note, seen
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from pamoja.records import evidence
from pamoja.records.actions import enter
from pamoja.records.choosing import may_choose
from pamoja.records.teams import name_for
from pamoja.records.tests.test_enter import DIALOGUE, dialogue
from pamoja.registry.registers import REGISTERS
from tests.cast import DJUGU, NORD_KIVU, RUTSHURU, Cast, by

AGENT = {"role": "field_agent", "organisation": "upendo", "places": [RUTSHURU], "do": "begin"}
CHANGES_NOTHING = {"preview_leave", "account_logout", "set_language"}


def previewing(person: User, **wanted: Any) -> Client:
    """Return a browser of a person who began a preview."""
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.post("/people/preview", {**AGENT, **wanted}).status_code == 302
    return client


def code_of(answer: Any) -> str:
    return str(answer.context["code"]) if answer.context and "code" in answer.context else ""


def table_of(client: Client) -> bytes:
    answer = client.get(reverse("register_csv", args=["dialogue"]))
    return b"".join(answer.streaming_content) if answer.streaming else b""


def test_every_page_says_whose_eyes_these_are_until_the_preview_is_left(cast: Cast) -> None:
    client = previewing(cast.coordinator)
    for address in ("/", "/register/dialogue/", "/places", "/people/roles", "/people"):
        page = client.get(address).content.decode()
        assert "Preview: as Field agent, " in page, address
        assert "Rutshuru (territoire)" in page
        assert cast.coordinator.function in page
    assert client.post("/people/preview/leave").status_code == 302
    assert "Preview: as" not in client.get("/register/dialogue/").content.decode()


def test_the_beginning_of_a_preview_is_told_of_the_real_person(cast: Cast) -> None:
    previewing(cast.coordinator)
    line = AuditLine.objects.get(verb="preview")
    assert (line.person, line.subject_kind, line.subject_id) == (cast.coordinator.pk, "role", "field_agent")
    assert line.changes == {"organisation": ["", "upendo"], "places": [[], [RUTSHURU]]}
    client = Client()
    client.force_login(cast.coordinator)
    assert client.post(f"/people/{cast.field_agent.pk}/preview").status_code == 302
    assert AuditLine.objects.get(verb="preview", subject_kind="user").subject_id == str(cast.field_agent.pk)
    assert str(cast.field_agent.organisation) in client.get("/register/dialogue/").content.decode()


def test_a_file_opens_in_a_preview_by_its_signed_link(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), place="CD6111-bwisha-jomba", sensitivity="internal")
    note = SimpleUploadedFile("note.pdf", b"%PDF-1.4\nnote\n%%EOF\n")
    piece = evidence.keep(REGISTERS["dialogue"], record, "outcome_document", note, by(cast.partner_me))
    client = previewing(cast.coordinator)
    first = client.get(file_url("evidence", piece.pk, "original"))
    assert first.status_code == 302
    assert client.get(first.headers["Location"]).status_code == 200
    client.post("/people/preview/leave")
    assert client.get(first.headers["Location"]).status_code == 403


def test_records_are_those_of_both(cast: Cast) -> None:
    jomba = {"place": "CD6111-bwisha-jomba"}
    near = dialogue(by(cast.partner_me), **jomba, sensitivity="internal")
    closed = dialogue(by(cast.partner_me), **jomba, sensitivity="restricted")
    far = dialogue(by(cast.stranger), place=DJUGU, sensitivity="internal")
    strict = enter(
        REGISTERS["dialogue"], DIALOGUE | jomba | {"sensitivity": "strict"}, By(None, "command"), owner="upendo"
    )
    name_for(By(None, "command"), REGISTERS["dialogue"], strict, cast.coordinator)
    client = previewing(cast.coordinator)
    page = client.get("/register/dialogue/").content.decode()
    assert [one.code in page for one in (near, closed, far, strict)] == [True, False, False, False]
    assert table_of(client) == b""
    for one, status in ((near, 200), (closed, 404), (far, 404), (strict, 404)):
        assert client.get(reverse("register_record", args=["dialogue", one.pk])).status_code == status
    widest = previewing(cast.coordinator, role="protection", organisation="kiongozi", places=[])
    assert widest.get(reverse("register_record", args=["dialogue", strict.pk])).status_code == 404


def test_an_export_in_a_preview_holds_what_both_see_and_is_told_of_the_real_person(cast: Cast) -> None:
    closed = dialogue(by(cast.partner_me), sensitivity="restricted")
    opened = dialogue(by(cast.partner_me), sensitivity="internal")
    client = previewing(cast.coordinator, role="partner_me", places=[])
    table = table_of(client)
    assert (opened.code.encode() in table, closed.code.encode() in table) == (True, False)
    assert AuditLine.objects.get(verb="export").person == cast.coordinator.pk


def test_verbs_that_open_something_are_those_of_both(cast: Cast) -> None:
    def eyes(real: User, role: str) -> User:
        return imagined(real, Preview(role, real.organisation_id))

    administrator = eyes(cast.coordinator, "administrator")
    assert [can(administrator, verb) for verb in ("people.invite", "inbox.rejected", "devices.manage")] == [
        True,
        False,
        False,
    ]
    agent = eyes(cast.administrator, "field_agent")
    assert [can(agent, verb) for verb in ("dialogue.enter", "inbox.read", "organisations.all")] == [True, True, False]
    client = previewing(cast.coordinator, role="administrator", organisation="kiongozi", places=[])
    assert client.get("/inbox/refused").status_code == 403
    assert previewing(cast.coordinator).get("/people").status_code == 403


def test_people_phones_and_places_are_those_of_both(cast: Cast) -> None:
    add_device(by(None), cast.field_agent, "Tecno")
    eyes = imagined(cast.administrator, Preview("partner_me", "upendo", (RUTSHURU,)))
    assert set(people_visible_to(eyes)) == {cast.field_agent, cast.partner_me}
    assert devices_visible_to(eyes).count() == 1
    assert {place.path.split("/")[1] for place in may_choose(eyes)} == {RUTSHURU}
    cast.consortium_me.role = "partner_me"
    narrow = imagined(cast.administrator, Preview("administrator", "upendo"))
    narrow.previewed_by = cast.stranger
    assert not people_visible_to(narrow).filter(organisation="upendo").exists()


@pytest.mark.parametrize(
    ("who", "wanted", "status"),
    [
        ("partner_me", {}, 403),
        ("field_agent", {}, 403),
        ("coordinator", {"role": "king"}, 422),
        ("coordinator", {"organisation": "nowhere"}, 422),
        ("coordinator", {"places": ["CD99"]}, 422),
        ("consortium_me", {"role": "administrator"}, 302),
    ],
)
def test_a_preview_is_for_those_who_look_after_access(cast: Cast, who: str, wanted: Any, status: int) -> None:
    client = Client()
    client.force_login(cast.everybody()[who])
    assert client.post("/people/preview", {**AGENT, **wanted}).status_code == status


def test_a_preview_ends_with_the_right_to_it(cast: Cast) -> None:
    client = previewing(cast.coordinator)
    User.objects.filter(pk=cast.coordinator.pk).update(role="donor")
    page = client.get("/register/dialogue/").content.decode()
    assert "Preview: as" not in page
    User.objects.filter(pk=cast.coordinator.pk).update(role="coordinator")
    assert "Preview: as" not in client.get("/register/dialogue/").content.decode()


def test_somebody_who_is_suspended_has_no_eyes_to_borrow(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    client.post(f"/people/{cast.field_agent.pk}/preview")
    User.objects.filter(pk=cast.field_agent.pk).update(is_active=False)
    assert client.get("/people").status_code == 200
    with pytest.raises(Problem) as caught:
        imagined(cast.coordinator, Preview(person=str(cast.field_agent.pk)))
    assert caught.value.code == "preview.over"


def addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield every address of the instance, its parts filled with something of their kind, and its name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
            continue
        assert isinstance(pattern, URLPattern)
        path = before + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            path = path.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES[kind])
        yield "/" + path.removeprefix("^").rstrip("$").replace("\\", ""), pattern.name or ""


SAMPLES = {"uuid": str(uuid.uuid4()), "slug": "dialogue", "str": "dialogue", "int": "1", "path": "dialogue"}


def content() -> dict[str, str]:
    """Return every row of every table but those of sessions."""
    found = {}
    for model in apps.get_models():
        if model is not Session and "session" not in model._meta.label_lower and model is not Place:
            rows = model._default_manager.order_by("pk")
            found[model._meta.label] = serializers.serialize("json", rows)
    return found


def test_nothing_can_be_posted_in_a_preview_at_any_address(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), sensitivity="internal")
    device, _secret = add_device(by(None), cast.field_agent, "Tecno")
    client = previewing(cast.coordinator, role="partner_me", places=[])
    real = [
        (reverse("register_edit", args=["dialogue", record.pk]), {**DIALOGUE, "reason": "x"}),
        (reverse("register_new", args=["dialogue"]), DIALOGUE),
        (reverse("device_revoke", args=[device.pk]), {}),
        (reverse("device_new"), {"user": str(cast.field_agent.pk), "label": "x"}),
        (reverse("suspend", args=[cast.field_agent.pk]), {}),
        (reverse("person_change", args=[cast.field_agent.pk]), {"role": "donor"}),
    ]
    before = content()
    tried = 0
    for address, name in addresses():
        if name in CHANGES_NOTHING:
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(address)
            assert (answer.status_code, code_of(answer)) == (403, "preview.read_only"), (method, address)
            tried += 1
    for address, answers in real:
        answer = client.post(address, answers)
        assert (answer.status_code, code_of(answer)) == (403, "preview.read_only"), address
    assert tried > 100
    assert content() == before
    AppKey.objects.get(pk=device.pk, revoked_at=None)


def test_the_language_may_be_changed_and_signing_out_ends_the_preview(cast: Cast) -> None:
    client = previewing(cast.coordinator)
    assert client.post("/language", {"language": "fr", "next": "/"}).status_code == 302
    assert client.post("/signout").status_code == 302
    assert client.get("/").status_code == 302


def test_no_action_writes_for_a_person_who_is_imagined(cast: Cast) -> None:
    eyes = imagined(cast.coordinator, Preview("field_agent", "upendo", (NORD_KIVU,)))
    before = content()
    with pytest.raises(Problem) as caught:
        dialogue(by(eyes), place="CD6111-bwisha-jomba")
    assert caught.value.code == "preview.read_only"
    with pytest.raises(Problem):
        note(by(eyes), "enter", "dialogue", "x")
    with pytest.raises(ValueError):
        eyes.save()
    assert content() == before
    assert not DialogueProcess.objects.exists()
    seen(by(eyes), "view", "dialogue", "x")
    assert AuditLine.objects.get(verb="view").person == cast.coordinator.pk
