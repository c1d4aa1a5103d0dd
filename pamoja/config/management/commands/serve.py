"""The command `pamoja serve`."""

import os
import socket
import sys
from http.client import HTTPConnection
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.config.static import collect_if_stale
from pamoja.config.supervisor import keep_running, stop_on_signals
from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.records.actions import add_new_terms

THREADS = 32
BACKLOG = 1024


class Command(BaseCommand):
    """Serve the instance."""

    help = (
        "Serve: bring the database up to date, then run the web server and the worker until told to stop; what dies is "
        "started again."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to listen, and what to run."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument(
            "--port", type=int, default=int(os.environ.get("PORT") or 8000), help="port (PORT, or 8000)"
        )
        parser.add_argument("--threads", type=int, default=THREADS, help=f"requests answered at once ({THREADS})")
        parser.add_argument("--no-worker", action="store_true", help="run the worker elsewhere: pamoja work")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare the instance, then keep server and worker running."""
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("reindex", "--needed", verbosity=0, stdout=self.stdout)
        if FormVersion.objects.exists():
            add_new_terms(By(None, "command"))
            publish_forms(By(None, "command"))
        collect_if_stale()
        commands = {"server": server_command(host, port, options["threads"])}
        if not options["no_worker"]:
            commands["worker"] = [sys.executable, "-m", "django", "work"]
        stop = Event()
        stop_on_signals(stop)
        Thread(target=self._announce, args=(host, port, stop), daemon=True).start()
        keep_running(commands, stop)

    def _announce(self, host: str, port: int, stop: Event) -> None:
        while not answers(host, port):
            if stop.wait(0.2):
                return
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(_("Pamoja is ready: %(address)s") % {"address": f"http://{shown}:{port}"})
        self.stdout.flush()


def server_command(host: str, port: int, threads: int = THREADS) -> list[str]:
    """Return the command line of the web server."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads), "--backlog", str(BACKLOG), "--http", "1", "--no-ws",
        "--log-level", "error", "--workers-kill-timeout", "8", "pamoja.config.server:application",
    ]  # fmt: skip


def answers(host: str, port: int) -> bool:
    """Tell whether the server answers requests."""
    connection = HTTPConnection(host, port, timeout=30)
    try:
        connection.request("HEAD", "/submission")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError when something listens there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("Nothing can listen on %(host)s, port %(port)s (%(why)s). Choose another: --port, or PORT=.")
                % {"host": host, "port": port, "why": error.strerror}
            ) from error
