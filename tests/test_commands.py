"""Every command of our own says what it does."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from pamoja.config.command import GROUPS, overview

OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("pamoja."))


@pytest.mark.parametrize("name", OURS)
def test_its_help_says_what_it_does(name: str) -> None:
    command = load_command_class(str(get_commands()[name]), name)
    parser = command.create_parser("pamoja", name)
    assert command.help.endswith(".")
    assert command.help.partition(":")[0].lower() == name
    assert f"usage: pamoja {name}" in parser.format_help()


def test_the_overview_lists_them_by_what_one_wants_to_do() -> None:
    listed = overview()
    assert [name for name in OURS if f"\n  {name:<10}" not in listed] == []
    assert listed.index("Run") < listed.index("Django's own")
    assert "\nMore\n" not in listed, "a command belongs to a group of pamoja/config/command.py"


def test_every_command_of_a_group_exists() -> None:
    named = {name for names in GROUPS.values() for name in names}
    assert named - set(get_commands()) == set()


def test_the_command_line_answers_without_an_argument() -> None:
    root = Path(__file__).resolve().parent.parent
    program = "import sys; from pamoja.config.command import main; sys.argv = ['pamoja']; main()"
    said = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("pamoja COMMAND")
