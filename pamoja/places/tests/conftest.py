"""What the tests of places share: the author of the writes, the shipped tree, and a table written as text."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from pamoja.kit.by import By
from pamoja.places.actions import load_reference_places, load_table
from pamoja.places.models import Place
from pamoja.places.report import Report

Load = Callable[..., Report]


@pytest.fixture
def by() -> By:
    return By(None, "command")


@pytest.fixture
def reference(db: None, by: By) -> None:
    load_reference_places(by)


@pytest.fixture
def load(db: None, by: By) -> Load:
    """Load a table that the test shows as text."""

    def load(text: str, kind: str = "places", file: str = "villages.csv", source: str = "") -> Report:
        return load_table(kind, dedent(text).lstrip().encode(), file, by, source)

    return load


@pytest.fixture
def place(reference: None) -> Callable[[str], Place]:
    return lambda code: Place.objects.get(code=code)
