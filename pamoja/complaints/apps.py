from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "pamoja.complaints"
    label = "complaints"
