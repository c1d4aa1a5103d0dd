"""Names and phone numbers that a person would call the same are equal; others are not."""

import pytest

from pamoja.records.matching import plain_name, plain_phone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kahindo Nzanzu", "NZANZU  kahindo"),
        ("Béatrice N’Sele", "beatrice nsele"),
        ("Béatrice N'Sele", "Beatrice N’sele"),
        ("Jean-Pierre Bahati", "Bahati, Jean Pierre"),
        ("Ｋahindo", "kahindo"),
    ],
)
def test_names_written_otherwise_are_equal(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other) != ""


def test_other_names_are_not_equal() -> None:
    assert len({plain_name(name) for name in ("Kahindo Nzanzu", "Kahindo Nzanza", "Kahindo", "")}) == 4


@pytest.mark.parametrize(
    "written",
    ["0600 123 456", "+243 600 123 456", "00243600123456", "243600123456", "600-123-456", "+243 (0) 600 123 456"],
)
def test_phones_of_the_country_are_equal_however_they_are_written(written: str) -> None:
    assert plain_phone(written) == "+243600123456"


@pytest.mark.parametrize(
    ("written", "plain"), [("+256 772 123456", "+256772123456"), ("00250 788 123 456", "+250788123456")]
)
def test_phones_of_other_countries_keep_theirs(written: str, plain: str) -> None:
    assert plain_phone(written) == plain


@pytest.mark.parametrize("written", ["", "none", "12345", "0600 123", "06001234567", "+1", "+" + "9" * 16])
def test_what_is_no_phone_matches_nothing(written: str) -> None:
    assert plain_phone(written) == ""
