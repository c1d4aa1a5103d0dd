"""Sealed answers between two pages of a form: what was typed is not sent back in clear, nor typed a second time."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.records.drafts import Draft
from pamoja.records.register import Register
from pamoja.records.sealed import CLEAR


def typed(request: HttpRequest, register: Register, name: str) -> Any:
    """Return a sealed answer as a page posted it: typed now, typed on the page before, or CLEAR.

    Raises Problem("seal.unreadable") when what was typed before is not as the page was given it.
    """
    if request.POST.get(f"{name}-clear"):
        return CLEAR
    now, before = request.POST.get(name, "").strip(), request.POST.get(f"{name}-typed", "")
    if now or not before:
        return now
    try:
        sealed = base64.b64decode(before, validate=True)
    except binascii.Error as error:
        raise Problem("seal.unreadable") from error
    return unseal(_purpose(request, register, name), sealed).decode()


def carried(request: HttpRequest, draft: Draft, answers: Mapping[str, Any]) -> list[SafeString]:
    """Return the hidden fields that carry answers typed before to the next page, sealed; say so by their questions."""
    found = []
    for name in draft.register.sealed:
        answer = answers.get(name)
        if not answer or answer is CLEAR:
            continue
        sealed = seal_for("", _purpose(request, draft.register, name), str(answer).encode())
        found.append(
            format_html('<input type="hidden" name="{}-typed" value="{}">', name, base64.b64encode(sealed).decode())
        )
        draft.form.fields[name].help_text = _("Kept sealed as you typed it; leave blank to keep it.")
    return found


def _purpose(request: HttpRequest, register: Register, name: str) -> str:
    return f"typed/{request.user.pk}/{register.name}/{name}"
