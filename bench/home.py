"""The home page of the invented programme, on the real server: how long it takes, and how much it sends.

The page is asked for by a person who is signed in; its weight is the page and the files that it names, compressed as
browsers receive them, without headers.
"""

import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from statistics import median
from urllib.parse import urlencode

from bench.homes import Home, new_home
from bench.result import Row, row
from bench.serving import server

TARGET_MS, TARGET_BYTES = 300.0, 61_440.0
WARM_UP, ROUNDS = 3, 20
ROLE = "coordinator"
FILES = re.compile(r'<(?:link|script)\b[^>]*?\b(?:href|src)="(/[^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def run(report: Callable[[Row], None]) -> None:
    """Load the programme into a new home, sign in, and report the time and the weight of the home page."""
    with new_home("sqlite") as home:
        command = [sys.executable, "-m", "django", "demo"]
        subprocess.run(command, env=home.environment, check=True, stdout=subprocess.DEVNULL)
        with server(home) as port:
            visitor = Visitor(port)
            visitor.sign_in(*_account(home))
            for _time in range(WARM_UP):
                visitor.get("/")
            milliseconds = []
            for _time in range(ROUNDS):
                start = time.perf_counter()
                page = visitor.get("/")
                milliseconds.append((time.perf_counter() - start) * 1000)
            files = set(FILES.findall(gzip.decompress(page).decode()))
            sent = len(page) + sum(len(visitor.get(file)) for file in files)
    report(row("home_page_ms", median(milliseconds), "ms", TARGET_MS))
    report(row("home_page_bytes", sent, "bytes", TARGET_BYTES))


class Visitor:
    """Is a browser in small: one connection kept alive, cookies, compressed answers."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the page that people use."""
        found = TOKEN.search(gzip.decompress(self.get("/signin")).decode())
        if not found:
            raise RuntimeError("the page to sign in has no form")
        fields = {"csrfmiddlewaretoken": found[1], "login": login, "password": password}
        answer, _body = self._ask("POST", "/signin", urlencode(fields))
        if answer.status != 302:
            raise RuntimeError(f"{login} is not let in: {answer.status}")

    def get(self, path: str) -> bytes:
        """Return the body of an answer, compressed as it was sent."""
        answer, body = self._ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return body

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, bytes]:
        headers = {
            "Accept-Encoding": "gzip" if path in ("/", "/signin") else "gzip, br",
            "Accept-Language": "fr",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        return answer, content


def _account(home: Home) -> tuple[str, str]:
    """Return login and password of the coordinator of the invented programme."""
    accounts = json.loads((home.folder / "demo.json").read_text())["accounts"]
    found = next(account for account in accounts if account["role"] == ROLE)
    return found["login"], found["password"]
