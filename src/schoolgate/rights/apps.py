from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    name = "schoolgate.rights"
    label = "rights"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.official_accounts.surroundings import LACKING
        from schoolgate.rights.queries import lacking_at
        from schoolgate.web.navigation import Place, put_in_menu

        LACKING.append(lacking_at)
        put_in_menu(
            Place("my_right", _("My right to post"), "rights:mine", Permission.POST_WRITE),
            Place("who_may_post", _("Who may post"), "rights:who", Permission.SIGNATURES_READ),
            Place("signatures", _("Who has signed"), "rights:signatures", Permission.PERSON_READ),
        )
