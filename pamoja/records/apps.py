from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "pamoja.records"
    label = "records"
