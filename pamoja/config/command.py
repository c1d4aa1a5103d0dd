"""The `pamoja` command: Django's management commands under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the management command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
    execute_from_command_line(sys.argv)
