"""Gives every test run a home of its own, before Django reads its settings."""

import os
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ or "PAMOJA_TEST_HOME" not in os.environ:
    os.environ["PAMOJA_TEST_HOME"] = tempfile.mkdtemp(prefix="pamoja-test-")
os.environ["PAMOJA_HOME"] = os.environ["PAMOJA_TEST_HOME"]
