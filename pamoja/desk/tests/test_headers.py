"""Every answer tells the browser what it may do: pages, files, errors, the doors for phones."""

import io
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from pamoja.config.wsgi import application
from pamoja.desk.headers import Headers, fills_a_form
from pamoja.kit.headers import always
from tests.cast import Cast, sign_in

EXPECTED = {
    "Content-Security-Policy": r"default-src 'none'.*|sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin|no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": r".*camera=\(\).*geolocation=\(\).*microphone=\(\).*",
    "Cache-Control": ".*(private|no-store).*",
}


def routes(patterns: Any, before: str = "") -> list[tuple[str, str]]:
    """Return name and route of every address."""
    found: list[tuple[str, str]] = []
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            found.append((one.name or route, route))
    return found


def filled(route: str) -> str:
    """Return an address of a route, with something in the place of what it asks for."""
    made_up = {"uuid": str(uuid.UUID(int=7)), "int": "7", "slug": "commitment", "str": "something", "path": "a/b"}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: made_up.get(found[1] or "str", "commitment"), route)


def faults(headers: Any) -> list[str]:
    """Return the headers that are missing or say something else."""
    return [
        f"{name}: {headers.get(name)}"
        for name, expected in EXPECTED.items()
        if not re.fullmatch(expected, headers.get(name, ""))
    ]


def walked(client: Client) -> dict[str, list[str]]:
    """Ask for every address, and return what is wrong with the answers, by address."""
    every = routes(get_resolver().url_patterns)
    assert len(every) > 50
    client.raise_request_exception = False
    found = {}
    for name, route in every:
        for answer in (client.get(filled(route)), client.post(filled(route))):
            wrong = [f"answers {answer.status_code}"] if answer.status_code >= 500 else faults(answer.headers)
            if wrong:
                found[f"{name} {filled(route)}"] = wrong
    return found


def test_every_address_answers_a_stranger_with_all_headers(db: None) -> None:
    assert walked(Client()) == {}


def test_every_address_answers_somebody_signed_in_with_all_headers(cast: Cast) -> None:
    class Staying(Client):
        """Signs in again when an address signed it out."""

        def request(self, **asked: Any) -> Any:
            if "_auth_user_id" not in self.session:
                self.force_login(cast.coordinator)
            return super().request(**asked)

    assert walked(Staying()) == {}


def test_pages_of_a_person_are_not_kept_by_the_browser(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.donor)
    assert client.get("/places").headers["Cache-Control"] == "private, no-store"


def test_scripts_and_styles_come_from_this_address_only(cast: Cast) -> None:
    policy = Client().get("/signin").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_static_files_have_them_and_may_be_kept(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("b{}")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = tmp_path, True, False
    answer = Client().get("/static/a.css")
    assert answer.status_code == 200
    wrong = [fault for fault in faults(answer.headers) if not fault.startswith("Cache-Control")]
    assert wrong == []
    assert "max-age" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("method", "status"), [("HEAD", 401), ("GET", 405), ("POST", 401)])
def test_the_door_for_submissions_has_them_too(db: None, method: str, status: int) -> None:
    said: dict[str, Any] = {}

    def start(line: str, headers: list[tuple[str, str]]) -> None:
        said.update(status=int(line.split()[0]), headers=dict(headers))

    list(application({"REQUEST_METHOD": method, "PATH_INFO": "/submission", "wsgi.input": io.BytesIO()}, start))  # type: ignore[arg-type]
    assert said["status"] == status
    assert faults(said["headers"]) == []


def test_a_page_that_fills_a_form_is_allowed_what_this_takes_and_no_script_of_its_own() -> None:
    @fills_a_form
    def page(_request: Any) -> HttpResponse:
        return HttpResponse("a form")

    answer = Headers(page)(RequestFactory().get("/"))  # type: ignore[arg-type]
    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline';" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    for name in ("camera", "geolocation", "microphone"):
        assert f"{name}=(self)" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_strict_transport_is_asked_for_where_there_is_tls(settings: Any) -> None:
    assert "Strict-Transport-Security" not in always()
    settings.HTTPS, settings.SECURE_HSTS_SECONDS = True, 31536000
    assert always()["Strict-Transport-Security"] == "max-age=31536000"


def test_no_cookie_is_open_to_scripts_or_to_other_sites(cast: Cast) -> None:
    client = Client()
    client.post("/language", {"language": "fr"})
    client.get("/signin")
    sign_in(client, cast.field_agent)
    names = {settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "known"}
    assert names <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
