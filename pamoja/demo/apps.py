from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pamoja.demo"
    label = "demo"
