from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """The trail guards its tables itself: after every migrate its triggers are put in place again."""

    name = "schoolgate.audit"
    label = "audit"
    verbose_name = "The trail"

    def ready(self) -> None:
        from schoolgate.audit import triggers

        pre_migrate.connect(triggers.before_migrating, sender=self)
        post_migrate.connect(triggers.after_migrating, sender=self)
