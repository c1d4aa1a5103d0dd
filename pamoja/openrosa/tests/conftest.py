"""Phones of the cast, and a form that is published."""

from datetime import UTC, datetime

import pytest

from pamoja.accounts.actions import add_device
from pamoja.accounts.remembered import forget
from pamoja.intake.models import FormVersion
from pamoja.kit.by import By
from pamoja.openrosa.tests.posting import FORM, VERSION, Phone
from tests.cast import Cast


@pytest.fixture
def published(base: None) -> FormVersion:
    """Publish a form for sessions."""
    return FormVersion.objects.create(
        form_id=FORM,
        version=VERSION,
        register="session",
        title="Séance",
        xml="<h:html/>",
        reading={},
        published_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


@pytest.fixture
def phone(cast: Cast, published: FormVersion) -> Phone:
    """Return the phone of the field agent."""
    forget()
    _device, key = add_device(By(None, "command"), cast.field_agent, "Tecno de Rutshuru")
    return Phone(key=key)
