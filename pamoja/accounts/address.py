"""The address that a request comes from, to count wrong passwords by it."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings

UNKNOWN = "0.0.0.0"  # noqa: S104


def address_of(environ: Mapping[str, Any]) -> str:
    """Return the IP address of the caller, UNKNOWN when none can be read.

    Behind the proxy of an instance with HTTPS it is the last one in X-Forwarded-For, which the proxy itself wrote; what
    stands before it, and the whole header elsewhere, could be anybody's invention.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    found = forwarded.rpartition(",")[2].strip() or environ.get("REMOTE_ADDR") or ""
    try:
        return str(ipaddress.ip_address(found))
    except ValueError:
        return UNKNOWN


def network_of(address: str) -> str:
    """Return what stands for an address when guesses are counted: of IPv6, the half that one subscriber is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
