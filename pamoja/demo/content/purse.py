"""The hand-written material of the money of the demonstration."""

from dataclasses import dataclass

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class PlannedAgreement:
    """Hold an agreement of the story; its lines are number, label, category and the amount of one year.

    `zeal` is the share of what time would have it that is spent, `overspent` the number of a line that goes beyond.
    """

    key: str
    number: str
    funder: str
    partner: str
    project: str
    place: str
    years: tuple[int, int]
    currency: str
    zeal: float
    lines: tuple[tuple[str, str, str, int], ...]
    francs: bool = False
    overspent: str = ""


def planned_agreements() -> tuple[PlannedAgreement, ...]:
    """Return the agreements of the story."""
    return tuple(PlannedAgreement(**fixed(entry)) for entry in read("money.toml")["agreement"])
