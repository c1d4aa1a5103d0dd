from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "pamoja.activities"
    label = "activities"
