from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "schoolgate.notifications"
    label = "notifications"
