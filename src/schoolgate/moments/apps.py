from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MomentsConfig(AppConfig):
    name = "schoolgate.moments"
    label = "moments"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(Place("own_use", _("Your own accounts"), "moments:own_use", Permission.POLICY_READ))
