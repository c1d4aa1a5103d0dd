"""The method sheet of an indicator, made from its definition."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.desk.figures.wording import text
from pamoja.desk.templatetags.pamoja import date_long, number
from pamoja.desk.values import Fact, Value
from pamoja.engine.definition import AsOf, Definition, Level
from pamoja.registry.registers import REGISTERS


def method(definition: Definition) -> dict[str, list[Fact]]:
    """Return the method sheet in two columns of facts (desk/figure.html)."""
    register = REGISTERS[definition.source.register]
    source = Value("link", str(register.plural), url=reverse("register_list", args=[register.name]))
    left = [
        Fact(_("Question"), Value(text=text(definition.question))),
        Fact(_("How it is counted"), Value(text=text(definition.method))),
        Fact(_("Counted as missing"), Value(text=text(definition.missing.name))),
    ]
    right = [
        Fact(_("Source"), source),
        Fact(_("Period"), Value(text=_period(definition))),
        Fact(_("Over time"), Value(text=_over_time(definition))),
        Fact(_("Between places"), Value(text=_between_places(definition))),
        Fact(_("Base"), _level(definition.base, _("no base agreed yet"))),
        Fact(_("Target"), _level(definition.target, _("no target agreed yet"))),
        Fact(_("Definition"), Value(text=version(definition))),
    ]
    if definition.parts:
        apart = ", ".join(text(part.name) for part in definition.parts)
        left.append(Fact(_("Shown apart"), Value(text=apart)))
    return {"left": left, "right": right}


def version(definition: Definition) -> str:
    """Name the version of a definition, and say whether it is agreed."""
    words = (
        _("%(code)s, version %(version)s")
        if not definition.provisional
        else _("%(code)s, version %(version)s, provisional: still to be agreed in the consortium")
    )
    return words % {"code": definition.code, "version": definition.version}


def _period(definition: Definition) -> str:
    if isinstance(definition.period, AsOf):
        return _("as of the evening of the last day, cumulative since the start")
    return _("what happened within the period")


def _over_time(definition: Definition) -> str:
    return {
        "sum": _("periods are added"),
        "last": _("the last period counts, periods are not added"),
        "ratio": _("sum of the numerators over sum of the denominators"),
    }[definition.roll_up["time"]]


def _between_places(definition: Definition) -> str:
    return {
        "sum": _("places are added"),
        "last": _("the last period counts, periods are not added"),
        "ratio": _("sum of the numerators over sum of the denominators"),
    }[definition.roll_up["places"]]


def _level(level: Level | None, none: str) -> Value:
    if level is None:
        return Value("missing", none)
    words = _("%(value)s on %(day)s") % {"value": number(level.value), "day": date_long(level.on)}
    return Value(text=words, note=level.source)
