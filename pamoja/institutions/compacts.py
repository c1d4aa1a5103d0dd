"""The registers of compacts and of their follow-up meetings, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.institutions.checks import review_of_a_signed_compact
from pamoja.institutions.dues import compacts_fall_due
from pamoja.institutions.models import Compact, CompactPillar, CompactReview, CompactState
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Register, Section, View, When
from pamoja.records.row_checks import each_once

SIGNED = [CompactState.IN_FORCE.value, CompactState.SUSPENDED.value, CompactState.ENDED.value]

compacts = Register(
    Compact,
    "CMP",
    _("Compact"),
    _("Compacts"),
    about=_("What authorities, population and partners signed together; how their engagements stand, side by side."),
    sections=(
        Section("what", _("The compact"), "title authority level place with_whom"),
        Section("when", _("When"), "state signed_on from_on until_on review_every"),
        Section("text", _("Its text"), "summary document"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title authority place state from_on until_on",
    filters="state level place",
    search="code title authority with_whom summary",
    date_field="from_on",
    when={"signed_on": When(Q(state__in=SIGNED), required=True)},
    files={"document": File(_("The compact itself"), _("Signed: a photograph or a scan."))},
    children=(Child("pillars", CompactPillar, "concerns", _("Pillars"), keeps="state level"),),
    checks=(
        not_in_the_future("signed_on"),
        each_once("pillars", "concerns", "compact.pillar_twice"),
    ),
    views=(
        View(
            "in_force", _("In force"), lambda today: Q(state="in_force") & (Q(until_on=None) | Q(until_on__gte=today))
        ),
    ),
    dues=compacts_fall_due,
    phone_list=~Q(state=CompactState.ENDED),
)

compact_reviews = Register(
    CompactReview,
    "SUI",
    _("Follow-up meeting of a compact"),
    _("Follow-up meetings of compacts"),
    about=_("When the parties of a compact met to look at their engagements, and what they decided."),
    sections=(
        Section("which", _("Which compact"), "compact held_on place chaired_by"),
        Section("who", _("Who came"), "women men"),
        Section("decided", _("What was decided"), "decisions minutes next_on"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="held_on compact chaired_by next_on place",
    filters="place",
    search="code chaired_by decisions",
    date_field="held_on",
    files={"minutes": File(_("Minutes"), _("A photograph or a scan."))},
    checks=(not_in_the_future("held_on"), review_of_a_signed_compact),
    narrowed_by="compact",
)
