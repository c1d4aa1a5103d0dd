"""What may be asked of spending: project, partner, year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamoja.accounts.models import User
from pamoja.money.reach import lines_for, reads_lines
from pamoja.partners.models import Organisation
from pamoja.programme.models import Project


class MoneyFilters(forms.Form):
    """Asks for one project, one partner and one year, among those of the lines that the reader's figures count."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), required=False, empty_label=_("all"))
    partner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Partner"), required=False, empty_label=_("all")
    )
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, person: User, data: Any) -> None:
        super().__init__(data)
        self.lines = lines_for(person)
        fields: dict[str, Any] = self.fields
        within = self.lines.order_by()
        fields["project"].queryset = Project.objects.filter(pk__in=within.values("agreement__project")).order_by("name")
        fields["partner"].queryset = Organisation.objects.filter(pk__in=within.values("agreement__partner"))
        years = within.values_list("year", flat=True).distinct().order_by("year")
        fields["year"].choices = [("", _("all")), *((str(year), str(year)) for year in years)]
        if not reads_lines(person):
            del fields["partner"]

    def found(self) -> Any:
        """Return the budget lines that pass (a query); a filter that makes no sense is left aside."""
        self.is_valid()
        names = {"project": "agreement__project", "partner": "agreement__partner", "year": "year"}
        asked = {names[name]: value for name, value in self.cleaned_data.items() if value}
        return self.lines.filter(**asked)

    def words(self) -> str:
        """Return the filters that are set, as words."""
        self.is_valid()
        return " · ".join(str(value) for value in self.cleaned_data.values() if value)
