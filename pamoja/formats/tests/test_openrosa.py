"""The documents of the OpenRosa protocol, and the code that configures Collect."""

from lxml import etree

from pamoja.formats.collect_settings import qr_svg, qr_text, read_qr_text, settings
from pamoja.formats.openrosa import ListedForm, MediaFile, form_list, manifest, md5, openrosa_response


def parts(element: etree._Element) -> dict[str, str | None]:
    return {etree.QName(part).localname: part.text for part in element}


def test_a_form_list_names_what_a_phone_needs_to_fetch_a_form() -> None:
    root = etree.fromstring(form_list([ListedForm("a", "Pêche & élevage", "1", md5(b"x"), "http://h/a", "http://h/m")]))
    assert root.tag == "{http://openrosa.org/xforms/xformsList}xforms"
    assert parts(root[0]) == {
        "formID": "a", "name": "Pêche & élevage", "version": "1", "hash": "md5:9dd4e461268c8034f5c8564e155c67a6",
        "downloadUrl": "http://h/a", "manifestUrl": "http://h/m",
    }  # fmt: skip


def test_a_form_without_lists_has_no_manifest() -> None:
    root = etree.fromstring(form_list([ListedForm("a", "A", "1", "md5:", "http://h/a")]))
    assert "manifestUrl" not in parts(root[0])


def test_a_manifest_names_files_with_their_digests() -> None:
    root = etree.fromstring(manifest([MediaFile("places.csv", "md5:1", "http://h/p")]))
    assert root.tag == "{http://openrosa.org/xforms/xformsManifest}manifest"
    assert parts(root[0]) == {"filename": "places.csv", "hash": "md5:1", "downloadUrl": "http://h/p"}


def test_a_message_holds_any_text() -> None:
    root = etree.fromstring(openrosa_response("Reçu <b> & \x00\ud800 merci", "submit_success"))
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    assert (root[0].get("nature"), root[0].text) == ("submit_success", "Reçu <b> &  merci")


def test_the_code_of_a_phone_can_be_read_back_and_holds_both_needed_keys() -> None:
    found = settings("https://pamoja.example/key/abc", "Pamoja", "fr")
    assert read_qr_text(qr_text(found)) == found
    assert found["general"]["server_url"] == "https://pamoja.example/key/abc"
    assert found["general"]["form_update_mode"] == "match_exactly"
    assert {"general", "admin"} <= set(found)


def test_the_code_is_drawn_without_styles_or_scripts() -> None:
    svg = qr_svg(qr_text(settings("https://pamoja.example/key/" + "k" * 43, "Pamoja", "fr")), "Code")
    root = etree.fromstring(svg)
    assert root.get("viewBox")
    assert "style" not in svg
    assert "script" not in svg
