"""The register of risks, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.checks import next_review_follows, reviews_lie_within
from pamoja.context.dues import reviews_fall_due
from pamoja.context.models import Band, Review, Risk, RiskState
from pamoja.context.scoring import DEDUCED, score
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, Register, Section, View, When
from pamoja.records.row_checks import each_once, rows_not_in_the_future

ENDED = [RiskState.HAPPENED.value, RiskState.CLOSED.value]
GRAVE = [Band.HIGH.value, Band.VERY_HIGH.value]

risks = Register(
    Risk,
    "RIS",
    _("Risk"),
    _("Risks"),
    about=_("What may happen, why, what it would do; how high it is, by likelihood and impact; who answers for it."),
    sections=(
        Section("what", _("The risk"), "title cause consequence category place identified_on"),
        Section("first", _("How high, as first seen"), "likelihood impact"),
        Section("answer", _("What is done"), "response measures holder review_on"),
        Section("end", _("Where it stands"), "state ended_on"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title band likelihood_now impact_now category holder review_on state",
    filters="state band category likelihood_now impact_now place",
    search="code title cause consequence holder",
    date_field="identified_on",
    when={
        "review_on": When(Q(state=RiskState.OPEN.value), required=True),
        "ended_on": When(Q(state__in=ENDED), required=True),
    },
    children=(
        Child("reviews", Review, "reviewed_on likelihood impact note", _("Reviews"), keeps="category response state"),
    ),
    checks=(
        not_in_the_future("identified_on", "ended_on"),
        rows_not_in_the_future(reviews="reviewed_on"),
        each_once("reviews", "reviewed_on", "risk.review_twice"),
        reviews_lie_within,
        next_review_follows,
    ),
    after_save=score,
    deduced=" ".join(DEDUCED),
    views=(
        View("high", _("High and very high"), lambda _today: Q(state=RiskState.OPEN, band__in=GRAVE)),
        View("review_late", _("Review is late"), lambda today: Q(state=RiskState.OPEN, review_on__lt=today)),
    ),
    dues=reviews_fall_due,
)
