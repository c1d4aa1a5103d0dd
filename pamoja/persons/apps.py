from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "pamoja.persons"
    label = "persons"
