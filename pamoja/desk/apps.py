from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pamoja.desk"
    label = "desk"
