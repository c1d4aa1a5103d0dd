"""Running the real server and the real worker of an instance."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.homes import Home


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(home: Home, *options: str) -> Iterator[int]:
    """Run `pamoja serve` without its worker, and give its port once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "django", "serve", "--no-worker", "--port", str(port), *options]
    with running(command, home) as process:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError("the server does not start")
        yield port


@contextmanager
def worker(home: Home) -> Iterator[None]:
    """Run `pamoja work`."""
    with running([sys.executable, "-m", "django", "work"], home):
        yield


@contextmanager
def idle_server(home: Home) -> Iterator[int]:
    """Run the same web server with an application that reads and answers, and does nothing else."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--no-ws", "--log-level", "error", "bench.nothing:application",
    ]  # fmt: skip
    with running(command, home):
        for _time in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port


@contextmanager
def running(command: list[str], home: Home) -> Iterator["subprocess.Popen[str]"]:
    """Run a command in an instance for as long as the block lasts."""
    with subprocess.Popen(command, env=home.environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
