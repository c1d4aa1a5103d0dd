"""`pamoja access` shows the accounts of a demonstration, and of nothing else."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

DEMO = {
    "address": "http://127.0.0.1:8000",
    "accounts": [{"login": "agent@demo.invalid", "password": "mti", "role": "field_agent", "function": "Agent"}],
    "app_user_key": "k" * 43,
    "app_user_login": "agent@demo.invalid",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("access", *arguments, stdout=out)
    return out.getvalue()


def test_accounts_are_refused_where_no_demonstration_was_loaded(home: Path) -> None:
    with pytest.raises(CommandError, match=str(home)):
        said("--json")


def test_scripts_read_address_accounts_and_the_key_of_the_phone(home: Path) -> None:
    (home / "demo.json").write_text(json.dumps(DEMO))
    assert json.loads(said("--json")) == {
        "address": "http://127.0.0.1:8000",
        "accounts": [{"login": "agent@demo.invalid", "password": "mti", "role": "field_agent"}],
        "app_user_key": "k" * 43,
    }


def test_people_read_an_address_and_who_signs_in_with_what(home: Path) -> None:
    (home / "demo.json").write_text(json.dumps(DEMO))
    assert said().splitlines() == ["http://127.0.0.1:8000", "  agent@demo.invalid  mti  Agent"]


def test_a_new_address_is_remembered(home: Path) -> None:
    (home / "demo.json").write_text(json.dumps(DEMO))
    said("--address", "http://127.0.0.1:8123")
    assert said().splitlines()[0] == "http://127.0.0.1:8123"
