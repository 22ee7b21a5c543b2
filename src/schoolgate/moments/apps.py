from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MomentsConfig(AppConfig):
    name = "schoolgate.moments"
    label = "moments"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from schoolgate.kernel.permissions import Permission
        from schoolgate.moments import actions, asking_to_read, before_access, followers  # noqa: F401  (they register themselves)
        from schoolgate.moments.guards import install_guards
        from schoolgate.web.navigation import Place, put_in_menu

        post_migrate.connect(install_guards, sender=self)
        put_in_menu(
            Place("sign", _("Read and sign"), "moments:sign", Permission.DOCUMENTS_SIGN),
            Place("declarations", _("Declarations"), "moments:declarations", Permission.DECLARATIONS_READ),
        )
        put_in_menu(Place("own_lines", _("Lines of our own"), "moments:own_lines", Permission.FORM_MAKE))
        put_in_menu(Place("rules", _("Our rules in short"), "moments:rules", Permission.POLICY_READ))
        put_in_menu(Place("notes", _("Notes on safe use"), "moments:notes", Permission.DOCUMENTS_SIGN))
        put_in_menu(Place("own_use", _("Your own accounts"), "moments:own_use", Permission.POLICY_READ))
