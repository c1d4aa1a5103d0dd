"""Submissions are read by exact paths, whatever the client's namespaces, and say what they hold besides."""

import json

import pytest
from lxml import etree

from pamoja.formats.questions import Choice, Form, Question, Repeat, Section
from pamoja.formats.xform import MalformedSubmission, make_xform, read_submission, reading, unknown_nodes

SAID = {"fr": "a", "sw": "b", "en": "c"}
NONE = {"fr": "", "sw": "", "en": ""}


def question(name: str, kind: str = "text", **more: object) -> Question:
    return Question(name, kind, SAID, NONE, **more)  # type: ignore[arg-type]


FORM = Form(
    "visit",
    SAID,
    (
        Section("outcome", SAID, (question("outcome"), question("themes", "many", choices=(Choice("land", SAID),)))),
        Section("where", SAID, (question("place", "place"), question("places", "places"), question("photo", "file"))),
    ),
    (Repeat("rows", SAID, (question("outcome"), question("people", "integer"))),),
)
TWICE = "<outcome><outcome>a</outcome></outcome>"
HOW = json.loads(json.dumps(reading(FORM)))


def read(xml: str) -> dict[str, object]:
    return read_submission(HOW, etree.fromstring(xml))


def test_answers_come_as_texts_lists_of_codes_and_rows() -> None:
    assert read(
        "<data><outcome><outcome> signed </outcome><themes>land water</themes></outcome>"
        "<where><place_1>CD61</place_1><place>CD61</place><photo>a.jpg</photo></where>"
        "<rows><outcome>x</outcome><people>3</people></rows><rows><people>4</people></rows></data>"
    ) == {
        "outcome": "signed",
        "themes": ["land", "water"],
        "place": "CD61",
        "photo": "a.jpg",
        "rows": [{"outcome": "x", "people": "3"}, {"people": "4"}],
    }


def test_what_was_not_asked_is_absent_and_no_other_node_takes_its_place() -> None:
    assert read("<data><rows><outcome>x</outcome></rows></data>") == {"rows": [{"outcome": "x"}]}


def test_blank_answers_and_blank_rows_are_left_out() -> None:
    assert read("<data><outcome><outcome/></outcome><rows><people> </people></rows><rows/></data>") == {}


def test_namespaces_comments_and_templates_do_not_matter() -> None:
    assert read(
        '<v:data xmlns:v="urn:visit" xmlns="urn:other" xmlns:jr="http://openrosa.org/javarosa"><!-- by a client -->'
        "<v:outcome><outcome>si<!-- here -->gned</outcome></v:outcome>"
        '<rows jr:template=""><people>9</people></rows></v:data>'
    ) == {"outcome": "signed"}


def test_nodes_that_the_version_does_not_know_are_named() -> None:
    root = etree.fromstring(
        "<data><meta><instanceID>uuid:1</instanceID></meta><outcome><old>x</old><empty/></outcome><where><place_1>CD61"
        "</place_1></where><rows><extra>1</extra></rows><rows><extra>2</extra></rows><more>y</more></data>"
    )
    assert unknown_nodes(HOW, root) == ["outcome/old", "rows/extra", "more"]
    assert read_submission(HOW, root) == {}


@pytest.mark.parametrize(
    ("xml", "code", "path"),
    [
        ("<data><outcome><outcome>a</outcome><outcome>b</outcome></outcome></data>", "twice", "outcome/outcome"),
        (f"<data>{TWICE}{TWICE}</data>", "twice", "outcome/outcome"),
        ("<data><outcome><outcome><b>a</b></outcome></outcome></data>", "nested", "outcome/outcome"),
        ("<data><rows><people><b>1</b></people></rows></data>", "nested", "rows/people"),
        ("<data><outcome>text</outcome></data>", "text", "outcome"),
    ],
)  # fmt: skip
def test_a_submission_without_the_shape_of_its_form_is_malformed(xml: str, code: str, path: str) -> None:
    with pytest.raises(MalformedSubmission) as caught:
        read(xml)
    assert (caught.value.code, caught.value.path) == (code, path)


def test_a_default_stands_in_the_form_before_an_answer_is_given() -> None:
    asked = question("care", "one", choices=(Choice("internal", SAID),), default="internal")
    made = make_xform(Form("visit", SAID, (Section("all", SAID, (asked,)),)))
    assert "<care>internal</care>" in made.xml


def test_a_section_and_a_question_may_share_a_name_and_several_places_are_left_to_the_page() -> None:
    made = make_xform(FORM)
    assert "/data/outcome/outcome" in made.xml
    assert "/data/where/places" not in made.xml
    assert made.media == ("places.csv",)
