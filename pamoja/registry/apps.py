from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "pamoja.registry"
    label = "registry"
