"""Published forms, for tests of what is made of submissions."""

import pytest

from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By


@pytest.fixture
def forms(base: None) -> dict[str, FormVersion]:
    """Publish the forms of all registers and return their current versions by name."""
    publish_forms(By(None, "command"))
    return {form.form_id: form for form in FormVersion.objects.filter(current=True)}
