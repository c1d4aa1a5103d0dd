"""The register of change stories, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.models import Level, Story, StorySource
from pamoja.records.checks import not_in_the_future
from pamoja.records.models import YesNo
from pamoja.records.register import Child, File, Reference, Register, Sealed, Section, View, When
from pamoja.records.row_checks import at_least_one, each_once, rows_not_in_the_future
from pamoja.records.unusual import no_names_in

CHANGE_IN, CHANGE_BY = "change_in", "change_by"
"""How a story is linked to the dialogue process and to the local structure that it tells of."""

QUOTED = Q(quoted=YesNo.YES.value)
CHOSEN = Q(selected_at__in=Level.values)

stories = Register(
    Story,
    "REC",
    _("Change story"),
    _("Change stories"),
    about=_(
        "Who changed what: before, after, what the programme has to do with it, what else explains it, and who checked."
    ),
    sections=(
        Section("what", _("The change"), "title changed_on place domain before after"),
        Section("why", _("How it came about"), "contribution other_causes significance dialogue structure"),
        Section("told", _("Who told it"), "quoted quote consent_on consent_form consent_public consent source_names"),
        Section("checked", _("Verification"), "verified_on verified_by verified_how grade"),
        Section("chosen", _("Choice"), "selected_at selected_on selected_why"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title domain place changed_on grade selected_at",
    filters="domain grade selected_at place",
    search="code title before after",
    date_field="changed_on",
    when={
        "quote": When(QUOTED, required=True),
        "consent_on": When(QUOTED, required=True),
        "consent_form": When(QUOTED, required=True),
        "consent_public": When(QUOTED, required=True),
        "verified_by": When(Q(verified_on__isnull=False), required=True),
        "verified_how": When(Q(verified_on__isnull=False), required=True),
        "grade": When(Q(verified_on__isnull=False), required=True),
        "selected_on": When(CHOSEN, required=True),
        "selected_why": When(CHOSEN),
    },
    references={
        "dialogue": Reference("dialogue", CHANGE_IN, _("Dialogue process that it tells of")),
        "structure": Reference("structure", CHANGE_BY, _("Local structure that it tells of")),
    },
    files={"consent": File(_("Signed form"), _("A photograph or a scan."), When(QUOTED))},
    sealed={
        "source_names": Sealed(
            _("Names of those who told it"),
            _("Only if somebody must find them again; each after its code, as S1: …"),
            limit=1000,
        ),
    },
    levels={"sources": "restricted", "consent": "restricted"},
    children=(
        Child("sources", StorySource, "source kind heard_on note", _("Sources"), keeps="domain grade selected_at"),
    ),
    checks=(
        not_in_the_future("changed_on", "consent_on", "verified_on", "selected_on"),
        rows_not_in_the_future(sources="heard_on"),
        each_once("sources", "source", "story.source_twice"),
        at_least_one("sources", "story.source_missing"),
    ),
    warnings=(no_names_in("before", "after", "contribution", "significance", "quote"),),
    views=(
        View("to_verify", _("Not verified"), lambda _today: Q(verified_on=None)),
        View("chosen", _("Chosen"), lambda _today: CHOSEN),
    ),
    table="stories",
)
