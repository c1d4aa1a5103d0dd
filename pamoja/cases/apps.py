from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "pamoja.cases"
    label = "cases"
