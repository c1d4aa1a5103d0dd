"""The registers of local structures and of the assessments of their capacity, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Register, Sealed, Section, View, When
from pamoja.records.row_checks import each_once, rows_not_in_the_future
from pamoja.records.unusual import no_names_in, unlike_others
from pamoja.structures.checks import assessed_while_it_exists
from pamoja.structures.models import Assessment, Member, Plan, Score, Structure, Training

structures = Register(
    Structure,
    "STR",
    _("Local structure"),
    _("Structures"),
    about=_("Committees, councils, barzas and mediation centres: who sits in them, what they plan, whether they work."),
    sections=(
        Section("what", _("The structure"), "title type level place set_up_on ended_on"),
        Section("basis", _("What it rests on"), "legal_act act supported_by chaired_by contact_name contact_phone"),
        Section("means", _("Means and plans"), "office own_funds own_funds_from has_plan note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title type level place set_up_on",
    filters="type level place",
    search="code title legal_act supported_by",
    date_field="set_up_on",
    when={"own_funds_from": When(Q(own_funds="yes"))},
    files={"act": File(_("The legal act itself"), _("A photograph or a scan."))},
    sealed={
        "contact_name": Sealed(_("Name of the person to call"), _("As the person says it.")),
        "contact_phone": Sealed(_("Phone of the person to call"), limit=30),
    },
    children=(
        Child("members", Member, "role sex age group people", _("Members"), keeps="type level ended_on"),
        Child("plans", Plan, "kind starts_on ends_on measures", _("Plans"), keeps="type level ended_on"),
        Child("trainings", Training, "subject held_on women men", _("Trainings received"), keeps="type level"),
    ),
    checks=(
        not_in_the_future("set_up_on", "ended_on"),
        rows_not_in_the_future(trainings="held_on"),
    ),
    warnings=(
        unlike_others("type", "level"),
        no_names_in("title", "legal_act", "supported_by", "chaired_by", "own_funds_from", "note"),
    ),
    views=(View("working", _("Not dissolved"), lambda today: Q(ended_on=None) | Q(ended_on__gt=today)),),
    phone_list=Q(ended_on=None),
)

assessments = Register(
    Assessment,
    "EVA",
    _("Capacity assessment"),
    _("Capacity assessments"),
    about=_("How strong each structure was on a day, dimension by dimension."),
    sections=(
        Section("which", _("Which structure"), "structure assessed_on place"),
        Section("how", _("How it was assessed"), "method assessor women men note sheet"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="assessed_on structure method place",
    filters="method place",
    search="code assessor note",
    date_field="assessed_on",
    files={"sheet": File(_("Assessment sheet"), _("A photograph or a scan."))},
    children=(Child("scores", Score, "dimension points evidence", _("Scores"), keeps="structure method"),),
    checks=(
        not_in_the_future("assessed_on"),
        assessed_while_it_exists,
        each_once("scores", "dimension", "assessment.dimension_twice"),
    ),
    warnings=(unlike_others("assessed_on", "structure"), no_names_in("assessor", "note")),
    narrowed_by="structure",
)
