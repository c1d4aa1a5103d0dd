"""One example of every register, which tests take through all doors: a register without one fails them."""

from tests.examples import activities, cases, complaints, dialogue, economy, money, persons, structures
from tests.examples.example import Example

EXAMPLES: dict[str, Example] = {
    **dialogue.EXAMPLES,
    **activities.EXAMPLES,
    **cases.EXAMPLES,
    **structures.EXAMPLES,
    **economy.EXAMPLES,
    **money.EXAMPLES,
    **persons.EXAMPLES,
    **complaints.EXAMPLES,
}
