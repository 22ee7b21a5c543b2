from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "schoolgate.kernel"
    label = "kernel"
