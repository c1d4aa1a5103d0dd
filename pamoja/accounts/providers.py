"""Organisations whose people sign in through their own organisation, as the file sign-in.toml declares them.

[kiongozi]                                   # the code of the organisation
name = "Kiongozi"                            # on the button
address = "https://login.kiongozi.example"   # the issuer, as OpenID Connect calls it
client = "pamoja"
secret_file = "/srv/pamoja/secrets/kiongozi"
domains = ["kiongozi.example"]               # whose e-mail addresses its directory vouches for; may be left out
"""

import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from pamoja.kit.problems import Problem

NEEDED = ("name", "address", "client", "secret_file")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Provider:
    """Hold how the people of one organisation sign in through it."""

    organisation: str
    name: str
    address: str
    client: str
    secret: str
    domains: tuple[str, ...] = ()


def read_providers(path: Path | None = None) -> tuple[list[Provider], list[Problem]]:
    """Return what the file declares, and what is wrong with it; an organisation with a fault is left out.

    No file, no provider. The file is read each time, so that a change needs no restart.
    """
    path = path or Path(settings.SIGN_IN)
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError) as error:
        return [], [Problem("sign_in.unreadable", file=path, reason=error)]
    found, problems = [], []
    for organisation, entry in declared.items():
        try:
            found.append(_provider(path, organisation, entry))
        except Problem as problem:
            problems.append(problem)
    return found, problems


def _provider(path: Path, organisation: str, entry: Any) -> Provider:
    facts = entry if isinstance(entry, dict) else {}
    for name in NEEDED:
        if not isinstance(facts.get(name), str) or not facts[name]:
            raise Problem("sign_in.field_missing", file=path, organisation=organisation, field=name)
    address = urlsplit(facts["address"])
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise Problem("sign_in.not_https", file=path, organisation=organisation, address=facts["address"])
    secret = _secret(path, organisation, Path(facts["secret_file"]))
    domains = tuple(str(domain).lower() for domain in facts.get("domains", ()))
    return Provider(organisation, facts["name"], facts["address"].rstrip("/"), facts["client"], secret, domains)


def _secret(path: Path, organisation: str, file: Path) -> str:
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise Problem("sign_in.secret_open", file=path, organisation=organisation, secret=file)
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise Problem("sign_in.secret_missing", file=path, organisation=organisation, secret=file) from error
