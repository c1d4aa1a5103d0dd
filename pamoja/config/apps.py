from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "pamoja.config"
    label = "config"
