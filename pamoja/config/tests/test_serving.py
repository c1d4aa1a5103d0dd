"""`pamoja serve` prepares an instance and keeps its server and worker running."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from pamoja.config.management.commands.serve import answers, refuse_taken_port


class Instance:
    """Runs `pamoja serve` in a new home, with SQLite."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        environment = os.environ | {
            "PAMOJA_HOME": str(home),
            "PAMOJA_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
        }
        command = [sys.executable, "-m", "django", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()

    def children(self) -> dict[str, int]:
        """Return the running children by their part."""
        found = {}
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        for line in listed.stdout.splitlines():
            pid, _space, command = line.strip().partition(" ")
            if "defunct" not in command:
                found["worker" if command.endswith(" work") else "server"] = int(pid)
        return found

    def wait_until_served(self) -> dict[str, int]:
        """Wait until both children run and requests are answered."""
        end = time.monotonic() + 60
        while len(self.children()) < 2 or not answers("127.0.0.1", self.port):
            assert time.monotonic() < end
            time.sleep(0.1)
        return self.children()


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """Serve a new instance."""
    running = Instance(tmp_path / "home")
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.wait()


def test_an_instance_is_served_mended_and_ended(instance: Instance, tmp_path: Path) -> None:
    assert f"http://127.0.0.1:{instance.port}" in instance.said
    assert (tmp_path / "home" / "static" / "staticfiles.json").exists()
    first = instance.wait_until_served()

    for pid in first.values():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    second = instance.wait_until_served()
    assert set(second.values()) & set(first.values()) == set()

    instance.process.send_signal(signal.SIGTERM)
    assert instance.process.wait(30) == 0
    assert not answers("127.0.0.1", instance.port)


def test_when_it_is_killed_its_children_end(instance: Instance) -> None:
    instance.wait_until_served()
    instance.process.kill()
    end = time.monotonic() + 30
    while answers("127.0.0.1", instance.port):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=str(port)):
            refuse_taken_port("127.0.0.1", port)
