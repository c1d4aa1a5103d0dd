"""Data-quality issues, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.registers.showing import record_url
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.records.issues import issues_of, may_assign, may_explain, named, told
from pamoja.records.models import Issue, IssueState, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

SHAPES = {IssueState.OPEN: "waiting", IssueState.EXPLAINED: "received", IssueState.FIXED: "kept"}


def state(issue: Issue) -> Value:
    """Return the state of an issue with its shape."""
    return Value("state", issue.get_state_display(), state=SHAPES[IssueState(issue.state)])


def columns() -> list[Column]:
    """Return the headings of the list."""
    return [
        Column(_("What is unusual")),
        Column(_("Record")),
        Column(_("State"), "state"),
        Column(_("Due"), "date"),
        Column(_("Organisation")),
        Column(_("Looked after by")),
    ]


def rows(issues: Iterable[Issue], person: User, today: date) -> list[Row]:
    """Return the lines of issues that a person sees: a query for each register among them."""
    issues, reader = list(issues), Reader(person)
    wanted: defaultdict[str, set[Any]] = defaultdict(set)
    for issue in issues:
        wanted[issue.register].add(issue.record)
    records: dict[Any, Record] = {}
    for name, ids in wanted.items():
        records |= REGISTERS[name].objects.visible_to(person).select_related("place__parent").in_bulk(list(ids))
    return [_row(issue, records[issue.record], reader, today) for issue in issues if issue.record in records]


def _row(issue: Issue, record: Record, reader: Reader, today: date) -> Row:
    register = REGISTERS[issue.register]
    sentence = told(issue, register, record, reader)
    return Row(
        [
            Value(text=sentence, url=reverse("quality_issue", args=[issue.pk]), first=True),
            Value("link", record.code, url=record_url(record), note=f"{register.label} · {record.place.label}"),
            state(issue),
            due(issue, today),
            Value(text=str(issue.owner)),
            who(issue),
        ]
    )


def due(issue: Issue, today: date) -> Value:
    """Return the day on which an issue is due, and how late it is."""
    late = (today - issue.due_on).days if issue.state == IssueState.OPEN else 0
    return Value("date", issue.due_on, late=max(late, 0))


def who(issue: Issue) -> Value:
    """Return who looks after an issue."""
    return Value(text=str(issue.person)) if issue.person else missing(_("nobody in particular"))


def facts(issue: Issue, record: Record, person: User, today: date) -> list[Fact]:
    """Return what is known of an issue, on its page."""
    register = REGISTERS[issue.register]
    question = issue.where.partition("[")[0]
    found = [
        Fact(_("Rule"), Value(text=named(issue.rule))),
        Fact(_("Record"), Value("link", record.code, url=record_url(record), note=str(register.label))),
        Fact(_("Question"), Value(text=register.label_of(question)) if question else missing(_("the whole record"))),
        Fact(_("State"), state(issue)),
        Fact(_("Seen on"), Value("date", issue.seen_on)),
        Fact(_("Due"), due(issue, today)),
        Fact(_("Organisation"), Value(text=str(issue.owner))),
        Fact(_("Looked after by"), who(issue)),
    ]
    if issue.explanation:
        note = f"{issue.explained_by or ''} · {issue.explained_at:%d/%m/%Y}"
        found.append(Fact(_("Explanation"), Value(text=issue.explanation, note=note)))
    if issue.fixed_on:
        found.append(Fact(_("Fixed on"), Value("date", issue.fixed_on)))
    return [*found, *_other(issue, register, person)]


def _other(issue: Issue, register: Register, person: User) -> list[Fact]:
    """Return the record that an issue holds another against, to who sees it too."""
    other = (
        register.objects.visible_to(person).filter(pk=issue.data["other"]).first() if "other" in issue.data else None
    )
    return [Fact(_("The other record"), Value("link", other.code, url=record_url(other)))] if other else []


def issues_on(register: Register, record: Record, reader: Reader, today: date) -> list[dict[str, Any]]:
    """Return what is unusual in a record, for its page (parts/issues.html)."""
    return [
        {
            "text": told(issue, register, record, reader),
            "explained": issue.explanation if issue.state == IssueState.EXPLAINED else "",
            "due_on": issue.due_on,
            "late": issue.due_on < today,
            "url": reverse("quality_issue", args=[issue.pk]),
            "action": _("Explain it") if _may_act(issue, record, reader.person) else _("More"),
        }
        for issue in issues_of(record)
    ]


def _may_act(issue: Issue, record: Record, person: User) -> bool:
    return issue.state == IssueState.OPEN and (may_explain(person, record) or may_assign(person, record))


def waiting_for(person: User, today: date) -> list[dict[str, Any]]:
    """Return the issues that wait for a person, as the home page groups them: their own, and those overdue.

    Who corrects the records of others is told of every organisation's. It takes one query.
    """
    of_all = can(person, "correct.others")
    corrects = any(can(person, f"{name}.correct") for name, one in REGISTERS.items() if one.warnings)
    of_those = Q(state=IssueState.OPEN) if of_all else Q(owner=person.organisation_id)
    own = of_those if corrects else Q(pk__in=[])
    counts = (
        Issue.objects.visible_to(person)
        .filter(own | Q(person=person.pk), state=IssueState.OPEN)
        .aggregate(
            mine=Count("pk", filter=Q(person=person.pk)),
            own=Count("pk", filter=own),
            late=Count("pk", filter=own & Q(due_on__lt=today)),
        )
    )
    asked = "" if of_all else f"owner={person.organisation_id}"
    groups = (
        ("mine", _("looked after by you"), "when=mine"),
        ("own", _("to correct or to explain"), asked),
        ("late", _("overdue"), "&".join(filter(None, ("when=late", asked)))),
    )
    items = [
        {"label": label, "count": counts[name], "url": f"{reverse('quality')}?{asked}".rstrip("?")}
        for name, label, asked in groups
        if counts[name]
    ]
    return [{"label": _("Data quality"), "items": items}] if items else []
