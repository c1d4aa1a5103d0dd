"""Submissions of the cast, as they lie in the inbox."""

import pytest

from pamoja.intake.models import FormVersion, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.intake.tests.filling import SESSION, arrived
from tests.cast import Cast, by

UNKNOWN_PLACE = "CD6111-bwisha-jomba-kabaya"


@pytest.fixture
def forms(base: None) -> dict[str, FormVersion]:
    """Publish the forms and return them by name."""
    publish_forms(by(None, "command"))
    return {form.form_id: form for form in FormVersion.objects.all()}


@pytest.fixture
def stopped(cast: Cast, forms: dict[str, FormVersion]) -> Submission:
    """Return a submission of the field agent that names a place nobody knows."""
    submission = arrived(cast.field_agent, forms["session"], SESSION | {"place": UNKNOWN_PLACE})
    process_waiting()
    submission.refresh_from_db()
    return submission


@pytest.fixture
def recorded(cast: Cast, forms: dict[str, FormVersion]) -> Submission:
    """Return a submission of the field agent that became a record."""
    submission = arrived(cast.field_agent, forms["session"], SESSION)
    process_waiting()
    submission.refresh_from_db()
    return submission
