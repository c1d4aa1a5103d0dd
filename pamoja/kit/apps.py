from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "pamoja.kit"
    label = "kit"
