"""A submission as its page shows it: its answers as received, its facts, what was done with it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import AppKey, User
from pamoja.desk.files.shown import shown_files
from pamoja.desk.inbox import words
from pamoja.desk.inbox.listing import sender
from pamoja.desk.registers.history import READINGS
from pamoja.desk.registers.showing import record_url
from pamoja.desk.templatetags.pamoja import date_long, language
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.formats.questions import Label
from pamoja.intake.models import Attachment, Submission
from pamoja.intake.reading import ShownAnswer
from pamoja.kit.audit import history
from pamoja.kit.models import AuditLine
from pamoja.places.models import Place
from pamoja.registry.registers import REGISTERS

Shown = Sequence[ShownAnswer | list[ShownAnswer]]


def in_words(label: Label) -> str:
    """Return a text of a form in the language of the page."""
    return label.get(language()) or label["fr"]


def entry(submission: Submission, files: Sequence[Value]) -> dict[str, Any]:
    """Return the head of a submission and its facts."""
    title = words.titles(language()).get(submission.form_id, submission.form_id)
    device = AppKey.objects.filter(pk=submission.device).first() if submission.device else None
    facts = [
        Fact(_("Form"), Value(text=title, note=submission.form_id)),
        Fact(_("Version"), Value(text=submission.version) if submission.version else missing("—")),
        Fact(_("Sent by"), sender(submission)),
        Fact(_("Phone"), Value(text=device.label) if device else missing(_("without a key of its own"))),
        Fact(_("Identity"), Value(text=submission.instance_id)),
        Fact(_("Bytes"), Value("number", submission.size)),
        *(Fact(_("File"), one) for one in files),
    ]
    if submission.processed_at:
        facts.append(Fact(_("Last processed"), Value("moment", submission.processed_at)))
    return {
        "title": _("%(form)s, %(day)s") % {"form": title, "day": date_long(submission.received_at)},
        "code": submission.instance_id,
        "state": words.shape(submission),
        "state_word": submission.get_state_display(),
        "received_at": submission.received_at,
        "facts": facts,
    }


def files_of(submission: Submission, person: User, levels: Sequence[str]) -> list[Value]:
    """Return the files that came with a submission; they open for those who may read its answers."""
    found = Attachment.objects.filter(submission_instance=submission.instance_id).order_by("name")
    if not levels:
        return [Value("sealed", _("sealed")) for _one in found]
    return [Value("files", files=[one]) for one in shown_files(person, "attachment", found)]


def made_of(submission: Submission, person: User) -> dict[str, Any] | None:
    """Return the record that a submission became, when the reader may see it."""
    register = REGISTERS.get(submission.register)
    if register is None or submission.record is None:
        return None
    record = register.objects.visible_to(person).filter(pk=submission.record).first()
    return {"url": record_url(record), "code": record.code, "title": str(record)} if record else None


def groups(shown: Shown, person: User) -> list[dict[str, Any]]:
    """Return the answers as received: a list of facts, then a table for the rows of each repeat."""
    places = Place.objects.named().in_bulk(_codes(shown))
    single = [one for one in shown if isinstance(one, ShownAnswer)]
    found: list[dict[str, Any]] = []
    if single:
        found.append({"facts": [Fact(in_words(one.question.label), _value(one, places, person)) for one in single]})
    rows = [one for one in shown if isinstance(one, list) and one]
    for _names, alike in groupby(rows, key=lambda row: frozenset(one.name for one in row)):
        found.append(_table(list(alike), places, person))
    return found


def _table(rows: list[list[ShownAnswer]], places: dict[str, Place], person: User) -> dict[str, Any]:
    return {
        "columns": [Column(in_words(one.question.label), _column(one)) for one in rows[0]],
        "rows": [Row([_value(one, places, person) for one in row]) for row in rows],
    }


def _column(answer: ShownAnswer) -> str:
    return "number" if answer.question.kind in ("integer", "decimal") else "text"


def _codes(shown: Shown) -> set[str]:
    flat = [one for part in shown for one in (part if isinstance(part, list) else [part])]
    return {code for one in flat if one.question.kind in ("place", "places") for code in _texts(one)}


def _texts(answer: ShownAnswer) -> list[str]:
    if answer.value is None:
        return []
    return [answer.value] if isinstance(answer.value, str) else list(answer.value)


def _value(answer: ShownAnswer, places: dict[str, Place], person: User) -> Value:
    kind, texts = answer.question.kind, _texts(answer)
    if answer.value is None:
        return Value("sealed", _("sealed"))
    if kind in ("place", "places"):
        known = [(code, places.get(code)) for code in texts]
        return Value("links", items=[_place(code, place) for code, place in known])
    if kind == "record":
        return _record(answer.question.register, texts[0], person)
    if kind in ("one", "many"):
        names = {choice.name: in_words(choice.label) for choice in answer.question.choices}
        return Value(text=", ".join(names.get(code, code) for code in texts))
    return _plain(kind, ", ".join(texts))


def _place(code: str, place: Place | None) -> tuple[str, str]:
    return (reverse("place", args=[code]), place.label) if place else ("", code)


def _record(register: str, text: str, person: User) -> Value:
    found = readable_record(register, text, person)
    return Value(text=str(found), url=record_url(found), note=found.code) if found else Value(text=text)


def readable_record(register: str, text: str, person: User) -> Any:
    """Return the record that an answer names by id or code, when the person may see it."""
    field = REGISTERS[register]
    visible = field.objects.visible_to(person)
    coded = visible.filter(code__iexact=text).first()
    return coded or next((record for record in visible.filter(pk__in=_ids(text))), None)


def _ids(text: str) -> list[str]:
    bare = text.removeprefix("uuid:").replace("-", "")
    return [bare] if len(bare) == 32 and all(letter in "0123456789abcdefABCDEF" for letter in bare) else []


def _plain(kind: str, text: str) -> Value:
    if kind == "date":
        try:
            return Value("date", date.fromisoformat(text[:10]))
        except ValueError:
            return Value(text=text)
    if kind == "integer" and text.isdecimal() and len(text) < 16:
        return Value("number", int(text))
    return Value("file" if kind == "file" else "text", text)


def history_of(submission: Submission) -> list[dict[str, Any]]:
    """Return what people did with a submission, newest first (parts/history.html)."""
    lines = list(history("submission", submission.pk).exclude(verb__in=READINGS).order_by("-id")[:200])
    people = User.objects.in_bulk([line.person for line in lines if line.person])
    return [_line(line, people) for line in lines]


def _line(line: AuditLine, people: dict[Any, User]) -> dict[str, Any]:
    did = {
        "process_again": _("Processed again."),
        "correct": _("Answers corrected; what arrived is kept."),
        "set_aside": _("Set aside."),
    }
    doors = {"desk": _("desk"), "command": _("command on the server")}
    return {
        "at": line.at,
        "who": str(people[line.person]) if line.person in people else _("the server"),
        "door": doors.get(line.door, line.door),
        "what": did.get(line.verb, line.verb),
        "reason": line.reason,
    }
