from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficialAccountsConfig(AppConfig):
    name = "schoolgate.official_accounts"
    label = "official_accounts"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(Place("accounts", _("Accounts"), "official_accounts:accounts", Permission.ACCOUNT_READ))
