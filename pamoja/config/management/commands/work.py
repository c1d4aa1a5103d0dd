"""The command `pamoja work`."""

from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from pamoja.config.supervisor import stop_on_signals
from pamoja.config.worker import Worker


class Command(BaseCommand):
    """Run the worker."""

    help = (
        "Work: make records of the submissions that arrive and bring the lake up to date, until it is told to stop. "
        "`pamoja serve` starts it itself; a second one waits until the first has gone."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Work until a signal asks for the end."""
        stop = Event()
        stop_on_signals(stop)
        Worker(stop).run()
