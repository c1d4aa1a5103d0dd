from django.apps import AppConfig


class PseaConfig(AppConfig):
    name = "pamoja.psea"
    label = "psea"
