"""The filters over data-quality issues."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.partners.models import Organisation
from pamoja.records.issues import RULES, named
from pamoja.records.models import Issue, IssueState
from pamoja.registry.registers import REGISTERS

MINE, LATE, EVERY = "mine", "late", "all"


class Filters(forms.Form):
    """Asks in which register, by which rule, of which partner, in which state, and whether it is overdue.

    Without an answer open issues are listed; a choice that does not exist is none.
    """

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    register = forms.ChoiceField(label=gettext_lazy("Register"), required=False)
    rule = forms.ChoiceField(label=gettext_lazy("Rule"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    when = forms.ChoiceField(label=gettext_lazy("Which"), required=False)

    def __init__(self, data: Any, person: User, today: date) -> None:
        super().__init__(data)
        self.person, self.today = person, today
        role = ROLES[person.role]
        choices: dict[str, list[tuple[str, Any]]] = {
            "state": [
                ("", capfirst(_("open"))),
                *((str(state), capfirst(label)) for state, label in IssueState.choices if state != IssueState.OPEN),
                (EVERY, capfirst(_("all"))),
            ],
            "register": [
                ("", _("all")),
                *((name, str(one.plural)) for name, one in REGISTERS.items() if one.warnings and role.opens(name)),
            ],
            "rule": [("", _("all")), *sorted(((code, named(code)) for code in RULES), key=lambda one: one[1])],
            "owner": [("", _("all")), *((one.pk, str(one)) for one in Organisation.objects.order_by("pk"))],
            "when": [("", _("all")), (LATE, _("overdue")), (MINE, _("looked after by you"))],
        }
        for name, known in choices.items():
            field: Any = self.fields[name]
            field.choices = known

    def issues(self) -> QuerySet[Issue]:
        """Return the issues asked for that the person may see, those due first on top."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        found, state, when = Q(), asked.get("state", IssueState.OPEN), asked.get("when")
        if state != EVERY:
            found &= Q(state=state)
        for name in ("register", "rule", "owner"):
            if name in asked:
                found &= Q(**{name: asked[name]})
        if when == LATE:
            found &= Q(state=IssueState.OPEN, due_on__lt=self.today)
        if when == MINE:
            found &= Q(person=self.person.pk)
        visible: QuerySet[Issue] = Issue.objects.visible_to(self.person)
        return visible.filter(found).select_related("owner", "person").order_by("due_on", "id")
