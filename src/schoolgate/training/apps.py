from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "schoolgate.training"
    label = "training"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.training import actions  # noqa: F401  (registers the actions)
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(Place("training", _("Training"), "training:courses", Permission.TRAINING_READ))
