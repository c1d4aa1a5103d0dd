"""The form that changes what a page of figures covers, and the scope in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.desk.figures.names import CHOSEN, names
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import first_capital
from pamoja.engine import periods as calendar
from pamoja.engine.periods import Unit
from pamoja.partners.models import Organisation, Role
from pamoja.places.models import Level, Place, Zone
from pamoja.places.queries import below_any
from pamoja.programme.models import Pillar

Choices = list[tuple[str, str]]
UNITS: tuple[tuple[Unit, object], ...] = (
    ("quarter", gettext_lazy("Quarters")),
    ("half", gettext_lazy("Half-years")),
    ("year", gettext_lazy("Years")),
)
UNSEEN = ("sex", "age", "category", "side", "type", "unknown")


class ScopeForm(forms.Form):
    """Asks for a period, a place, a zone, a pillar and a partner; keeps the other filters."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    zone = forms.ChoiceField(label=gettext_lazy("Priority zone"), required=False)
    pillar = forms.ChoiceField(label=gettext_lazy("Pillar"), required=False)
    partner = forms.ChoiceField(label=gettext_lazy("Partner"), required=False)


@dataclass(frozen=True)
class Choosing:
    """Hold the form over a scope, the scope in words, and the place chosen."""

    form: ScopeForm
    words: str
    place: Place | None


def choosing(scope: Scope, kept: Mapping[str, str] | None = None) -> Choosing:
    """Return the form for a scope; `kept` are more parameters that it carries.

    Raises Http404 when the scope names a place, zone, pillar or partner that does not exist.
    """
    places = _places(scope)
    choices: dict[str, Choices] = {
        "place": [(place.pk, place.label) for place in places],
        "zone": [(zone.pk, zone.name) for zone in Zone.objects.all()],
        "pillar": [(one.pk, f"{one.framework} {one}") for one in Pillar.objects.prefetch_related("labels")],
        "partner": [(one.pk, str(one)) for one in _partners(scope.filters.partner)],
    }
    form = ScopeForm(initial=scope.parameters(), auto_id="scope-%s")
    _offer(form, "period", _periods(scope))
    for name, found in choices.items():
        chosen = getattr(scope.filters, name)
        if chosen and chosen not in dict(found):
            raise Http404
        everything = [] if name == "place" and scope.reader.kept_to else [("", _("all"))]
        _offer(form, name, [*everything, *found])
    for name, value in {**{name: getattr(scope.filters, name) for name in UNSEEN}, **(kept or {})}.items():
        if value:
            form.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=value, required=False)
    return Choosing(form, _words(scope, choices), next((one for one in places if one.pk == scope.filters.place), None))


def _offer(form: ScopeForm, name: str, choices: object) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices  # type: ignore[assignment]


def _places(scope: Scope) -> list[Place]:
    """Return provinces, territoires and villes, and the place chosen when it lies deeper, as far as one reads."""
    offered = Q(level__lte=Level.TERRITOIRE)
    if scope.reader.kept_to:
        offered = below_any(scope.reader.kept_to) & (offered | Q(path__in=scope.reader.kept_to))
    return list(Place.objects.filter(offered | Q(pk=scope.filters.place)).named())


def _partners(chosen: str) -> Iterable[Organisation]:
    """Return the organisations that enter records, and the one chosen."""
    asked = Q(roles__role__in=[Role.ACCOUNTABLE, Role.IMPLEMENTING, Role.LOCAL_STRUCTURE]) | Q(pk=chosen)
    return Organisation.objects.filter(asked).distinct()


def _periods(scope: Scope) -> list[tuple[str, object]]:
    since, today = scope.reader.since_start(), scope.today
    first = since.start
    default = scope.reader.first_choice
    found: list[tuple[str, object]] = [("", first_capital(default))]
    if since != default:
        found.append((since.key, first_capital(since)))
    for unit, label in UNITS:
        known = reversed(calendar.series(unit, first, today))
        found.append((str(label), [(one.key, first_capital(one)) for one in known]))
    if scope.period.unit == "month" or scope.period.end < first or scope.period.start > today:
        found.append((scope.period.key, first_capital(scope.period)))
    return found


def _words(scope: Scope, choices: Mapping[str, Choices]) -> str:
    found = [first_capital(scope.period)]
    for name, options in choices.items():
        if value := getattr(scope.filters, name):
            found.append(dict(options)[value])
        elif name == "place":
            found.append(_("all places"))
        elif name == "partner":
            found.append(_("all partners"))
    for name in (*CHOSEN, "category"):
        if value := getattr(scope.filters, name):
            found.append(names(name, [value])[value])
    if scope.filters.unknown:
        found.append(unknown_words(scope.filters.unknown))
    return " · ".join(found)


def unknown_words(dimension: str) -> str:
    """Say in words that a dimension is unknown."""
    levels = {
        "province": _("no province"),
        "territory": _("placed above the territoire"),
        "chefferie": _("placed above the chefferie"),
        "groupement": _("placed above the groupement"),
        "zone": _("in no priority zone"),
        "pillar": _("no pillar stated"),
        "partner": _("no partner stated"),
    }
    return levels.get(dimension) or _("not stated")
