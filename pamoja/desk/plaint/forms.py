"""What the public page asks, and the records or reports that its answers make."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.complaints.clocks import categories
from pamoja.desk.templatetags.pamoja import language
from pamoja.kit.problems import Problem
from pamoja.kit.receipts import Receipt, receipt_for
from pamoja.places.models import Level, Place
from pamoja.psea.content import Content
from pamoja.records.models import Term

ABUSE = "abuse"
SPOKEN = {"fr": "fra", "sw": "swc"}
"""The entry of the list of languages for each language of the page that has one."""
ENOUGH = 16


@dataclass(frozen=True)
class Choice:
    """Hold one category as the page shows it: its code, its words, and the shape beside them."""

    code: str
    label: str
    sign: str


def choices() -> list[Choice]:
    """Return the categories of complaints, and abuse by staff, which is kept elsewhere."""
    signs = categories()
    terms = Term.objects.filter(list="complaint_category", retired_on=None)
    listed = [Choice(term.code, str(term), signs[term.code].sign) for term in terms if term.code in signs]
    told = _("Somebody who works for the programme abused or exploited a person: sex, blackmail, violence")
    return [*listed, Choice(ABUSE, told, "seal")]


def territories() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the territories and towns of each province, and the whole province for who knows no better."""
    found: dict[str, list[tuple[str, str]]] = {}
    names = {}
    for place in Place.objects.filter(level__lte=Level.TERRITOIRE).order_by("path"):
        province = place.path.partition("/")[0]
        if place.level == Level.PROVINCE:
            names[province] = place.name
            found[province] = [(place.pk, _("%(province)s, I do not know where") % {"province": place.name})]
        elif province in found:
            found[province].append((place.pk, place.short_label))
    return [(names[code], places) for code, places in sorted(found.items(), key=lambda one: names[one[0]])]


class PlaintForm(forms.Form):
    """Asks what somebody wants to say, where it was, and whether and how they want to be reached."""

    category = forms.CharField(label=gettext_lazy("What is it about?"), max_length=40)
    territory = forms.ChoiceField(label=gettext_lazy("Where was it? Territory or town"))
    place_said = forms.CharField(label=gettext_lazy("Which village or quarter?"), max_length=200, required=False)
    said = forms.CharField(
        label=gettext_lazy("What happened? What do you want to say?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": 4000}),
        help_text=gettext_lazy("In the language that you like. At most 4,000 letters."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("You may leave it out."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How can we reach you?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("A phone, or somebody whom you trust. Left out, you ask by your code alone."),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"once": secrets.token_urlsafe(24)})
        self.choices = choices()
        territory: Any = self.fields["territory"]
        territory.choices = [("", "—"), *territories()]
        for name in ("category", "territory", "said"):
            self.fields[name].error_messages["required"] = _("This is needed.")

    def clean_category(self) -> str:
        """Return a category of the page."""
        code: str = self.cleaned_data["category"]
        if code not in {choice.code for choice in self.choices}:
            raise forms.ValidationError(_("Choose one of the lines."))
        return code

    def clean_website(self) -> str:
        """Refuse what machines fill: the field is hidden from people."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(Problem("complaint.trap_filled").sentence)
        return ""

    @property
    def is_abuse(self) -> bool:
        """Tell whether what was written goes to the focal points and nowhere else."""
        return bool(self.cleaned_data["category"] == ABUSE)

    def receipt(self) -> Receipt:
        """Return the receipt for what was written; a form that was not ours to begin with gets a fresh one."""
        once = self.cleaned_data["once"]
        said = [self.cleaned_data[name] for name in ("category", "territory", "place_said", "said", "name", "contact")]
        return receipt_for(once if len(once) >= ENOUGH else secrets.token_urlsafe(24), "\n".join(said))

    def answers(self, today: date) -> dict[str, Any]:
        """Return the answers of the complaint that was written."""
        said = self.cleaned_data
        return {
            "received_on": today.isoformat(),
            "channel": "public_page",
            "category": said["category"],
            "place": place_of(said["territory"], said["place_said"]),
            "place_said": said["place_said"],
            "anonymous": "no" if said["name"] or said["contact"] else "yes",
            "language": SPOKEN.get(language(), ""),
            "person_name": said["name"],
            "person_phone": said["contact"],
            "said": said["said"],
            "sensitivity": "restricted",
        }

    def content(self) -> Content:
        """Return the report of abuse that was written."""
        said = self.cleaned_data
        place = place_of(said["territory"], said["place_said"])
        return Content(place, said["place_said"], said["said"], said["name"], said["contact"], language())


def place_of(territory: str, words: str) -> str:
    """Return the code of the only place of a territory that is called so; without one, that of the territory."""
    within = Place.objects.get(pk=territory)
    whole = Place.objects.called(words, within)[:2]
    return str(whole[0].pk) if len(whole) == 1 else territory
