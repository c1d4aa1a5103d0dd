"""A phone sends a form and hears that it is kept."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from email.utils import parsedate_to_datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from pamoja.accounts.actions import revoke_device
from pamoja.accounts.models import AppKey
from pamoja.accounts.remembered import forget
from pamoja.intake import writer
from pamoja.intake.models import Rejected, Submission
from pamoja.kit.by import By
from pamoja.kit.keyring import unseal
from pamoja.kit.turns import Turn
from pamoja.openrosa.tests.posting import FORM, VERSION, Phone, form_part, instance, photo
from tests.cast import PASSWORD, Cast
from tests.keys import other_master

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_is_kept_byte_for_byte_and_sealed(phone: Phone, cast: Cast) -> None:
    xml = instance("uuid:1f0c3e34-5f3b-4b8f-9df3-1df1b29b2c59")
    assert phone.submit(xml).status == 201
    kept = Submission.objects.get()
    assert unseal("intake", kept.sealed) == xml
    assert xml not in bytes(kept.sealed)
    assert b"dialogue" not in bytes(kept.sealed)
    assert (kept.instance_id, kept.form_id, kept.version) == (
        "uuid:1f0c3e34-5f3b-4b8f-9df3-1df1b29b2c59",
        FORM,
        VERSION,
    )
    assert (kept.person, kept.device) == (cast.field_agent, AppKey.objects.get().pk)
    assert (kept.state, kept.problems, kept.size) == ("received", [], len(xml))


def test_the_rows_written_are_those_that_django_would_write(phone: Phone) -> None:
    phone.submit(instance())
    kept = Submission.objects.get()
    assert Submission.objects.filter(
        pk=kept.pk, received_at=kept.received_at, person=kept.person, device=kept.device, problems=[]
    ).exists()
    assert Submission.objects.filter(received_at__year=kept.received_at.year).exists()
    assert kept.received_at.tzinfo is not None
    kept.save()
    kept.refresh_from_db()


def test_login_and_password_open_the_door_too(phone: Phone, cast: Cast) -> None:
    by_password = Phone(login=cast.field_agent.login, password=PASSWORD)
    assert by_password.submit(instance()).status == 201
    assert Submission.objects.get().device is None


def test_head_tells_where_and_how_much(phone: Phone) -> None:
    answer = phone.request("HEAD")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == str(settings.MAX_SUBMISSION_BYTES)
    parsedate_to_datetime(answer.headers["Date"])


def test_the_answer_has_the_headers_of_openrosa(phone: Phone) -> None:
    answer = phone.submit(instance())
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == str(settings.MAX_SUBMISSION_BYTES)
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    parsedate_to_datetime(answer.headers["Date"])


def test_the_answer_is_in_the_language_of_the_person(phone: Phone, cast: Cast) -> None:
    for language in ("fr", "sw", "en"):
        cast.field_agent.language = language
        cast.field_agent.save()
        forget()
        answer = phone.submit(instance())
        assert answer.headers["Content-Language"] == language
        assert answer.message


@pytest.mark.parametrize(
    "phone_refused", [Phone(), Phone(key="wrong"), Phone(login="nobody@cast.invalid", password="x")]
)
@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_a_wrong_or_missing_key_is_401(phone: Phone, phone_refused: Phone, method: str) -> None:
    answer = phone_refused.submit(instance()) if method == "POST" else phone_refused.request("HEAD")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert not Submission.objects.exists()
    assert not Rejected.objects.exists()


def test_a_revoked_key_is_401(phone: Phone) -> None:
    revoke_device(By(None, "command"), AppKey.objects.get())
    forget()
    assert phone.submit(instance()).status == 401


def test_the_stranger_is_answered_in_the_language_that_the_phone_asks(phone: Phone) -> None:
    answer = Phone(key="wrong").submit(instance(), HTTP_ACCEPT_LANGUAGE="de, en-GB;q=0.8")
    assert answer.headers["Content-Language"] == "en"
    assert "Scan the QR code" in answer.message


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Bearer abc", "Basic " + "QQ==", "Basic w6k6/w=="])
def test_a_malformed_authorization_is_401(phone: Phone, header: str) -> None:
    assert Phone().submit(instance(), HTTP_AUTHORIZATION=header).status == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_405(phone: Phone, method: str) -> None:
    answer = phone.request(method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "HEAD, POST"


def test_an_unknown_version_of_a_known_form_is_kept(phone: Phone) -> None:
    assert phone.submit(instance(version="1999" + "9" * 300)).status == 201
    assert Submission.objects.get().version.startswith("1999")


def test_a_body_of_unannounced_length_is_read_to_its_end(phone: Phone) -> None:
    assert phone.submit(instance(), CONTENT_LENGTH="").status == 201


def test_the_same_form_again_gets_the_same_answer_and_no_second_row(phone: Phone) -> None:
    xml = instance(f"uuid:{uuid.uuid4()}")
    first, second = phone.submit(xml), phone.submit(xml)
    assert (first.status, first.body) == (second.status, second.body) == (201, first.body)
    assert Submission.objects.count() == 1
    assert not Rejected.objects.exists()


def test_other_content_under_a_known_id_is_kept_apart(phone: Phone) -> None:
    first, second = (
        instance("uuid:a", inside="<kind>dialogue</kind>"),
        instance("uuid:a", inside="<kind>meeting</kind>"),
    )
    assert [phone.submit(xml).status for xml in (first, second, second, first)] == [201] * 4
    assert unseal("intake", Submission.objects.get().sealed) == first
    apart = Rejected.objects.get()
    assert apart.code == "intake.other_content"
    assert unseal("rejected", apart.sealed) == second
    assert "uuid:a" in apart.sentence


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a SQLite file has no server that goes away")
def test_a_connection_that_the_database_cut_is_opened_again(phone: Phone) -> None:
    assert phone.submit(instance()).status == 201
    found = connection.settings_dict
    pid = connection.connection.info.backend_pid
    name, user, host, port = (found[key] for key in ("NAME", "USER", "HOST", "PORT"))
    with psycopg.connect(dbname=name, user=user, host=host, port=port or None, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (pid,))
    assert phone.submit(instance()).status == 201
    assert Submission.objects.count() == 2


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many writers")
def test_when_it_is_unknown_whether_it_was_kept_the_phone_sends_it_again(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.2)
    assert phone.submit(instance()).status == 201, "the first one makes the key that seals"
    xml = instance()
    turn = Turn(Path(connection.settings_dict["NAME"]))
    turn.take(5)
    answer = phone.submit(xml)
    turn.give_back()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert answer.message
    monkeypatch.undo()
    assert phone.submit(xml).status == 201
    assert Submission.objects.count() == 2


def test_without_its_key_the_instance_takes_nothing_and_the_phone_tries_again(phone: Phone, keys: Path) -> None:
    assert phone.submit(instance("uuid:before")).status == 201
    other_master(keys)
    for parts in ([form_part(instance("uuid:after"))], [photo("a.jpg", b"x" * 9), form_part(instance("uuid:after"))]):
        assert phone.send(*parts).status == 503
    assert [one.instance_id for one in Submission.objects.all()] == ["uuid:before"]
    assert not Rejected.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*.part")) == []


def test_a_form_without_files_costs_the_database_its_row_and_nothing_else(
    phone: Phone, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for _known in ("the phone, its form and the key of its organisation", "that key, now made"):
        assert phone.submit(instance()).status == 201
    with django_assert_num_queries(0):
        assert phone.submit(instance()).status == 201
    assert Submission.objects.count() == 3
