"""Whatever is wrong with a submission: a clear sentence, nothing half-written, and a copy for administrators."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from pamoja.intake.models import Attachment, Rejected, Submission
from pamoja.intake.rejected import KEPT_BYTES, KEPT_PER_HOUR, LARGEST
from pamoja.kit.keyring import unseal
from pamoja.openrosa.tests.posting import BOUNDARY, Phone, form_part, instance, multipart, photo

pytestmark = pytest.mark.django_db(transaction=True)

ATTACKS = Path(__file__).resolve().parents[4] / "shared/fixtures/security/defusedxml/xmltestdata"

BAD_FORMS = [
    (b"", "intake.empty"),
    (b"   ", "intake.empty"),
    (b"not xml at all", "intake.not_xml"),
    (instance()[:-4], "intake.not_xml"),
    (b"\x00\x01\x02", "intake.not_xml"),
    (instance(inside="<a>&nothing;</a>"), "intake.not_xml"),
    (b"<!DOCTYPE data [<!ENTITY a 'b'>]>" + instance().partition(b"?>")[2], "intake.dtd"),
    (b"<!DOCTYPE data SYSTEM 'file:///etc/passwd'>" + instance().partition(b"?>")[2], "intake.dtd"),
    (instance(inside="<a>réunion</a>").decode().encode("latin-1"), "intake.not_utf8"),
    (instance().decode().encode("utf-16"), "intake.not_utf8"),
    (b'<data id="session" version="1"/>', "intake.no_identity"),
    (instance("uuid:" + "9" * 200), "intake.no_identity"),
    (instance(form="groceries"), "intake.unknown_form"),
    (instance(form="f" * 5000), "intake.unknown_form"),
    (instance(inside="<a>" + "x" * 5_000_001 + "</a>"), "intake.too_large"),
]

STATUS = {"intake.unknown_form": 404, "intake.too_large": 413}


@pytest.mark.parametrize(("xml", "code"), BAD_FORMS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_bad_form_is_refused_with_a_sentence_and_kept_apart(phone: Phone, xml: bytes, code: str) -> None:
    answer = phone.submit(xml, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status == STATUS.get(code, 400)
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    kept = Rejected.objects.get()
    assert kept.code == code
    assert kept.sentence
    assert answer.message
    assert xml.startswith(unseal("rejected", kept.sealed)) or code == "intake.too_large"
    assert len(unseal("rejected", kept.sealed)) <= KEPT_BYTES
    assert not Submission.objects.exists()


@pytest.mark.skipif(not ATTACKS.exists(), reason="the collection of attacks is not beside this checkout")
@pytest.mark.parametrize("name", ["cyclic", "dtd", "external", "external_file", "quadratic", "xmlbomb", "xmlbomb2"])
def test_known_attacks_are_refused(phone: Phone, name: str) -> None:
    answer = phone.submit((ATTACKS / f"{name}.xml").read_bytes())
    assert answer.status == 400
    assert Rejected.objects.get().code == "intake.dtd"


@pytest.mark.parametrize(
    ("body", "environ", "code"),
    [
        (b"", {}, "intake.not_multipart"),
        (b"abc", {"CONTENT_TYPE": "text/xml"}, "intake.not_multipart"),
        (b"abc", {"CONTENT_TYPE": ""}, "intake.not_multipart"),
        (multipart([form_part(instance())])[:-20], {}, "intake.not_multipart"),
        (
            multipart([form_part(instance())]),
            {"CONTENT_TYPE": "multipart/form-data; boundary=other"},
            "intake.not_multipart",
        ),
        (multipart([]), {}, "intake.no_form_part"),
        (multipart([photo("a.jpg", b"x")]), {}, "intake.no_form_part"),
        (multipart([form_part(instance())] * 2), {}, "intake.two_forms"),
        (multipart([photo(f"{n}.jpg", b"") for n in range(300)]), {}, "intake.not_multipart"),
    ],
)
def test_a_bad_body_is_refused(phone: Phone, body: bytes, environ: dict[str, Any], code: str) -> None:
    answer = phone.post(body, **environ)
    assert answer.status == 400
    assert answer.message
    assert Rejected.objects.get().code == code
    assert_nothing_was_kept()


@pytest.mark.parametrize("announced", [settings.MAX_SUBMISSION_BYTES + 1, 10**15])
def test_more_than_the_limit_is_refused(phone: Phone, announced: int) -> None:
    stream = io.BytesIO(b"x" * (settings.MAX_SUBMISSION_BYTES + 1))
    answer = phone.post(b"", **{"CONTENT_LENGTH": str(announced), "wsgi.input": stream})
    assert answer.status == 413
    assert Rejected.objects.get().size == min(announced, LARGEST)
    assert len(unseal("rejected", Rejected.objects.get().sealed)) == KEPT_BYTES


def test_more_than_the_limit_of_unannounced_length_is_refused(phone: Phone) -> None:
    body = multipart([form_part(instance()), photo("a.jpg", b"x" * (settings.MAX_SUBMISSION_BYTES + 1))])
    answer = phone.post(body, CONTENT_LENGTH="")
    assert answer.status == 413
    assert_nothing_was_kept()


def test_a_connection_that_breaks_leaves_nothing(phone: Phone) -> None:
    body = multipart([photo("a.jpg", b"x" * 300_000), form_part(instance())])
    answer = phone.post(body, **{"wsgi.input": io.BytesIO(body[:-100])})
    assert answer.status == 400
    assert not Rejected.objects.exists()
    assert_nothing_was_kept()


def test_the_same_bad_form_sent_again_is_kept_once(phone: Phone) -> None:
    for _time in range(3):
        assert phone.submit(b"damaged").status == 400
    assert Rejected.objects.count() == 1


def test_one_person_cannot_fill_the_disk_with_bad_forms(phone: Phone) -> None:
    for number in range(KEPT_PER_HOUR + 5):
        assert phone.submit(b"damaged %d" % number).status == 400
    assert Rejected.objects.count() == KEPT_PER_HOUR


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<a/>",
        "<a>" + "x" * 4_000_000 + "</a>",
        "<a>" + "é\t\n" * 1000 + "</a>",
        "<b/>" * 100_000,
        "<a>&#x1F600;</a>",
    ],
)
def test_empty_and_huge_fields_of_a_known_form_are_kept(phone: Phone, inside: str) -> None:
    xml = instance(inside=inside)
    assert phone.submit(xml).status == 201
    assert unseal("intake", Submission.objects.get().sealed) == xml


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_get_an_openrosa_answer(phone: Phone, data: bytes, framed: bool) -> None:
    body = multipart([form_part(data)]) if framed else f"--{BOUNDARY}\r\n".encode() + data
    answer = phone.post(body)
    assert answer.status in (400, 404)
    assert answer.message


def assert_nothing_was_kept() -> None:
    media = Path(settings.MEDIA_ROOT)
    assert not Submission.objects.exists()
    assert not Attachment.objects.exists()
    assert not media.exists() or list(media.iterdir()) == []
