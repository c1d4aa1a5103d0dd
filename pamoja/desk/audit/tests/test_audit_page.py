"""The page of the audit trail tells who did what, and of records no more than the reader may see."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from pamoja.accounts.actions import add_device, invite, suspend
from pamoja.accounts.models import User
from pamoja.desk.audit import filtering, words
from pamoja.desk.registers.showing import record_url
from pamoja.kit.audit import erase, note
from pamoja.kit.by import By
from pamoja.kit.chain import head, seal_waiting
from pamoja.records.actions import enter
from pamoja.records.models import Record
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
MAY = {"administrator", "coordinator", "protection"}
ANSWERS = {
    "title": "Marché de Jomba", "theme": "security", "level": "groupement", "place": "CD6111-bwisha-jomba",
    "pillar": "ISSSS-1", "opened_on": "2026-03-02",
}  # fmt: skip


def read(person: User, address: str = "/audit", code: str = "en") -> str:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def body(page: str) -> str:
    """Return the rows of the page."""
    return page.partition('<div id="rows">')[2]


def entered(person: User, sensitivity: str) -> Record:
    """Enter a dialogue, correct it for a reason that tells its secret, and return it."""
    dialogue = REGISTERS["dialogue"]
    record = enter(dialogue, {**ANSWERS, "sensitivity": sensitivity}, by(person))
    again = {**ANSWERS, "title": "Altered title", "sensitivity": sensitivity}
    reason = f"the {sensitivity} reason"
    found: Record = enter(dialogue, again, by(person), record=record, reason=reason)
    return found


def test_only_who_may_read_the_trail_opens_it_and_finds_it_in_the_menu(cast: Cast) -> None:
    assert Client().get("/audit").headers["Location"] == "/signin?next=/audit"
    for name, person in cast.everybody().items():
        client = Client()
        client.force_login(person)
        assert client.get("/audit").status_code == (200 if name in MAY else 403), name
        assert ('href="/audit"' in client.get("/places").content.decode()) == (name in MAY), name


def test_a_line_tells_who_did_what_when_by_which_door_to_which_record(cast: Cast) -> None:
    record = entered(cast.field_agent, "internal")
    rows = body(read(cast.coordinator))
    assert f'href="{record_url(record)}"' in rows
    assert record.code in rows
    assert "Agent de terrain, Rutshuru" in rows
    for words_of_it in ("Entered", "Corrected", "page of the desk", "the internal reason"):
        assert words_of_it in rows
    assert "Altered title" not in rows, "changes are never shown"


@pytest.mark.parametrize("sensitivity", ["restricted", "strict"])
@pytest.mark.parametrize("reader", ["coordinator", "administrator", "protection"])
def test_of_a_record_that_the_reader_may_not_see_only_the_kind_is_told(
    cast: Cast, sensitivity: str, reader: str
) -> None:
    record = entered(cast.partner_me, sensitivity)
    page = read(getattr(cast, reader))
    rows = body(page)
    assert "Corrected" in rows
    assert "Dialogue process" in rows
    for secret in (record.code, str(record.pk), f"the {sensitivity} reason", "Jomba"):
        assert secret not in page


def test_reasons_of_what_is_no_record_are_shown_and_of_what_nobody_knows_are_not(cast: Cast) -> None:
    note(by(cast.administrator), "change", "place", "CD61", reason="table-2026.csv")
    note(by(cast.administrator), "change", "something new", "x1", reason="a secret")
    rows = body(read(cast.coordinator))
    assert "table-2026.csv" in rows
    assert 'href="/places/CD61"' in rows
    assert "a secret" not in rows
    assert "x1" not in rows


def test_people_and_devices_lead_to_their_pages(cast: Cast) -> None:
    key, _secret = add_device(by(cast.administrator), cast.field_agent, "Téléphone 7")
    invite(by(cast.administrator), cast.partner_me)
    rows = body(read(cast.administrator))
    assert f'href="/people/{cast.partner_me.pk}"' in rows
    assert f'href="/phones/{key.pk}"' in rows
    foreign = body(read(cast.protection))
    assert "Téléphone 7" not in foreign
    assert str(cast.partner_me.pk) not in foreign


def test_erased_reasons_are_said_to_be_erased(cast: Cast) -> None:
    record = entered(cast.field_agent, "internal")
    erase(by(cast.field_agent), "dialogue", record.pk)
    rows = body(read(cast.coordinator))
    assert "the internal reason" not in rows
    assert 'class="gap">erased' in rows
    assert "Erased what was said of it" in rows


def test_filters_narrow_the_list(cast: Cast) -> None:
    suspend(by(cast.administrator), cast.stranger)
    note(By(None, "command", timezone.now() - timedelta(days=400)), "load", "terms", "all")
    for address, there, not_there in (
        ("/audit?verb=load", "Loaded", "Suspended"),
        ("/audit?subject_kind=user", "Suspended", "Loaded"),
        ("/audit?door=command&verb=load", "Loaded", "Suspended"),
        ("/audit?door=command&verb=suspend", "No such line", "Suspended<"),
        ("/audit?person=administrator@cast.invalid", "Suspended", "Loaded"),
        ("/audit?person=administration", "Suspended", "Loaded"),
        (f"/audit?since={timezone.localdate():%Y-%m-%d}", "Suspended", "Loaded"),
        (f"/audit?until={timezone.localdate():%Y-%m-%d}", "Suspended", "No such line"),
        (f"/audit?until={timezone.localdate() - timedelta(days=1):%Y-%m-%d}", "Loaded", "Suspended"),
    ):
        rows = body(read(cast.coordinator, address))
        assert there in rows, address
        assert not_there not in rows, address


def test_a_filter_that_fits_nobody_or_several_says_so(cast: Cast) -> None:
    assert "Nobody with access is called “Nobody”" in read(cast.coordinator, "/audit?person=Nobody")
    page = read(cast.coordinator, "/audit?person=agent")
    assert "field.agent@cast.invalid, other.agent@cast.invalid" in page


@pytest.mark.parametrize(
    "query",
    ["verb=nothing", "since=9999-99-99", "until=9999-12-31", "since=0001-01-01", "before=1-", "before=x", "door=%FF",
     "before=99999999999999999-999999999999999999", "person=%F0%9F%98%80"],
)  # fmt: skip
def test_odd_addresses_are_answered(cast: Cast, query: str) -> None:
    read(cast.coordinator, f"/audit?{query}")


def test_older_lines_are_a_page_further(cast: Cast) -> None:
    for number in range(120):
        note(by(cast.administrator), "load", "table", f"table {number:03}")
    address, seen = "/audit?verb=load", []
    while address:
        rows = body(read(cast.coordinator, address))
        seen += [number for number in range(120) if f"table {number:03}" in rows]
        link = rows.partition('" rel="next">')[0].rpartition('href="')[2] if 'rel="next"' in rows else ""
        address = f"/audit{link.replace('&amp;', '&')}" if link else ""
    assert sorted(seen) == list(range(120))
    assert len(seen) == 120


def test_a_place_in_the_trail_is_written_and_read() -> None:
    key = (timezone.now(), 42)
    assert filtering.read(filtering.written(key)) == key


def test_the_state_of_the_seal_stands_on_top(cast: Cast) -> None:
    note(by(cast.administrator), "load", "terms", "all")
    assert "1 line" in read(cast.coordinator)
    seal_waiting()
    sequence, digest = head()
    page = read(cast.coordinator)
    assert f"{sequence}:{digest.hex()[:16]}" in page
    assert "0 lines" in page


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_it_is_read_in_each_language(cast: Cast, code: str) -> None:
    entered(cast.field_agent, "internal")
    assert f'<html lang="{code}">' in read(cast.coordinator, "/audit", code)


def test_every_verb_and_kind_that_the_code_writes_has_its_words() -> None:
    verbs, kinds = set(), set()
    for path in ROOT.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and _name(call.func) in ("note", "seen") and len(call.args) >= 3:
                verbs |= _texts(call.args[1])
                kinds |= _texts(call.args[2])
    assert {"enter", "correct", "view", "suspend"} <= verbs
    assert verbs - set(words.verbs()) == set()
    assert kinds - set(words.kinds()) == set()


def _name(called: ast.expr) -> str:
    return str(getattr(called, "id", "") or getattr(called, "attr", ""))


def _texts(node: ast.expr) -> set[str]:
    """Return the texts that an argument may be: itself, or both ends of a choice."""
    ends = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return {str(end.value) for end in ends if isinstance(end, ast.Constant)}
