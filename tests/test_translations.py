"""Every sentence of the program is said in French and Swahili too."""

from pathlib import Path

import allauth
import django
from babel.messages.mofile import read_mo

from pamoja.kit import borrowed
from tools import messages


def test_every_message_is_translated_with_its_placeholders() -> None:
    assert "\n".join(messages.faults()) == ""


def test_borrowed_sentences_are_said_by_django_or_allauth_in_these_words() -> None:
    theirs: set[str] = set()
    for package, folder in ((django, "conf"), (django, "contrib/auth"), (allauth, "")):
        with (Path(package.__file__).parent / folder / "locale/fr/LC_MESSAGES/django.mo").open("rb") as file:
            theirs |= {message.id if isinstance(message.id, str) else message.id[0] for message in read_mo(file)}
    ours = {str(words) for words in borrowed.SIGN_IN + borrowed.FORMS + borrowed.PASSWORDS if isinstance(words, str)}
    assert ours - theirs == set()
