from django.apps import AppConfig


class StructuresConfig(AppConfig):
    name = "pamoja.structures"
    label = "structures"
