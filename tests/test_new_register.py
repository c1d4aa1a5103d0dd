"""The page that says how a register is declared is followed to the letter, in a copy: it is short, and it works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "new-register.md"
BLOCK = re.compile(
    r'^```(?:python|toml|text) (\S+?)(?: (after "([^"]+)"|at the end))?\n(.*?)^```$', re.MULTILINE | re.DOTALL
)
COPIED = ("pamoja", "tests", "tools", "conftest.py", "pyproject.toml")
NOT_COPIED = shutil.ignore_patterns("node_modules", "__pycache__")


def blocks() -> list[tuple[str, str, str, str]]:
    """Return the blocks of the page: file, where it goes, after which words, and its text."""
    return [(path, where, words, text) for path, where, words, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


def follow(copy: Path) -> None:
    """Do in a copy what the page says, block by block."""
    for path, where, words, text in blocks():
        file = copy / path
        if not where:
            assert not file.exists(), path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            continue
        there = file.read_text(encoding="utf-8")
        if words:
            assert words in there, (path, words)
            end = there.index("\n", there.index(words)) + 1
            there = there[:end] + text + there[end:]
        else:
            there += text
        file.write_text(there, encoding="utf-8")


def test_a_register_is_declared_in_less_than_a_hundred_lines() -> None:
    lines = [line for *_where, text in blocks() for line in text.splitlines() if line.strip()]
    assert 50 < len(lines) < 100


@pytest.mark.skipif(
    os.environ.get("PAMOJA_TEST_DATABASE") == "postgresql", reason="the copy makes a database of its own, on SQLite"
)
def test_it_goes_through_all_outputs(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=NOT_COPIED)
        else:
            shutil.copy(ROOT / name, copy / name)
    follow(copy)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PAMOJA", "DJANGO"))}
    there = {"cwd": copy, "env": kept | {"PYTHONPATH": str(copy), "PAMOJA_HOME": str(tmp_path / "home")}}
    migrate = [sys.executable, "-m", "django", "makemigrations", "wells", "--settings", "pamoja.config.settings"]
    made = subprocess.run(migrate, capture_output=True, text=True, check=False, **there)  # type: ignore[call-overload]
    assert made.returncode == 0, made.stderr
    look = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    look += ["-o", "addopts=", "tests/outputs_of_a_register.py"]
    done = subprocess.run(look, capture_output=True, text=True, check=False, **there)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
