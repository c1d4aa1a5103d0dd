from django.apps import AppConfig


class ContextConfig(AppConfig):
    name = "pamoja.context"
    label = "context"
