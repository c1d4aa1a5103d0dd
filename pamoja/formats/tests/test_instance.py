"""What a phone sends is parsed without ever following what it points to."""

import time
from pathlib import Path

import pytest

from pamoja.formats.instance import Identity, UnreadableInstance, identity, parse

ATTACKS = Path(__file__).resolve().parents[4] / "shared/fixtures/security/defusedxml/xmltestdata"

INSTANCE = b"""<?xml version='1.0' encoding="UTF-8"?>
<!-- written by a phone -->
<data xmlns:orx="http://openrosa.org/xforms" id="session" version="2026112401">
<kind>dialogue</kind><orx:meta><orx:instanceID> uuid:4a2b </orx:instanceID></orx:meta></data>"""


@pytest.mark.parametrize("data", [INSTANCE, b"\xef\xbb\xbf" + INSTANCE, b"\n" + INSTANCE.partition(b"\n")[2]])
def test_the_identity_is_read_whatever_the_prefix(data: bytes) -> None:
    assert identity(parse(data)) == Identity("session", "2026112401", "uuid:4a2b")


def test_a_root_without_id_is_known_by_its_namespace() -> None:
    root = parse(b'<data xmlns="http://example.org/f"><meta><instanceID>uuid:1</instanceID></meta></data>')
    assert identity(root) == Identity("http://example.org/f", "", "uuid:1")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"not xml", "xml"),
        (INSTANCE[:-3], "xml"),
        (b"<a>&unknown;</a>", "xml"),
        (b"<a>&#0;</a>", "xml"),
        (b"<a>\x00</a>", "xml"),
        (b"<a>" * 300 + b"</a>" * 300, "xml"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "xml"),
        (b"<a>r\xe9union</a>", "encoding"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>r\xe9union</a>", "encoding"),
        (INSTANCE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "encoding"),
        (b"<!DOCTYPE a><a/>", "dtd"),
        (b"<?xml version='1.0'?><!-- <a> --><?go?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "dtd"),
        (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'><a/>", "dtd"),
        (b"<!ENTITY a 'b'><a/>", "dtd"),
    ],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableInstance) as error:
        parse(data)
    assert error.value.why == why


@pytest.mark.parametrize(
    "data",
    [
        b"<data/>",
        b"<data id='a'/>",
        b"<data id='a'><meta/></data>",
        b"<data id='a'><meta><instanceID/></meta></data>",
        b"<data id=' '><meta><instanceID>uuid:1</instanceID></meta></data>",
        b"<data id='a'><other><instanceID>uuid:1</instanceID></other></data>",
    ],
)
def test_an_instance_without_identity_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInstance) as error:
        identity(parse(data))
    assert error.value.why == "identity"


@pytest.mark.parametrize(
    "data", [b"<?a?>" * 200_000, b"<!--" * 200_000, b"<?" * 200_000, b"<a " + b"b='c' " * 1000 + b"/>"]
)
def test_hostile_repetition_costs_little(data: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableInstance):
        parse(data)
    assert time.monotonic() - start < 1


@pytest.mark.skipif(not ATTACKS.exists(), reason="the collection of attacks is not beside this checkout")
@pytest.mark.parametrize("name", ["cyclic", "dtd", "external", "external_file", "quadratic", "xmlbomb", "xmlbomb2"])
def test_known_attacks_are_refused(name: str) -> None:
    with pytest.raises(UnreadableInstance) as error:
        parse((ATTACKS / f"{name}.xml").read_bytes())
    assert error.value.why == "dtd"
