from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "pamoja.dialogue"
    label = "dialogue"
