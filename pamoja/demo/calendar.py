"""When a dialogue process reaches its stages, and other days of the story."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from pamoja.demo.content import Dialogue
from pamoja.demo.entries import Window

DAYS_TO_STAGE = (0, 18, 40, 68, 112, 150, 200, 235, 600)
"""Days from the opening to each of the nine stages, before pace and chance."""


def stages(dialogue: Dialogue, window: Window, chance: Random) -> dict[int, date]:
    """Return the day on which each stage was reached, for the stages reached within the window."""
    opened = window.first + timedelta(days=dialogue.opened)
    reached = {}
    for stage in range(1, dialogue.reached + 1):
        drift = chance.randint(-6, 9) if stage > 1 else 0
        day = opened + timedelta(days=int(DAYS_TO_STAGE[stage - 1] * dialogue.pace) + drift)
        if day > window.last:
            break
        reached[stage] = day
    return reached


def end_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def weekday(day: date) -> date:
    """Return `day`, or the Friday before when it falls on a Sunday: nobody meets then."""
    return day - timedelta(days=2) if day.weekday() == 6 else day


def share(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share `total` out by weights, by the largest remainders; keys keep their order."""
    whole = sum(weights.values())
    shares = {key: total * weight // whole for key, weight in weights.items()}
    left = total - sum(shares.values())
    for key in sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))[:left]:
        shares[key] += 1
    return shares
