from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "schoolgate.duties"
    label = "duties"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from schoolgate.duties import followers, newcomers  # noqa: F401  (they register themselves)
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        autodiscover_modules("duty_subjects")
        put_in_menu(Place("duties", _("What is to be done"), "duties:duties", Permission.DUTIES_READ))
