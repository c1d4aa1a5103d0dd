import logging

from django.apps import AppConfig

from pamoja.openrosa.privacy import HideKeys


class OpenrosaConfig(AppConfig):
    name = "pamoja.openrosa"
    label = "openrosa"

    def ready(self) -> None:
        """Hide the keys of devices from the lines that Django logs about requests."""
        for name in ("django.request", "django.server"):
            logging.getLogger(name).addFilter(HideKeys())
