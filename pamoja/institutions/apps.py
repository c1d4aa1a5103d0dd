from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "pamoja.institutions"
    label = "institutions"
