"""The places of the programme: the tree, a search, the page of a place and of a zone."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.doors import signed_in
from pamoja.desk.places import records, shown, tree
from pamoja.desk.places.finding import places_called
from pamoja.places.models import Level, Place, Zone, ZonePlace

PER_PAGE = 40
TREE_DOWN_TO = Level.GROUPEMENT


class SearchForm(forms.Form):
    """Looks for a place by any of its names or by its code."""

    q = forms.CharField(
        label=gettext_lazy("Name, other name or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


@require_safe
@signed_in
def places(request: HttpRequest, person: User) -> HttpResponse:
    """Show the tree of places, or what a search finds in it."""
    today = timezone.localdate()
    search = SearchForm(request.GET)
    text = search.cleaned_data["q"].strip() if search.is_valid() else ""
    facts = _hits(request, text, today) if text else _tree(today)
    facts |= {"section": "places", "filters": search}
    facts["closures_url"] = reverse("closures") if can(person, "zone.close") else ""
    return render(request, "desk/places.html", facts)


def _hits(request: HttpRequest, text: str, today: date) -> dict[str, object]:
    page = Paginator(places_called(text, today).prefetch_related("aliases"), PER_PAGE).get_page(request.GET.get("page"))
    hits = list(page)
    above = Place.objects.in_bulk({code for place in hits for code in place.ancestor_codes})
    return {"columns": shown.hit_columns(), "rows": shown.hit_rows(hits, above), "page": page, "searched": text}


def _tree(today: date) -> dict[str, object]:
    known = list(Place.objects.on(today).order_by("path"))
    in_force = Prefetch("rows", ZonePlace.objects.on(today).select_related("place"))
    zones = [
        {
            "url": reverse("zone", args=[zone.code]),
            "name": zone.name,
            "note": ", ".join(row.place.short_label for row in zone.rows.all()) or _("covers nothing today"),
        }
        for zone in Zone.objects.prefetch_related(in_force)
    ]
    nodes = tree.branches([place for place in known if place.level <= TREE_DOWN_TO])
    return {"nodes": nodes, "counts": tree.counts(known), "zones": zones}


@require_safe
@signed_in
def place(request: HttpRequest, person: User, code: str) -> HttpResponse:
    """Show a place: its names, its people by source, its zones, what was recorded in it, and what lies inside."""
    found = get_object_or_404(Place.objects.named(), pk=code)
    inside = list(found.children.order_by("path").prefetch_related("aliases"))
    dialogues = records.dialogues_by_child(found, person)
    facts = {
        "section": "places",
        "crumbs": _crumbs(Place.objects.ancestors(found)),
        "place": {"label": found.label, "kind": shown.kind(found), "code": found.code},
        "facts": shown.facts(found, Zone.objects.touching(found, timezone.localdate())),
        "populations": {
            "columns": shown.population_columns(),
            "rows": shown.population_rows(found.populations.order_by("-year", "source")),
        },
        "counts": records.counts(found, person),
        "children": {"columns": shown.child_columns(), "rows": shown.child_rows(inside, dialogues)},
        "map": records.dialogue_map(found, inside, dialogues),
        "close_url": _close_url(found.code, person),
    }
    return render(request, "desk/place.html", facts)


def _close_url(code: str, person: User) -> str:
    return reverse("close_area", args=[code]) if can(person, "zone.close") else ""


def _crumbs(above: QuerySet[Place]) -> list[dict[str, str]]:
    top = {"label": _("Places"), "url": reverse("places")}
    return [top, *({"label": one.short_label, "url": reverse("place", args=[one.code])} for one in above)]


@require_safe
@signed_in
def zone(request: HttpRequest, person: User, code: str) -> HttpResponse:
    """Show what a priority zone covers today and what it covered before, since when and by which source."""
    found = get_object_or_404(Zone, pk=code)
    today = timezone.localdate()
    rows = found.rows.select_related("place__parent").order_by("place__path", "valid_from")
    now = rows.on(today)
    facts = {
        "section": "places",
        "crumbs": [{"label": _("Places"), "url": reverse("places")}],
        "zone": found,
        "columns": shown.zone_columns(),
        "rows": shown.zone_rows(now),
        "others": shown.zone_rows(rows.exclude(pk__in=now.values("pk"))),
        "close_url": _close_url(found.code, person),
    }
    return render(request, "desk/zone.html", facts)
