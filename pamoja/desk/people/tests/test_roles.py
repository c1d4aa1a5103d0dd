"""The page of roles says what the table of roles says, to everybody who is signed in."""

from html import escape

from django.conf import settings
from django.test import Client

from pamoja.accounts.rights import ROLES, VERBS
from tests.cast import Cast


def test_everybody_signed_in_reads_the_roles_in_each_language(cast: Cast) -> None:
    for person in cast.everybody().values():
        client = Client()
        client.force_login(person)
        assert client.get("/people/roles").status_code == 200
    for code in ("fr", "en", "sw"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        page = client.get("/people/roles").content.decode()
        for label in [*(role.label for role in ROLES.values()), *(verb.label for verb in VERBS.values())]:
            assert escape(label[code]) in page or escape(label[code]).replace("&#x27;", "&#39;") in page
    assert Client().get("/people/roles").status_code == 302
