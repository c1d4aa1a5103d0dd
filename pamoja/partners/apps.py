from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "pamoja.partners"
    label = "partners"
