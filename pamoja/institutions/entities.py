"""The registers of public entities under contract and of their evaluations, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.institutions.checks import (
    one_evaluation_a_period,
    scorecard_of_the_entity,
    verified_by_others,
    within_the_contract,
)
from pamoja.institutions.dues import contracts_fall_due
from pamoja.institutions.models import ContractIndicator, EntityEvaluation, IndicatorScore, PublicEntity
from pamoja.institutions.warnings import gap_above
from pamoja.records.checks import amounts_have_currency, not_in_the_future
from pamoja.records.register import Child, File, Register, Section, View, When
from pamoja.records.row_checks import at_least_one, each_once

public_entities = Register(
    PublicEntity,
    "EPC",
    _("Public entity"),
    _("Public entities under contract"),
    about=_("Police stations, courts, administrations, registries: what their contract asks of them, how they did."),
    sections=(
        Section("what", _("The office"), "title kind place answers_to"),
        Section("contract", _("Its contract"), "contract_no contract_with from_on until_on contract"),
        Section("scoring", _("How it is scored"), "evaluated_every gap_allowed note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title kind place from_on until_on",
    filters="kind place",
    search="code title answers_to contract_no contract_with",
    date_field="from_on",
    files={"contract": File(_("The contract itself"), _("Signed: a photograph or a scan."))},
    children=(
        Child(
            "indicators", ContractIndicator, "indicator weight target", _("Indicators of the contract"), keeps="kind"
        ),
    ),
    checks=(
        at_least_one("indicators", "public_entity.no_indicator"),
        each_once("indicators", "indicator", "public_entity.indicator_twice"),
    ),
    views=(View("in_force", _("Contract in force"), lambda today: Q(from_on__lte=today, until_on__gte=today)),),
    dues=contracts_fall_due,
    table="public_entities",
)

entity_evaluations = Register(
    EntityEvaluation,
    "EEP",
    _("Evaluation of a public entity"),
    _("Evaluations of public entities"),
    about=_("Points by indicator, as verified and as counter-verified; what is due for them, and what was paid."),
    sections=(
        Section("which", _("Which entity"), "entity from_on until_on place"),
        Section("verified", _("Verification"), "verified_on verified_by sheet note"),
        Section("again", _("Counter-verification"), "counter_on counter_by counter_sheet"),
        Section("citizens", _("What citizens say"), "scorecard"),
        Section("money", _("Payment"), "payment_due payment_paid currency paid_on"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="until_on entity verified_by payment_due payment_paid place",
    filters="place",
    search="code verified_by counter_by note",
    date_field="until_on",
    when={
        "counter_by": When(Q(counter_on__isnull=False), required=True),
        "paid_on": When(Q(payment_paid__isnull=False, payment_paid__gt=0), required=True),
    },
    files={
        "sheet": File(_("Sheet of the verification"), _("Signed: a photograph or a scan.")),
        "counter_sheet": File(
            _("Sheet of the counter-verification"),
            _("Signed: a photograph or a scan."),
            When(Q(counter_on__isnull=False)),
        ),
    },
    children=(
        Child(
            "scores", IndicatorScore, "indicator score counter why", _("Points by indicator"), keeps="entity until_on"
        ),
    ),
    checks=(
        not_in_the_future("until_on", "verified_on", "counter_on", "paid_on"),
        amounts_have_currency("payment_due", "payment_paid"),
        at_least_one("scores", "evaluation.no_points"),
        each_once("scores", "indicator", "evaluation.indicator_twice"),
        within_the_contract,
        one_evaluation_a_period,
        verified_by_others,
        scorecard_of_the_entity,
    ),
    warnings=(gap_above,),
    narrowed_by="entity",
    views=(
        View("unpaid", _("Due, not paid"), lambda _today: Q(payment_due__gt=0, paid_on=None)),
        View("not_again", _("Not counter-verified"), lambda _today: Q(counter_on=None)),
    ),
)
