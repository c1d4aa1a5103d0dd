"""What `pamoja check --deploy` looks at before an instance serves real work: one point, one function.

Each yields sentences that say what is wrong, where, and what to do; none found, the point is well.
"""

from collections.abc import Callable, Iterator

from django.db import DatabaseError
from django.utils.translation import gettext as _

from pamoja.config.deployment import address, machine, people, stores
from pamoja.kit.problems import Problem

Point = Callable[[], Iterator[str]]

POINTS: dict[str, Point] = {
    "address": address.address,
    "hosts": address.hosts,
    "debugging": address.debugging,
    "settings": address.shipped_settings,
    "sign-in elsewhere": people.sign_in_elsewhere,
    "home": machine.home,
    "web root": machine.web_root,
    "keys": machine.keys,
    "backups": stores.backups,
    "database": stores.database,
    "disk": machine.disk,
    "clock": machine.clock,
    "demonstration": people.demonstration,
    "administrators": people.administrators,
    "passwords": people.passwords,
}


def faults_of(name: str) -> list[str]:
    """Return what is wrong with one point; that it cannot be looked at is a fault too."""
    try:
        return list(POINTS[name]())
    except DatabaseError as error:
        return [_("The database does not answer, or waits for: pamoja migrate (%(reason)s)") % {"reason": error}]
    except (OSError, ValueError, Problem) as error:
        return [_("This point cannot be looked at: %(reason)s") % {"reason": error}]
