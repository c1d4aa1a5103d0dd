from django.apps import AppConfig


class ExcelConfig(AppConfig):
    name = "pamoja.excel"
    label = "excel"
