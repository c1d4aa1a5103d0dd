from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "pamoja.emergency"
    label = "emergency"
