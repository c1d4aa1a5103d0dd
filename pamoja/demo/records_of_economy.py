"""The local economy of the story: savings groups, works, markets, cooperatives and grants."""

from collections.abc import Callable, Iterator
from random import Random

from pamoja.demo.content.livelihoods import planned_cooperatives, planned_markets, planned_works
from pamoja.demo.entries import Entry, Window
from pamoja.demo.records_of_grants import awards, cooperative_entries, grant_entries
from pamoja.demo.records_of_savings import savings_entries
from pamoja.demo.records_of_works import market_entries, works_entries
from pamoja.demo.saving import circles


def economy_entries(window: Window, chance: Callable[[str], Random]) -> Iterator[Entry]:
    """Yield everything that the story tells of the local economy; `chance` gives each part a chance of its own."""
    groups = circles(window, chance("savings groups"))
    for circle in groups:
        yield from savings_entries(circle, window, chance(circle.key))
    works = [entry for plan in planned_works() for entry in works_entries(plan, window, chance(f"works {plan.key}"))]
    yield from works
    told = {entry.key for entry in works if entry.register == "works"}
    for market in planned_markets():
        yield from market_entries(market, told, window)
    for cooperative in planned_cooperatives():
        yield from cooperative_entries(cooperative, window, chance(cooperative.key))
    for award in awards(groups, window, chance("grants")):
        yield from grant_entries(award, window, chance(award.key))
