from django.apps import AppConfig


class EconomyConfig(AppConfig):
    name = "pamoja.economy"
    label = "economy"
