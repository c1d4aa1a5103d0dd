"""What falls due in all registers, for one person."""

from datetime import date
from heapq import merge
from itertools import islice

from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.records.register import Due
from pamoja.registry.registers import REGISTERS


def falling_due(person: User, first: date, last: date, most: int, among: Q | None = None) -> list[Due]:
    """Return the first `most` things that fall due between two days, by day, among the records that a person sees."""
    each = [
        register.dues(register.objects.visible_to(person).filter(among or Q()), first, last)
        for register in REGISTERS.values()
        if register.dues
    ]
    return list(islice(merge(*each, key=lambda due: (due.on, due.record.code)), most))
