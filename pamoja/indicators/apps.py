from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "pamoja.indicators"
    label = "indicators"
