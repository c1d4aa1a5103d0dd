from django.apps import AppConfig


class OpenrosaConfig(AppConfig):
    name = "pamoja.openrosa"
    label = "openrosa"
