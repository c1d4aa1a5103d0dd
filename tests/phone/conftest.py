"""The phone of the tests."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.phone.phone import HERE, Phone, find_node


def why_no_phone() -> str:
    """Return why no phone can be had here; "" when there is one."""
    node = find_node()
    if not node:
        return "Node is not installed"
    if not (HERE / "node_modules" / "@getodk" / "xforms-engine").exists():
        return "ODK's engine is not installed: run npm ci in tests/phone"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    if int(version.lstrip("v").split(".")[0] or 0) < 20:
        return f"Node {version.strip()} is too old: 20 or newer is needed"
    return ""


@pytest.fixture(scope="session")
def phone() -> Iterator[Phone]:
    """Give a phone for the session; without Node the test is skipped, but fails where CI=true."""
    reason = why_no_phone()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    found = Phone(str(find_node()))
    yield found
    found.close()
