"""Counts of the public page begin anew with each test."""

from collections.abc import Iterator

import pytest

from pamoja.desk.plaint.throttle import GUESSING, WRITING


@pytest.fixture(autouse=True)
def counts_anew() -> Iterator[None]:
    """Forget what other tests sent."""
    for turnstile in (WRITING, GUESSING):
        turnstile.forget()
    yield
    for turnstile in (WRITING, GUESSING):
        turnstile.forget()
