from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "pamoja.programme"
    label = "programme"
