"""The registers of dialogue processes, commitments and follow-ups, declared."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.dialogue.actions import refresh_state
from pamoja.dialogue.models import Commitment, CommitmentState, DialogueProcess, FollowUp, Origin, Stage, Voice
from pamoja.dialogue.voices import one_voice_each
from pamoja.engine.promise import CLOSED
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, Due, File, Register, Section, View, When

OPEN = [state for state in CommitmentState.values if state not in CLOSED]


def late(today: date) -> Q:
    """Return the condition that a commitment is late on a day: due before, and still open."""
    return Q(due_on__lt=today, state__in=OPEN)


def due_soon(today: date) -> Q:
    """Return the condition that a commitment falls due within thirty days and is still open."""
    return Q(due_on__gte=today, due_on__lte=today + timedelta(days=30), state__in=OPEN)


def falls_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the open commitments that fall due between two days."""
    dated = found.filter(due_on__gte=first, due_on__lte=last, state__in=OPEN).order_by("due_on", "code")
    for commitment in dated.select_related("place__parent", "owner").iterator(chunk_size=200):
        yield Due(commitment, commitment.due_on, _("commitment falls due"))


dialogues = Register(
    DialogueProcess,
    "DIA",
    _("Dialogue process"),
    _("Dialogues"),
    about=_("Each process from scoping to closure, where it stands, and what it feeds."),
    sections=(
        Section("what", _("The process"), "title theme level pillar opened_on parent"),
        Section("where", _("Where"), "place places"),
        Section("harm", _("Do no harm"), "do_no_harm do_no_harm_on do_no_harm_note"),
        Section("outcome", _("Outcome"), "outcome outcome_on outcome_document"),
        Section("restitution", _("Restitution"), "restitution_on restitution_place restitution_women restitution_men"),
        Section("end", _("Closure"), "closed_on closing"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title theme level place opened_on",
    filters="theme level pillar place",
    search="code title do_no_harm_note",
    date_field="opened_on",
    when={
        "do_no_harm_on": When(Q(do_no_harm__in=["go", "adapt", "stop"]), required=True),
        "do_no_harm_note": When(Q(do_no_harm__in=["adapt", "stop"]), required=True),
        "outcome_on": When(Q(outcome__isnull=False), required=True),
        "restitution_place": When(Q(restitution_on__isnull=False), required=True),
        "restitution_women": When(Q(restitution_on__isnull=False)),
        "restitution_men": When(Q(restitution_on__isnull=False)),
        "closing": When(Q(closed_on__isnull=False), required=True),
    },
    files={
        "outcome_document": File(_("The document itself"), _("A photograph or a scan."), When(Q(outcome__isnull=False)))
    },
    levels={"do_no_harm_note": "restricted"},
    children=(Child("stages", Stage, "stage reached_on evidence", _("Stages reached")),),
    checks=(not_in_the_future("opened_on", "outcome_on", "restitution_on", "closed_on"),),
    phone_list=Q(closed_on=None),
)

commitments = Register(
    Commitment,
    "ENG",
    _("Commitment"),
    _("Commitments"),
    about=_("What was promised, in which dialogue or compact, by whom, for when, and what both sides say of it."),
    sections=(
        Section("promise", _("The promise"), "origin dialogue compact scorecard words made_on due_on"),
        Section("sides", _("The two sides"), "side towards holder"),
        Section("kind", _("What kind"), "type level place pillar means"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="state words holder place due_on",
    filters="state side type pillar place",
    search="code words holder",
    date_field="made_on",
    when={name: When(Q(origin=name), required=True) for name in Origin.values},
    checks=(not_in_the_future("made_on"),),
    narrowed_by="dialogue compact scorecard",
    views=(
        View("late", _("Late"), late),
        View("disputed", _("Disputed"), lambda _today: Q(state="disputed")),
        View("soon", _("Due within 30 days"), due_soon),
    ),
    dues=falls_due,
    after_save=lambda commitment, _by: refresh_state(commitment),
    phone_list=~Q(state__in=["kept", "dropped"]),
)

followups = Register(
    FollowUp,
    "PAR",
    _("Word on a commitment"),
    _("Words on commitments"),
    about=_("What the State, the population and the observers said, word by word."),
    sections=(
        Section("which", _("Which commitment"), "commitment said_on place"),
        Section("word", _("The word"), "voice speaker says words"),
        Section("how", _("How it was gathered"), "gathered women men document photo"),
        Section("answers", _("What each side answers to the verification"), "promiser_answer receiver_answer"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="said_on commitment voice says speaker",
    filters="voice says place",
    search="code words speaker",
    date_field="said_on",
    when={
        "promiser_answer": When(Q(voice=Voice.VERIFICATION.value)),
        "receiver_answer": When(Q(voice=Voice.VERIFICATION.value)),
        "women": When(Q(gathered__in=["meeting", "interviews"])),
        "men": When(Q(gathered__in=["meeting", "interviews"])),
    },
    files={
        "document": File(_("Signed document"), _("Needed when an agent enters the word of the State.")),
        "photo": File(_("Photograph"), _("Of the thing, not of faces.")),
    },
    checks=(not_in_the_future("said_on"), one_voice_each),
    after_save=lambda followup, _by: refresh_state(followup.commitment),
)
