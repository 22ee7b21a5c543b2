from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "schoolgate.duties"
    label = "duties"
