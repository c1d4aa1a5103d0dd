"""The QR code that configures ODK Collect and KoboCollect: settings as JSON, deflated, in base64.

Keys as ODK documents them (docs.getodk.org, "Settings QR codes"): `general` holds what the person may change, `admin`
what they may not, `project` how the app shows it. What is left out is reset to Collect's default; `general` and `admin`
must stand.
"""

import base64
import io
import json
import zlib
from typing import Any

import segno

MARK_COLOUR = "#0b5568"


def settings(server_url: str, project: str, language: str = "") -> dict[str, Any]:
    """Return Collect's settings for a server address that holds the key of a device (".../key/TOKEN").

    The phone takes exactly the forms that the server lists, fetches new versions itself, and sends what is finished as
    soon as there is a network. `language` is that of the app (fr, sw, en).
    """
    general = {
        "protocol": "odk_default",
        "server_url": server_url,
        "form_update_mode": "match_exactly",
        "periodic_form_updates_check": "every_one_hour",
        "autosend": "wifi_and_cellular",
        "analytics": False,
    }
    if language:
        general["app_language"] = language
    admin = {"change_server": False}
    return {"general": general, "admin": admin, "project": {"name": project, "icon": "P", "color": MARK_COLOUR}}


def qr_text(found: dict[str, Any]) -> str:
    """Return settings as the text that a QR code carries."""
    packed = json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(packed, 9)).decode("ascii")


def read_qr_text(text: str) -> dict[str, Any]:
    """Return the settings that `qr_text` packed."""
    read: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return read


def qr_svg(text: str, title: str = "") -> str:
    """Return a QR code as an inline SVG that scales to its box: black on white, with the margin that scanners need."""
    written = io.BytesIO()
    code = segno.make(text, micro=False, error="l", boost_error=True)
    code.save(written, kind="svg", xmldecl=False, omitsize=True, border=4, light="#fff", title=title or None)
    return written.getvalue().decode()
