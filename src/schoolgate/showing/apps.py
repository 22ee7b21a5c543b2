from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowingConfig(AppConfig):
    name = "schoolgate.showing"
    label = "showing"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.showing import actions, duty_subjects, queries  # noqa: F401  (they register themselves)
        from schoolgate.web.navigation import Place, put_in_menu
        from schoolgate.wishes.occasions import NAMED_BY

        NAMED_BY.append(queries.names_of_occasions)
        put_in_menu(
            Place("before_pictures", _("Before I take pictures"), "showing:choose", Permission.PUPIL_NAME),
            Place("exposure", _("What is public of pupils"), "showing:exposure", Permission.CONSENT_READ),
        )
