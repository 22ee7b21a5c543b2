from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    name = "schoolgate.connectors"
    label = "connectors"
