from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "pamoja.money"
    label = "money"
