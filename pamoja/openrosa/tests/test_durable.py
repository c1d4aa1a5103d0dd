"""The real server: many phones at once, and a server that is killed while they send."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection

from pamoja.config.management.commands.serve import answers, server_command
from pamoja.intake.models import Rejected, Submission
from pamoja.kit.keyring import unseal
from pamoja.openrosa.tests.posting import BOUNDARY, Phone, form_part, instance, multipart

pytestmark = pytest.mark.django_db(transaction=True)


class Server:
    """Runs the web server on the database of the test, from a home of its own."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        (home / "keys").symlink_to(settings.KEYS)
        database = connection.settings_dict
        url = ""
        if connection.vendor == "sqlite":
            (home / "pamoja.sqlite3").symlink_to(database["NAME"])
        else:
            url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
            if database["PORT"]:
                url = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        environment = os.environ | {
            "PAMOJA_HOME": str(home),
            "PAMOJA_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = server_command("127.0.0.1", self.port)
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)
        for _time in range(300):
            if answers("127.0.0.1", self.port):
                return
            time.sleep(0.1)
        raise RuntimeError(f"{sys.executable} does not serve")

    def kill(self) -> None:
        """Kill the server and its processes without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def post(self, client: HTTPConnection, key: str, xml: bytes) -> tuple[int, bytes]:
        """Post a form and return status and body."""
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        client.request("POST", f"/key/{key}/submission", multipart([form_part(xml)]), headers)
        answer = client.getresponse()
        return answer.status, answer.read()


@pytest.fixture
def server(phone: Phone, tmp_path: Path) -> Iterator[Server]:
    """Run a server on the database of the test."""
    running = Server(tmp_path / "home")
    yield running
    if running.process.poll() is None:
        running.kill()


def test_the_same_form_sent_by_many_at_once_is_stored_once(server: Server, phone: Phone) -> None:
    xml = instance(f"uuid:{uuid.uuid4()}")
    found: list[tuple[int, bytes]] = []

    def send() -> None:
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        for _time in range(3):
            found.append(server.post(client, phone.key, xml))
        client.close()

    threads = [Thread(target=send) for _number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 96
    assert {status for status, _body in found} == {201}
    assert len({body for _status, body in found}) == 1
    assert unseal("intake", bytes(Submission.objects.get().sealed)) == xml
    assert not Rejected.objects.exists()


def test_what_was_acknowledged_is_there_after_the_server_is_killed(server: Server, phone: Phone) -> None:
    acknowledged: list[tuple[str, bytes]] = []

    def send() -> None:
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        while True:
            instance_id = f"uuid:{uuid.uuid4()}"
            xml = instance(instance_id)
            try:
                status, _body = server.post(client, phone.key, xml)
            except (OSError, HTTPException):
                return
            if status == 201:
                acknowledged.append((instance_id, xml))

    threads = [Thread(target=send) for _number in range(16)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 300:
        time.sleep(0.01)
    server.kill()
    for thread in threads:
        thread.join()
    stored = {one.instance_id: unseal("intake", bytes(one.sealed)) for one in Submission.objects.all()}
    assert len(acknowledged) >= 300
    assert [one for one, xml in acknowledged if stored.get(one) != xml] == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
