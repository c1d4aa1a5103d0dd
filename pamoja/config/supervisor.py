"""Keeping child processes running: what dies is started again, signals are passed on."""

import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from threading import Event

PATIENCE = 15.0
LONGEST_PAUSE = 30.0
SOUND = 60.0
PR_SET_PDEATHSIG = 1

log = logging.getLogger(__name__)


class Child:
    """Runs one command, again and again."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 0.5
        self.next_start = 0.0

    def tend(self) -> None:
        """Start it when it does not run; the more often it dies soon, the longer the pause before."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            log.warning("%s ended with code %s and is started again", self.name, self.process.returncode)
            kill_group(self.process.pid)
            self.pause = 0.5 if now - self.started > SOUND else min(self.pause * 2, LONGEST_PAUSE)
            self.next_start = now + self.pause
            self.process = None
        if self.process is None and now >= self.next_start:
            self.started = now
            self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=end_with_parent)  # noqa: S603

    def end(self, at: float) -> None:
        """Wait until it has ended, and kill it when it still runs at this moment of the monotonic clock."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, at - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s does not end and is killed", self.name)
        kill_group(self.process.pid)
        self.process.wait()


def keep_running(commands: Mapping[str, list[str]], stop: Event) -> None:
    """Run the commands, named, until `stop` is set; then ask them to end, and see that they do."""
    children = [Child(name, command) for name, command in commands.items()]
    while not stop.is_set():
        for child in children:
            child.tend()
        stop.wait(0.2)
    for child in children:
        if child.process:
            child.process.terminate()
    at = time.monotonic() + PATIENCE
    for child in children:
        child.end(at)


def stop_on_signals(stop: Event) -> None:
    """Set `stop` when the process is asked to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())


def kill_group(leader: int) -> None:
    """Kill what a child started and left behind."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, even by a kill that leaves the parent no time."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
