from django.apps import AppConfig


class LakeConfig(AppConfig):
    name = "pamoja.lake"
    label = "lake"
