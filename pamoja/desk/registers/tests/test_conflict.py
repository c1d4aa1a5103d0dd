"""Two people correct one record at once: neither loses what they wrote."""

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.dialogue.models import DialogueProcess
from pamoja.dialogue.register import dialogues
from pamoja.dialogue.tests.stories import process
from pamoja.records.actions import enter, stored_answers
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue(cast: Cast) -> DialogueProcess:
    """Give a dialogue with a stage."""
    stage = {"stage": "1", "reached_on": "2026-01-12", "evidence": "note"}
    return process(by(cast.field_agent), stages=[stage])


def correct_meanwhile(cast: Cast, dialogue: DialogueProcess, **changes: object) -> None:
    """Correct the record as the agent, while somebody has its form open."""
    answers = stored_answers(dialogues, dialogue) | changes
    enter(dialogues, answers, by(cast.field_agent), record=dialogue, reason="précision de l’agent")


def posted(client: Client, dialogue: DialogueProcess, version: int, **changes: str) -> object:
    """Post the form that was opened at a version, with changes."""
    answers = stored_answers(dialogues, process_as_opened(dialogue)) | changes
    fields = {name: value for name, value in answers.items() if not isinstance(value, list)}
    fields |= {"reason": "précision du bureau", "version": str(version), "stages-TOTAL": "1"}
    fields |= {"stages-0-stage": "1", "stages-0-reached_on": "2026-01-12", "stages-0-evidence": "note"}
    return client.post(reverse("register_edit", args=["dialogue", dialogue.pk]), fields)


def process_as_opened(dialogue: DialogueProcess) -> DialogueProcess:
    """Return the record as the form was filled from it: before the other correction."""
    return dialogue


def test_changes_of_different_answers_are_put_together(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    correct_meanwhile(cast, DialogueProcess.objects.get(), level="chefferie")
    client.force_login(cast.partner_me)
    answer = posted(client, dialogue, 1, title="Titre du bureau")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    told = answer.context["conflict"]  # type: ignore[attr-defined]
    assert told["both"] == []
    assert [(one["name"], one["opened"], one["now"]) for one in told["theirs"]] == [
        ("level", "groupement", "chefferie")
    ]
    form = answer.context["sections"][0]["fields"]  # type: ignore[attr-defined]
    values = {field.name: field.value() for field in form}
    assert (values["title"], values["level"]) == ("Titre du bureau", "chefferie")
    assert DialogueProcess.objects.get().title != "Titre du bureau"


def test_an_answer_that_both_changed_is_shown_side_by_side_and_saved_as_chosen(
    cast: Cast, client: Client, dialogue: DialogueProcess
) -> None:
    correct_meanwhile(cast, DialogueProcess.objects.get(), title="Titre de l’agent")
    client.force_login(cast.partner_me)
    answer = posted(client, dialogue, 1, title="Titre du bureau")
    told = answer.context["conflict"]  # type: ignore[attr-defined]
    assert [(one["name"], one["now"], one["mine"]) for one in told["both"]] == [
        ("title", "Titre de l’agent", "Titre du bureau")
    ]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "précision de l’agent" in page
    assert '<input type="hidden" name="version" value="2"' in page
    saved = posted(client, dialogue, 2, title="Titre des deux")
    assert saved.status_code == 302  # type: ignore[attr-defined]
    assert DialogueProcess.objects.get().title == "Titre des deux"


def test_what_nobody_else_changed_is_saved_at_once(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    client.force_login(cast.partner_me)
    assert posted(client, dialogue, 1, title="Autre titre").status_code == 302  # type: ignore[attr-defined]


def test_the_history_says_answers_in_words(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    correct_meanwhile(cast, dialogue, level="chefferie", place="CD6111", pillar="ISSSS-3")
    client.force_login(cast.consortium_me)
    page = client.get(reverse("register_record", args=["dialogue", dialogue.pk])).content.decode()
    assert "Rutshuru (territoire)" in page
    assert "<ins>ISSSS-3</ins>" not in page
