"""How the conflict cases of the story go: where and when each is opened, what it comes to, and what visits find."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo.calendar import share, weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.disputes import Dispute, Spread, disputes, spread
from pamoja.demo.entries import Window
from pamoja.demo.french import said, with_forms

LENGTH = 1040
"""Days of the story in which cases are opened."""
PROVINCE = 4
"""Characters of the code of a province."""
SETTLED_AFTER = (70, 230)
NEEDED = 320
"""Days before the end of the story by which a case is opened that is over in it."""
STEPS = {"contact": 9, "site_visit": 20, "opening": 34, "separate_talks": 48, "joint_talks": 66}
"""Days from the reception to each step, before chance."""


@dataclass(frozen=True)
class Mediation:
    """Hold one case of the story: its kind, its place by a dialogue, its days and how it ends."""

    key: str
    dispute: Dispute
    dialogue: Dialogue
    title: str
    opened_on: date
    steps: dict[str, date]
    outcome: str
    outcome_on: date | None

    @property
    def is_settled(self) -> bool:
        """Tell whether the case is resolved."""
        return self.outcome == "resolved"


def mediations(dialogues: tuple[Dialogue, ...], window: Window, chance: Random) -> list[Mediation]:
    """Return the cases opened within the window, in the order of their days, each as far as it went by its end."""
    plan = spread()
    opened = sorted(chance.randint(3, LENGTH) for _case in range(plan.count))
    kinds = chance.choices(disputes(), [kind.weight for kind in disputes()], k=plan.count)
    near = [one for one in dialogues if one.level in ("village", "groupement", "chefferie")] or list(dialogues)
    where = [chance.choice(near) for _case in range(plan.count)]
    endings = _endings(opened, kinds, where, plan, chance)
    found, titles = [], set[str]()
    for number, (day, kind, dialogue, ending) in enumerate(zip(opened, kinds, where, endings, strict=True), 1):
        title = _title(kind, dialogue, titles, chance)
        found.append(_case(f"case-{number:03}", kind, dialogue, title, day, ending, window, chance))
    return [one for one in found if one.opened_on <= window.last]


def _endings(opened: list[int], kinds: list[Dispute], where: list[Dialogue], plan: Spread, chance: Random) -> list[str]:
    """Share the outcomes out; of a province, and of customary power apart, as many are resolved as its source says."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, (kind, dialogue) in enumerate(zip(kinds, where, strict=True)):
        groups[kind.family or dialogue.place[:PROVINCE]].append(index)
    endings = [""] * len(opened)
    for group, members in groups.items():
        ripe = [index for index in members if opened[index] <= LENGTH - NEEDED] or members
        resolved = min(len(ripe), round(len(members) * plan.resolved[group] / 100))
        for index in chance.sample(ripe, resolved):
            endings[index] = "resolved"
    rest = [index for index, ending in enumerate(endings) if not ending]
    late = sorted(rest, key=lambda index: -opened[index])
    others = [name for name, count in share(len(rest), plan.unresolved).items() for _case in range(count)]
    for index, ending in zip(late, others, strict=True):
        endings[index] = ending
    return endings


def _title(kind: Dispute, dialogue: Dialogue, titles: set[str], chance: Random) -> str:
    """Return a title that no other case has, as long as there is one."""
    title = ""
    for _try in range(12):
        place, neighbour = chance.sample(dialogue.spots, 2)
        title = said(chance.choice(kind.titles), with_forms({"lieu": place, "voisin": neighbour}))
        if title not in titles:
            break
    titles.add(title)
    return title


def _case(
    key: str, kind: Dispute, dialogue: Dialogue, title: str, day: int, ending: str, window: Window, chance: Random
) -> Mediation:
    opened_on = weekday(window.first + timedelta(days=day))
    planned = {name: opened_on + timedelta(days=days + chance.randint(-4, 8)) for name, days in STEPS.items()}
    outcome_on = None if ending == "open" else weekday(opened_on + timedelta(days=chance.randint(*SETTLED_AFTER)))
    if outcome_on is None or outcome_on > window.last:
        steps = {name: on for name, on in planned.items() if on <= window.last}
        return Mediation(key, kind, dialogue, title, opened_on, steps, "open", None)
    steps = {name: min(on, outcome_on) for name, on in planned.items()}
    if ending != "resolved":
        steps.pop("joint_talks")
        return Mediation(key, kind, dialogue, title, opened_on, steps, ending, outcome_on)
    steps["agreement"] = outcome_on
    if (after := outcome_on + timedelta(days=14)) <= window.last:
        steps["post_mediation"] = after
    return Mediation(key, kind, dialogue, title, opened_on, steps, ending, outcome_on)
