"""What the demonstration's people say of the programme, and what they are answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.complaints.clocks import categories
from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.voiced import Voice, spread, voices, words
from pamoja.demo.entries import Answers, Entry, Window
from pamoja.demo.french import said, with_forms

LENGTH = 1040
"""Days of the story in which complaints come in."""
IN_A_HUNDRED = 100
PUBLIC = ""
"""The login of who writes on the public page: nobody's."""
CONSORTIUM = "arbiter"


@dataclass(frozen=True)
class Days:
    """Hold the days of a complaint after its receipt, those that lie within the story."""

    told: date | None
    referred: date | None
    answered: date | None

    @property
    def last(self) -> date | None:
        """Return the day on which something was done last."""
        return max((day for day in (self.told, self.referred, self.answered) if day), default=None)


def complaint_entries(dialogues: tuple[Dialogue, ...], window: Window, chance: Random) -> Iterator[Entry]:
    """Yield each complaint as it came in, and as it went on."""
    plan = spread()
    days = sorted(chance.randint(2, LENGTH) for _one in range(plan.count))
    kinds = chance.choices(voices(), [voice.weight for voice in voices()], k=plan.count)
    for number, (day, voice) in enumerate(zip(days, kinds, strict=True), 1):
        came_on = weekday(window.first + timedelta(days=day))
        dialogue = chance.choice(dialogues)
        own = Random(f"{number} {came_on}")  # noqa: S311 - a story, not a secret
        if came_on <= window.last:
            yield from _one(f"complaint-{number:03}", voice, dialogue, came_on, window, own)


def _one(key: str, voice: Voice, dialogue: Dialogue, came_on: date, window: Window, chance: Random) -> Iterator[Entry]:
    public = _in_a_hundred(chance, spread().public)
    slots = _slots(dialogue, chance)
    first = _received(voice, dialogue, came_on, slots, public, chance)
    login = PUBLIC if public else content.cast().who("session", dialogue.place)
    yield Entry("complaint", key, login, came_on, first)
    days = _days(voice, came_on, window, chance)
    if days.last:
        later = _went_on(voice, days, slots, chance)
        who = content.cast().who(CONSORTIUM if public else "session", dialogue.place)
        yield Entry("complaint", key, who, days.last, {**first, **later}, reason=words()["reason"])


def _slots(dialogue: Dialogue, chance: Random) -> dict[str, str]:
    place, neighbour = chance.sample(dialogue.spots, 2)
    return with_forms({"lieu": place, "voisin": neighbour})


def _received(
    voice: Voice, dialogue: Dialogue, came_on: date, slots: dict[str, str], public: bool, chance: Random
) -> Answers:
    plan = spread()
    named = _in_a_hundred(chance, plan.named)
    answers: Answers = {
        "received_on": came_on.isoformat(),
        "channel": "public_page" if public else chance.choice(plan.channels),
        "category": voice.category,
        "place": dialogue.place,
        "place_said": chance.choice(plan.spots),
        "anonymous": "no" if named else "yes",
        "said": said(chance.choice(voice.said), slots),
        "language": chance.choice(("fra", "swc")) if public else chance.choice(plan.languages),
        "sensitivity": "restricted",
    }
    if named:
        answers |= {
            "person_name": "Nom inventé pour la démonstration",
            "person_phone": f"+243 000 000 {chance.randint(300, 799)}",
        }
    return answers


def _days(voice: Voice, came_on: date, window: Window, chance: Random) -> Days:
    """Draw when each step was taken: most within the clock of the category, some after it, some never."""
    clock, plan = categories()[voice.category].clock, spread()
    told = _step(came_on, clock.acknowledge, chance) if _in_a_hundred(chance, plan.acknowledged) else None
    drawn = chance.randrange(IN_A_HUNDRED)
    earliest = told or came_on
    over = max(_step(came_on, clock.answer, chance), earliest) if drawn < plan.answered + plan.referred else None
    found = [day if day and day <= window.last else None for day in (told, over)]
    referred = drawn >= plan.answered
    return Days(found[0], found[1] if referred else None, None if referred else found[1])


def _step(came_on: date, days: int, chance: Random) -> date:
    late = _in_a_hundred(chance, spread().late)
    after = chance.randint(days + 1, days * 2 + 3) if late else chance.randint(0, days)
    return came_on + timedelta(days=after)


def _went_on(voice: Voice, days: Days, slots: dict[str, str], chance: Random) -> Answers:
    answers: Answers = {"office": chance.choice(words()["offices"])}
    if days.told:
        answers["acknowledged_on"] = days.told.isoformat()
    if days.referred:
        day = days.referred.isoformat()
        answers |= {"referred_on": day, "referred_to": chance.choice(words()["referred_to"]), "closed_on": day}
    if days.answered:
        day = days.answered.isoformat()
        answers |= {
            "decision": chance.choice(voice.decisions),
            "answered_on": day,
            "answer": said(chance.choice(voice.answers), slots),
            "answer_way": chance.choice(("in_person", "phone", "meeting", "meeting", "notice", "not_reached")),
            "closed_on": day,
        }
    return answers


def _in_a_hundred(chance: Random, share: int) -> bool:
    return chance.randrange(IN_A_HUNDRED) < share
