"""What the demonstration's people type about persons: the trainees of a course."""

from collections.abc import Iterator
from datetime import date, timedelta

from pamoja.demo import content
from pamoja.demo.content import Trainee
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.persons.models import SHORT_SET

UNTIL_WITHDRAWN = timedelta(days=60)


def person_entries(window: Window) -> Iterator[Entry]:
    """Yield the trainees who registered within the window, typed once all that they agreed to is known."""
    for trainee in content.trainees():
        day = window.first + timedelta(days=trainee.day)
        if day <= window.last:
            typed = day + UNTIL_WITHDRAWN if any(_is_withdrawn(one, day, window) for one in trainee.agreed) else day
            yield Entry("person", trainee.key, trainee.login, typed, _answers(trainee, day, window))


def _answers(trainee: Trainee, day: date, window: Window) -> Answers:
    asked = trainee.difficulties
    functioning: Answers = {} if asked is None else {name: asked.get(name, "none") for name in SHORT_SET}
    return {
        "registered_on": day.isoformat(),
        "full_name": trainee.name,
        "phone": trainee.phone,
        "sex": trainee.sex,
        "birth": trainee.birth,
        "status": trainee.status,
        "household": trainee.household,
        "place": trainee.place,
        "sensitivity": "restricted",
        "consents": [_consent(purpose, day, window) for purpose in trainee.agreed],
        **functioning,
    }


def _consent(purpose: str, day: date, window: Window) -> Row:
    withdrawn = _is_withdrawn(purpose, day, window)
    return {
        "purpose": purpose.lstrip("-"),
        "given_on": day.isoformat(),
        "form": "written",
        "withdrawn_on": (day + UNTIL_WITHDRAWN).isoformat() if withdrawn else "",
    }


def _is_withdrawn(purpose: str, day: date, window: Window) -> bool:
    return purpose.startswith("-") and day + UNTIL_WITHDRAWN <= window.last
