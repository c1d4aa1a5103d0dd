"""Every endpoint, download and form attachment, walked with every role of the cast: nobody reads what is not theirs.

Records of every register, owner, place and sensitivity are planted; what each person may read is worked out apart from
the code (rights.py); then every address (addresses.py) is asked by everybody, and no answer may hold other words.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.actions import add_device
from pamoja.accounts.models import KeyUse
from pamoja.accounts.remembered import forget
from pamoja.formats.sheet.plan import XLSX
from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.lake.refresh import refresh
from pamoja.openrosa.lists import LISTS
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.walls.addresses import ADDRESSES, CHANGING, OPEN, Ground, names
from tests.walls.planting import CLOSED_ANSWERS, WORD, Garden, Planted
from tests.walls.rights import EXPORTERS, open_words, reads_closed_answer, sees


@pytest.fixture
def planted(cast: Cast) -> Iterator[list[Planted]]:
    """Plant the records, and count them in the lake."""
    forget()
    publish_forms(By(None, "command"))
    forms = {form.form_id: form for form in FormVersion.objects.filter(current=True)}
    found = Garden(cast, forms, Path(settings.MEDIA_ROOT)).plant_all()
    refresh()
    yield found
    forget()


def body_of(answer: Any) -> bytes:
    """Return all bytes of an answer, downloads too; of a workbook what it holds, unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    if answer.headers.get("Content-Type") != XLSX:
        return body
    with ZipFile(BytesIO(body)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def test_every_endpoint_is_in_the_walk() -> None:
    assert set(names()) == set(ADDRESSES)


def test_everybody_reads_what_is_theirs_and_nothing_else(cast: Cast, planted: list[Planted], client: Client) -> None:
    page_of = {reverse("register_record", args=[one.register, one.record.pk]): one for one in planted}
    for turn, (name, person) in enumerate(cast.everybody().items()):
        mine = open_words(name, person, planted)
        for address, answer in _walk(client, person, planted, turn):
            body = body_of(answer)
            assert answer.status_code < 500, (name, address)
            leaked = set(WORD.findall(body)) - mine
            assert not leaked, f"{name} reads {sorted(leaked)} at {address}"
            if address in page_of:
                one = page_of[address]
                assert (answer.status_code == 200) == (one.word in body) == sees(name, person, one), (name, one)
                assert (one.closed_word in body) == (one.register in CLOSED_ANSWERS and one.closed_word in mine)


def _walk(client: Client, person: Any, planted: list[Planted], turn: int) -> Iterator[tuple[str, Any]]:
    device, key = add_device(By(None, "command"), person, "Téléphone")
    ground = Ground(planted, person, device, key, turn)
    by_program(client, person)
    client.force_login(person)
    for requests in ADDRESSES.values():
        for address in requests(ground):
            yield address, client.get(address, follow=True)


def by_program(client: Client, person: Any) -> None:
    """Let a client carry the key of a program of this person too: the pages leave it aside."""
    _program, secret = add_device(By(None, "command"), person, "Tableur", KeyUse.PROGRAM)
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"


def test_lists_downloads_and_phone_lists_hold_exactly_what_is_theirs(
    cast: Cast, planted: list[Planted], client: Client
) -> None:
    named = {one.word for one in planted if one.word.decode() in str(one.record)}
    words_of = {name: {one.word for one in planted if one.register == name} for name in REGISTERS}
    for name, person in cast.everybody().items():
        client.force_login(person)
        by_program(client, person)
        _device, key = add_device(By(None, "command"), person, "Téléphone")
        for register in REGISTERS:
            mine = {one.word for one in planted if one.register == register and sees(name, person, one)}
            if name in EXPORTERS:
                for download in ("register_csv", "excel_records", "api_records"):
                    table = body_of(client.get(reverse(download, args=[register]), {"size": "1000"}))
                    told = {word for word in WORD.findall(table) if word in words_of[register]}
                    assert told == mine, (name, download, register)
            page = client.get(reverse("register_list", args=[register]))
            assert page.context["total"] == len(mine), (name, register)
            for form in FormVersion.objects.filter(current=True):
                if f"{register}.csv" in form.media and f"{register}.csv" in LISTS:
                    address = reverse("openrosa_key_media", args=[key, form.form_id, f"{register}.csv"])
                    answer = client.get(address)
                    if answer.status_code == 200:
                        assert set(WORD.findall(body_of(answer))) == mine & named, (name, address)


def test_the_search_finds_exactly_what_is_theirs(cast: Cast, planted: list[Planted], client: Client) -> None:
    for name, person in cast.everybody().items():
        client.force_login(person)
        seen = [one for one in planted if sees(name, person, one)]
        by_word = [one for one in seen if _says(one, one.word)]
        by_closed = [one for one in seen if reads_closed_answer(name, person, one) and _says(one, one.closed_word)]
        for beginning, mine in (("zq0", by_word), ("zr0", by_closed)):
            page = client.get(reverse("search"), {"q": beginning})
            counted = {group["code"]: group["count"] for group in page.context["groups"]}
            assert counted == Counter(one.register for one in mine), (name, beginning)
        hidden = [one for one in planted if not sees(name, person, one)]
        for one in hidden[:: max(1, len(hidden) // 4)]:
            for sought in (one.word.decode(), one.closed_word.decode(), one.record.code):
                assert client.get(reverse("search"), {"q": sought}).context["count"] == 0, (name, one)


def _says(one: Planted, word: bytes) -> bool:
    names = [name for name in REGISTERS[one.register].search.split() if name != "code"]
    return any(word.decode() in getattr(one.record, name) for name in names)


def test_what_is_not_theirs_is_changed_by_nobody(cast: Cast, planted: list[Planted], client: Client) -> None:
    sample = [one for one in planted if one.register in ("dialogue", "followup")]
    for name, person in cast.everybody().items():
        client.force_login(person)
        for one in sample:
            if not sees(name, person, one):
                edit = reverse("register_edit", args=[one.register, one.record.pk])
                assert client.post(edit, {"reason": "x"}).status_code in (403, 404), (name, one)
            if person.organisation_id != one.owner and name not in ("consortium_me", "coordinator", "administrator"):
                for address in CHANGING:
                    answer = client.post(reverse(address, args=[one.submission.pk]), {"reason": "x"})
                    assert answer.status_code in (403, 404), (name, address)


def test_a_stranger_is_asked_to_sign_in_everywhere(cast: Cast, planted: list[Planted], client: Client) -> None:
    device, key = add_device(By(None, "command"), cast.field_agent, "Téléphone")
    for name, requests in ADDRESSES.items():
        for address in requests(Ground(planted, cast.field_agent, device, key.swapcase())):
            answer = client.get(address, follow=True)
            assert not WORD.search(body_of(answer)), address
            if name not in OPEN:
                led = answer.redirect_chain and answer.redirect_chain[-1][0].startswith(reverse("account_login"))
                assert led or answer.status_code in (401, 405), (address, answer.status_code)
