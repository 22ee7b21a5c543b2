from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalDataConfig(AppConfig):
    name = "schoolgate.personal_data"
    label = "personal_data"

    def ready(self) -> None:
        from schoolgate.keeping.again import done_again
        from schoolgate.kernel.permissions import Permission
        from schoolgate.personal_data.again import empty_again
        from schoolgate.web.navigation import Place, put_in_menu

        done_again(empty_again)
        put_in_menu(
            Place("personal_data", _("Personal data"), "personal_data:start", Permission.PERSONAL_DATA_KEEP),
            Place(
                "data_complaints",
                _("Complaints about data"),
                "personal_data:complaints",
                Permission.DATA_COMPLAINT_READ,
            ),
            Place("complain_about_data", _("Complain about data"), "personal_data:complain"),
        )
