"""What every answer tells the browser that it may do: the same words at every door."""

from django.conf import settings

SELF = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
SELF += "frame-ancestors 'none'; "
PAGE_POLICY = SELF + "style-src 'self'; img-src 'self' data:"
FORM_POLICY = SELF + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:"
"""A page that fills a survey form shows styles that its form engine makes, and photographs before they are sent."""
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For answers that are no pages."""

REFUSED = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "display-capture", "encrypted-media", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
OF_A_FORM = ("camera", "geolocation", "microphone")
OF_A_KEY = ("publickey-credentials-create", "publickey-credentials-get")


def permissions(form: bool = False) -> str:
    """Return the permissions policy: security keys everywhere; camera, place, microphone where a form is filled."""
    allowed = {**dict.fromkeys(REFUSED, "()"), **dict.fromkeys(OF_A_FORM, "(self)" if form else "()")}
    allowed |= dict.fromkeys(OF_A_KEY, "(self)")
    return ", ".join(f"{name}={whom}" for name, whom in sorted(allowed.items()))


PERMISSIONS = permissions()
FORM_PERMISSIONS = permissions(form=True)


def always() -> dict[str, str]:
    """Return the headers of every answer, whatever it holds; a view may have set stricter ones."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
    }
    if settings.HTTPS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers
