"""The phone of the tests, and the forms and lists that it holds."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from pamoja.accounts.models import User
from pamoja.formats.questions import Form
from pamoja.formats.xform import XForm, make_xform
from pamoja.openrosa.lists import LISTS
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.phone.phone import HERE, Phone, find_node

TODAY = date(2026, 11, 24)
FORMS = [name for name, register in REGISTERS.items() if register.on_phones]
"""The registers that phones have a form of."""


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


@pytest.fixture
def form(base: None, request: pytest.FixtureRequest) -> Form:
    """Return the form of the register that the test names by its parameter."""
    return REGISTERS[request.param].form()


@pytest.fixture
def xform(form: Form) -> XForm:
    """Return that form as phones fetch it."""
    return make_xform(form)


@pytest.fixture
def lists(cast: Cast) -> Callable[[User], dict[str, str]]:
    """Return the lists that a person's phone takes along."""
    return lambda person: {name: write(person, TODAY).decode() for name, write in LISTS.items()}
