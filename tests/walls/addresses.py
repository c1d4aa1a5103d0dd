"""Every address of the instance and the requests that the walk makes to it: a new endpoint must be put in this list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pamoja.accounts.models import AppKey, User
from pamoja.desk.calendar.feed import feed_path
from pamoja.desk.files.links import Wanted, file_url, signed_url
from pamoja.desk.registers.pages import SPECIAL
from pamoja.indicators.catalogue import catalogue
from pamoja.intake.models import Attachment, FormVersion
from pamoja.openrosa.lists import LISTS
from pamoja.places.models import Zone
from pamoja.records.models import Issue
from pamoja.registry.registers import REGISTERS
from tests.walls.planting import Planted

TURNS = 5
"""Of how many pages that are alike a person asks one: fewer than half of the cast, so that each is asked twice."""


@dataclass(frozen=True)
class Ground:
    """Hold what addresses are made of: what was planted, and the person who walks, with their phone and its key.

    Pages that every register has alike are walked by turns: each person asks one in `TURNS` of them, by their `turn`,
    so that together they ask every one of them twice or more.
    """

    planted: list[Planted]
    person: User
    device: AppKey
    key: str
    turn: int = 0

    def asks(self, number: int) -> bool:
        """Tell whether it is this person's turn to ask the page with a number."""
        return (number + self.turn) % TURNS == 0

    def registers(self) -> list[str]:
        """Return the registers whose pages it is this person's turn to ask."""
        return [name for number, name in enumerate(REGISTERS) if self.asks(number)]


Requests = Callable[[Ground], Iterator[str]]


def asked(address: str, **question: str) -> str:
    """Return an address with a question."""
    return f"{address}?{urlencode(question)}" if question else address


def plain(name: str, *path: Any, **question: str) -> Requests:
    """Make one request."""
    return lambda _ground: iter([asked(reverse(name, args=path), **question)])


def each_register(name: str, **question: str) -> Requests:
    """Make a request for each register whose turn it is."""
    return lambda ground: (asked(reverse(name, args=[one]), **question) for one in ground.registers())


def each_record(name: str) -> Requests:
    """Make a request for each planted record with a page of its own kind, and for the others by turns."""
    return lambda ground: (
        reverse(name, args=[one.register, one.record.pk])
        for one in ground.planted
        if one.register in SPECIAL or ground.asks(one.number)
    )


def each_dialogue(name: str) -> Requests:
    """Make a request for each planted dialogue of one ground: the register whose answers have levels of their own."""
    return lambda ground: (
        reverse(name, args=[one.register, one.record.pk]) for one in ground.planted[:4] if one.register == "dialogue"
    )


def each_submission(name: str) -> Requests:
    """Make a request for the submission of each planted dialogue and session."""
    return lambda ground: (
        reverse(name, args=[one.submission.pk]) for one in ground.planted if one.register in ("dialogue", "session")
    )


def each_figure(name: str, **question: str) -> Requests:
    """Make a request for each indicator."""
    return lambda _ground: (asked(reverse(name, args=[code]), **question) for code in catalogue())


def each_form(name: str, *, key: bool = False) -> Requests:
    """Make a request for each form, by the key of the person's phone or without."""
    return lambda ground: (
        reverse(name, kwargs={"form_id": form, **({"key": ground.key} if key else {})}) for form in ground.registers()
    )


def each_list(name: str, *, key: bool = False) -> Requests:
    """Make a request for each list that a form takes along."""
    return lambda ground: (
        reverse(name, kwargs={"form_id": form.form_id, "name": media, **({"key": ground.key} if key else {})})
        for form in FormVersion.objects.filter(current=True)
        for media in LISTS
        if media in form.media
    )


def _lists(ground: Ground) -> Iterator[str]:
    for name in REGISTERS:
        own = reverse("register_list", args=[name])
        yield own
        yield asked(own, q="zr0")
    for name in ground.registers():
        own = reverse("register_list", args=[name])
        yield from (asked(own, **{view.code: "1"}) for view in REGISTERS[name].views)
    yield asked(reverse("register_list", args=["commitment"]), q="zq0", page="2")
    strict = next(one for one in ground.planted if (one.register, one.level) == ("dialogue", "strict"))
    yield asked(reverse("register_list", args=["commitment"]), dialogue=str(strict.record.pk))


def _searches(ground: Ground) -> Iterator[str]:
    """Search for the beginnings of all planted words, everywhere and in each register; and for codes."""
    own = reverse("search")
    for word in ("zq0", "zr0", "zf0", "zn0", "dialogue zr0", "2026"):
        yield asked(own, q=word)
    for name in ground.registers():
        yield from (asked(own, **{"q": word, "in": name}) for word in ("zq0", "zr0"))
        yield asked(own, q=f"{REGISTERS[name].prefix} 2026 3")
    yield asked(own, **{"q": "jomba", "in": "places"})


def _csv(ground: Ground) -> Iterator[str]:
    for name in ground.registers():
        own = reverse("register_csv", args=[name])
        yield own
        yield from (asked(own, rows=child.name) for child in REGISTERS[name].children)


def _new(ground: Ground) -> Iterator[str]:
    for name in ground.registers():
        yield reverse("register_new", args=[name])
    for one in ground.planted:
        if one.register == "commitment" and one.level == "strict":
            yield asked(reverse("register_new", args=["followup"]), commitment=str(one.record.pk))


def _traces(name: str) -> Requests:
    return lambda _ground: (
        asked(reverse(name, args=[code]), part=part) for code in catalogue() for part in ("numerator", "denominator")
    )


def _sealed(ground: Ground) -> Iterator[str]:
    for one in ground.planted:
        for question in REGISTERS[one.register].sealed:
            yield reverse("sealed_answer", args=[one.register, one.record.pk, question])


def _files(ground: Ground) -> Iterator[str]:
    """Make requests for the files of every owner, place and level: of one register, since a file follows its record."""
    attachment = {file.submission_instance: file.pk for file in Attachment.objects.all()}
    for one in ground.planted:
        if one.register != "session":
            continue
        yield file_url("evidence", one.evidence.pk, "original")
        yield file_url("attachment", attachment[one.submission.instance_id], "original")


def _links_of_others(ground: Ground) -> Iterator[str]:
    """Make requests by links that were signed for somebody else."""
    owner = User.objects.exclude(pk=ground.person.pk).order_by("login")[0]
    return (signed_url(Wanted("evidence", str(one.evidence.pk), "original"), owner) for one in ground.planted[:4])


def _places(_ground: Ground) -> Iterator[str]:
    return (reverse("place", args=[code]) for code in ("CD61", "CD6111", "CD6111-bwisha-jomba", "CD54", "CD5405"))


def _issues(_ground: Ground) -> Iterator[str]:
    """Make a request for the page of every issue."""
    return (reverse("quality_issue", args=[pk]) for pk in Issue.objects.values_list("pk", flat=True))


def _versions(_ground: Ground) -> Iterator[str]:
    return (reverse("xform", args=[form.form_id, form.version]) for form in FormVersion.objects.all())


def _people(name: str) -> Requests:
    return lambda ground: iter([reverse(name, args=[ground.person.pk])])


def _persons(name: str) -> Requests:
    return lambda ground: (reverse(name, args=[one.record.pk]) for one in ground.planted if one.register == "person")


def _pairs(ground: Ground) -> Iterator[str]:
    """Make a request for each two planted persons that follow one another: of one owner and of two."""
    found = [one.record.pk for one in ground.planted if one.register == "person"]
    return (reverse("persons_pair", args=list(pair)) for pair in pairwise(found))


def only_post(_ground: Ground) -> Iterator[str]:
    """Make no request here: the address shows nothing, it changes; `CHANGING` or a test of its own asks it."""
    return iter(())


ADDRESSES: dict[str, Requests] = {
    "home": plain("home"),
    "design": plain("design"),
    "healthz": plain("healthz"),
    "set_language": plain("set_language"),
    "figures": plain("figures"),
    "figures_csv": plain("figures_csv"),
    "approvals": plain("approvals"),
    "approve_period": only_post,
    "withdraw_approval": only_post,
    "figure": each_figure("figure"),
    "figure_csv": each_figure("figure_csv"),
    "figure_trace": _traces("figure_trace"),
    "figure_trace_csv": _traces("figure_trace_csv"),
    "registers": plain("registers"),
    "search": _searches,
    "dictionary": each_register("dictionary"),
    "dictionary_csv": plain("dictionary_csv"),
    "register_list": _lists,
    "workplan": plain("workplan"),
    "money": plain("money"),
    "money_csv": plain("money_csv"),
    "risk_matrix": plain("risk_matrix"),
    "register_csv": _csv,
    "excel": each_register("excel"),
    "excel_template": each_register("excel_template"),
    "excel_records": each_register("excel_records"),
    "excel_import": plain("excel_import", "5f0c1a52-0d0b-5c0e-9a57-0d3a3b8f2c11"),
    "register_rules": each_register("register_rules"),
    "register_new": _new,
    "register_record": each_record("register_record"),
    "register_deleted": each_register("register_deleted"),
    "record_step": only_post,
    "register_steps": only_post,
    "draft_drop": only_post,
    "filter_keep": only_post,
    "filter_change": only_post,
    "register_edit": each_dialogue("register_edit"),
    "record_who": each_dialogue("record_who"),
    "record_name": only_post,
    "record_take_off": only_post,
    "sealed_answer": _sealed,
    "file": _files,
    "signed_file": _links_of_others,
    "persons_count": plain("persons_count"),
    "persons_duplicates": plain("persons_duplicates"),
    "persons_pair": _pairs,
    "person_held": _persons("person_held"),
    "person_give_up": _persons("person_give_up"),
    "calendar": plain("calendar"),
    "quality": plain("quality", state="all"),
    "quality_issue": _issues,
    "calendar_feed": lambda ground: iter([feed_path(ground.person)]),
    "inbox": plain("inbox"),
    "inbox_rejected": plain("inbox_rejected"),
    "inbox_item": each_submission("inbox_item"),
    "inbox_correct": only_post,
    "inbox_again": only_post,
    "inbox_set_aside": only_post,
    "forms": plain("forms"),
    "xform": _versions,
    "device_new": plain("device_new"),
    "program_new": only_post,
    "api": plain("api"),
    "api_schema": each_register("api_schema"),
    "api_records": each_register("api_records", size="1000"),
    "api_record": each_record("api_record"),
    "device": lambda ground: iter([reverse("device", args=[ground.device.pk])]),
    "device_revoke": only_post,
    "places": plain("places", q="Jomba"),
    "closures": plain("closures"),
    "close_area": plain("close_area", "CD5405"),
    "closure": plain("closure", "5f0c1a52-0d0b-5c0e-9a57-0d3a3b8f2c11"),
    "place": _places,
    "zone": lambda _ground: (reverse("zone", args=[zone.code]) for zone in Zone.objects.all()[:2]),
    "people": plain("people"),
    "reset_second_factor": only_post,
    "roles": plain("roles"),
    "invite": plain("invite"),
    "person_change": _people("person_change"),
    "preview": plain("preview"),
    "preview_person": only_post,
    "preview_leave": only_post,
    "audit": plain("audit"),
    "person": _people("person"),
    "invite_again": only_post,
    "suspend": only_post,
    "reactivate": only_post,
    "invitation": plain("invitation", "no-such-secret"),
    "psea": plain("psea"),
    "psea_report": plain("psea_report", "5f0c1a52-0d0b-5c0e-9a57-0d3a3b8f2c11"),
    "psea_name": only_post,
    "psea_take_off": only_post,
    "plainte": plain("plainte"),
    "plainte_status": plain("plainte_status"),
    "plainte_record": plain("plainte_record"),
    "openrosa_list": plain("openrosa_list"),
    "openrosa_form": each_form("openrosa_form"),
    "openrosa_manifest": each_form("openrosa_manifest"),
    "openrosa_media": each_list("openrosa_media"),
    "openrosa_key_list": lambda ground: iter([reverse("openrosa_key_list", args=[ground.key])]),
    "openrosa_key_form": each_form("openrosa_key_form", key=True),
    "openrosa_key_manifest": each_form("openrosa_key_manifest", key=True),
    "openrosa_key_media": each_list("openrosa_key_media", key=True),
    "account_login": plain("account_login"),
    "account_logout": plain("account_logout"),
    "account_change_password": plain("account_change_password"),
    "account_inactive": plain("account_inactive"),
    "account_reauthenticate": plain("account_reauthenticate"),
    "account": plain("account"),
    "account_language": only_post,
    "end_session": only_post,
    "end_other_sessions": only_post,
    "mfa_index": plain("mfa_index"),
    "mfa_authenticate": plain("mfa_authenticate"),
    "mfa_reauthenticate": plain("mfa_reauthenticate"),
    "mfa_activate_totp": plain("mfa_activate_totp"),
    "mfa_deactivate_totp": plain("mfa_deactivate_totp"),
    "mfa_view_recovery_codes": plain("mfa_view_recovery_codes"),
    "mfa_generate_recovery_codes": plain("mfa_generate_recovery_codes"),
    "mfa_download_recovery_codes": plain("mfa_download_recovery_codes"),
    "mfa_list_webauthn": plain("mfa_list_webauthn"),
    "mfa_add_webauthn": plain("mfa_add_webauthn"),
    "mfa_remove_webauthn": plain("mfa_remove_webauthn", 1),
    "mfa_reauthenticate_webauthn": plain("mfa_reauthenticate_webauthn"),
    "openid_connect_login": plain("openid_connect_login", "nobody"),
    "openid_connect_callback": plain("openid_connect_callback", "nobody"),
}
"""The requests to each address, by the name of its URL, all made with GET."""

CHANGING = ("inbox_again", "inbox_correct", "inbox_set_aside")
"""Addresses below a submission that change what became of it."""

OPEN = {
    "design",
    "healthz",
    "set_language",
    "invitation",
    "account_login",
    "account_logout",
    "account_inactive",
    "openid_connect_login",
    "openid_connect_callback",
    "calendar_feed",
    "plainte",
    "plainte_status",
}
"""The addresses that answer a stranger; none of them shows a record, and a calendar's secret names its person."""


def names() -> Iterator[str]:
    """Yield the name of every URL of the instance."""
    yield from _names(get_resolver())


def _names(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield str(one.name)
        else:
            yield from _names(one)
