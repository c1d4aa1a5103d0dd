"""Gives every test run a home and a database of its own, then starts Django.

`PAMOJA_TEST_DATABASE=postgresql` runs the same tests on PostgreSQL: on the server of `PAMOJA_TEST_POSTGRES_URL`, or on
one that the run starts and stops itself. Each worker of a parallel run has its own home and its own database.
"""

import os
import shutil
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

from tools.messages import compile_stale
from tools.postgres import start_server

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    compile_stale()
    os.environ["PAMOJA_TEST_HOME"] = tempfile.mkdtemp(prefix="pamoja-test-")
    for name in ("PAMOJA_DATABASE_URL", "PAMOJA_ADDRESS", "PAMOJA_HOSTS", "PORT"):
        os.environ.pop(name, None)
    if os.environ.get("PAMOJA_TEST_DATABASE") == "postgresql":
        os.environ["PAMOJA_DATABASE_URL"] = os.environ.get("PAMOJA_TEST_POSTGRES_URL") or start_server()
HOME = Path(os.environ["PAMOJA_TEST_HOME"], WORKER or "main")
os.environ["PAMOJA_HOME"] = str(HOME)
(HOME / "static").mkdir(parents=True)

# Not in pyproject.toml: pytest-django would read the settings, and so the home, before this file has run. Taken away
# again because the workers of a parallel run inherit the environment.
os.environ["DJANGO_SETTINGS_MODULE"] = "pamoja.config.settings"
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]

from pamoja.kit.keyring import forget  # noqa: E402 (models need Django set up)

# How busy the machine is decides no test; where CI=true the same examples are drawn each time.
hypothesis.settings.register_profile(
    "pamoja",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("pamoja")

pytest_plugins = ["tests.cast", "tests.keys", "tests.sealing"]


def pytest_report_header() -> str:
    """Say in the heading of the run which database it uses."""
    return f"pamoja: tests on {'PostgreSQL' if os.environ.get('PAMOJA_DATABASE_URL') else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out of a run on PostgreSQL the tests that ask no database: the run on SQLite has them."""
    if os.environ.get("PAMOJA_TEST_DATABASE") != "postgresql":
        return
    asks = {item: {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())) for item in items}
    marked = {item for item in items if item.get_closest_marker("django_db")}
    config.hook.pytest_deselected(items=[item for item in items if not asks[item] and item not in marked])
    items[:] = [item for item in items if asks[item] or item in marked]


def pytest_unconfigure() -> None:
    """Remove the home of the run when its last worker is done."""
    if not WORKER:
        shutil.rmtree(os.environ["PAMOJA_TEST_HOME"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _folders_of_their_own(request: pytest.FixtureRequest) -> None:
    """Give each test that uses the database empty folders, plain static files, and no key of an earlier test."""
    marked = request.node.get_closest_marker("django_db")
    if not marked and not {"db", "transactional_db"} & set(request.fixturenames):
        return
    settings = request.getfixturevalue("settings")
    home: Path = request.getfixturevalue("tmp_path")
    forget()
    settings.MEDIA_ROOT = home / "media"
    settings.LAKE = home / "lake"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
