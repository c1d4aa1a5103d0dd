"""A complaint is received, in hand or answered; each step is within its time or so many days late."""

from datetime import date

import pytest

from pamoja.engine.complaint import Clock, Facts, standing

CLOCK = Clock(acknowledge=2, answer=15)
RECEIVED = date(2026, 3, 2)


def day(text: str) -> date | None:
    return date.fromisoformat(f"2026-{text}") if text else None


TABLE = """
acknowledged | in hand | answered | closed | as of | stage    | acknowledgement | answer
             |         |          |        | 03-02 | received | waiting 0       | waiting 0
             |         |          |        | 03-04 | received | waiting 0       | waiting 0
             |         |          |        | 03-05 | received | overdue 1       | waiting 0
             |         |          |        | 03-17 | received | overdue 13      | waiting 0
             |         |          |        | 03-20 | received | overdue 16      | overdue 3
03-04        |         |          |        | 03-10 | received | on_time 0       | waiting 0
03-06        | yes     |          |        | 03-10 | in_hand  | late 2          | waiting 0
03-06        | yes     |          |        | 03-18 | in_hand  | late 2          | overdue 1
03-03        | yes     | 03-17    | 03-17  | 04-30 | answered | on_time 0       | on_time 0
03-03        |         | 03-19    |        | 04-30 | answered | on_time 0       | late 2
             |         | 03-03    | 03-03  | 04-30 | answered | on_time 0       | on_time 0
             |         | 03-06    | 03-06  | 04-30 | answered | late 2          | on_time 0
03-03        | yes     |          | 03-08  | 04-30 | in_hand  | on_time 0       | stopped 0
             | yes     |          | 03-08  | 04-30 | in_hand  | stopped 0       | stopped 0
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:])
def test_a_complaint_stands_as_its_days_say(line: str) -> None:
    told, taken, answered, closed, as_of, stage, acknowledgement, answer = (cell.strip() for cell in line.split("|"))
    today = day(as_of)
    assert today is not None
    found = standing(Facts(RECEIVED, day(told), bool(taken), day(answered), day(closed)), CLOCK, today)
    assert found.stage == stage
    assert f"{found.acknowledgement.timing} {found.acknowledgement.days}" == acknowledgement
    assert f"{found.answer.timing} {found.answer.days}" == answer


def test_the_last_day_of_each_step_is_told() -> None:
    found = standing(Facts(RECEIVED), CLOCK, RECEIVED)
    assert (found.acknowledgement.due_on, found.answer.due_on) == (date(2026, 3, 4), date(2026, 3, 17))
