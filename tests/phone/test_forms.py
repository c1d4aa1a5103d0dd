"""Every register makes a form that a phone loads, in three languages, with every list that it needs."""

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from pamoja.accounts.models import User
from pamoja.formats.questions import Form
from pamoja.formats.xform import XForm, make_xform
from tests.cast import Cast
from tests.phone.conftest import FORMS
from tests.phone.phone import Phone, PhoneError

pytestmark = pytest.mark.phone
every_register = pytest.mark.parametrize("form", FORMS, indirect=True)


@every_register
def test_a_form_loads_with_exactly_the_lists_that_it_names(
    xform: XForm, phone: Phone, cast: Cast, lists: Callable[[User], dict[str, str]]
) -> None:
    media = lists(cast.field_agent)
    phone.open(xform.xml, {name: media[name] for name in xform.media}).close()
    for missing in xform.media:
        with pytest.raises(PhoneError):
            phone.open(xform.xml, {name: media[name] for name in xform.media if name != missing})


@every_register
def test_every_question_and_choice_is_shown_in_words_of_each_language(
    xform: XForm, phone: Phone, cast: Cast, lists: Callable[[User], dict[str, str]]
) -> None:
    opened = phone.open(xform.xml, lists(cast.field_agent))
    texts = opened.texts()
    opened.close()
    assert list(texts) == ["Français (fr)", "Kiswahili (sw)", "English (en)"]
    for language, found in texts.items():
        unasked = ("/meta", "/place", "/restitution_place", "/instanceID", "/instanceName")
        silent = [reference for reference, text in found.items() if text in (None, "", "-")]
        assert [reference for reference in silent if not reference.endswith(unasked)] == [], language


@every_register
def test_every_text_of_the_form_stands_in_three_languages(xform: XForm) -> None:
    root = etree.fromstring(xform.xml.encode())
    spoken = {
        language.get("lang"): {text.get("id"): "".join(text.itertext()).strip() for text in language}
        for language in root.iter("{*}translation")
    }
    french, swahili, english = spoken.values()
    assert french.keys() == swahili.keys() == english.keys()
    assert any(name.endswith("jr:constraintMsg") for name in french)
    assert [name for texts in spoken.values() for name, text in texts.items() if text in ("", "-")] == []


@every_register
@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_the_parser_of_collect_accepts_the_form(form: Form) -> None:
    assert make_xform(form, validate=True).xml


@every_register
def test_the_version_changes_with_the_words_and_only_then(form: Form) -> None:
    first = make_xform(form)
    assert make_xform(form) == first
    assert len(first.version) == 12
    other = replace(
        form, sections=(replace(form.sections[0], label={"fr": "a", "sw": "b", "en": "c"}), *form.sections[1:])
    )
    assert make_xform(other).version != first.version
