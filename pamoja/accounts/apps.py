from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pamoja.accounts"
    label = "accounts"
