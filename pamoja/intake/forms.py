"""The forms that this instance publishes or published, remembered for seconds by each process."""

from threading import Lock
from time import monotonic

from pamoja.intake.models import FormVersion

FRESH = 10.0
_lock = Lock()
_known: frozenset[str] = frozenset()
_read_at = float("-inf")


def is_known(form_id: str, now: float | None = None) -> bool:
    """Tell whether any version of a form was ever published; a form not known yet is looked up at once.

    `now` is a monotonic clock in seconds.
    """
    global _known, _read_at
    now = monotonic() if now is None else now
    if form_id in _known and now - _read_at < FRESH:
        return True
    with _lock:
        _known = frozenset(FormVersion.objects.values_list("form_id", flat=True))
        _read_at = now
        return form_id in _known
