"""One example of every register, which tests take through all doors: a register without one fails them."""

from tests.examples import (
    activities,
    cases,
    complaints,
    context,
    dialogue,
    economy,
    institutions,
    money,
    persons,
    structures,
)
from tests.examples.example import Example

EXAMPLES: dict[str, Example] = {
    **dialogue.EXAMPLES,
    **activities.EXAMPLES,
    **cases.EXAMPLES,
    **structures.EXAMPLES,
    **economy.EXAMPLES,
    **money.EXAMPLES,
    **context.EXAMPLES,
    **institutions.EXAMPLES,
    **persons.EXAMPLES,
    **complaints.EXAMPLES,
}
