"""Nothing that is committed gives away a secret, a person, a machine, or where packages come from."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The last letter of each word is bracketed, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a private key": r"BEGIN [A-Z ]*PRIVATE KE[Y]|AGE-SECRET-KE[Y]",
    "a path of one machine": r"(?<![\w./-])/(?:roo[t]/(?!item)|hom[e]/\w+/|wor[k]/)|/opt/(?:pyp[i]|wheel[s])",
    "an address of a package registry": r"(?:pypi\.or[g]|pythonhoste[d]\.org|registry\.npm[j]s|deb\.debia[n]\.org)",
    "a word of the place where it was written": r"(?i)\b(?:anthropi[c]|claud[e]|sub-?agent[s]|the CE[O]|issue #?\d+)\b",
    "a telephone number that may be somebody's": r"\+243(?!\s?(?:000|600))\s?\d",
    "an e-mail address that may be somebody's": r"[\w.+-]+@(?!demo\.|cast\.|example\.)[\w-]+\.(?!invalid)[a-z]{2,}\b",
}
LARGEST = 1_000_000


@cache
def tracked() -> tuple[Path, ...]:
    """Return the committed files."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a checkout")
    files = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(file for file in files if file.is_file())


@cache
def texts() -> dict[str, str]:
    """Return the committed texts by path."""
    found = {}
    for file in tracked():
        if b"\0" not in (content := file.read_bytes()):
            found[file.relative_to(ROOT).as_posix()] = content.decode()
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    hits = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert hits == []


def test_locked_packages_have_hashes_and_no_addresses() -> None:
    for path in ("requirements.txt", "requirements-dev.txt", "tools/install/uv.txt", "tools/install/node.txt"):
        text = texts()[path]
        assert "://" not in text
        names = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert len(names) >= 1
        assert text.count("--hash=sha256:") >= len(names)


def test_locked_packages_of_the_tests_in_javascript_have_no_addresses_to_fetch_from() -> None:
    assert '"resolved"' not in texts()["tests/phone/package-lock.json"]


def test_nothing_built_is_committed() -> None:
    built = re.compile(r"\.(mo|pyc|sqlite3|key|zip|parquet)$|(^|/)(node_modules|\.venv|var|__pycache__)/")
    assert [path for path in map(str, tracked()) if built.search(path.removeprefix(f"{ROOT}/"))] == []


def test_no_committed_file_is_large() -> None:
    assert [file.name for file in tracked() if file.stat().st_size > LARGEST] == []
