from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "pamoja.intake"
    label = "intake"
