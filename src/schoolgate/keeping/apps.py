from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    name = "schoolgate.keeping"
    label = "keeping"

    def ready(self) -> None:
        from schoolgate.keeping import (  # noqa: F401  (followers register themselves)
            banners,
            followers,
            holds,
            leaving,
            mail_test,
            put_right,
            reading_back,
        )
        from schoolgate.kernel.holding import holds_are_asked_of
        from schoolgate.kernel.permissions import Permission
        from schoolgate.kernel.put_right import must_be_put_right_first
        from schoolgate.posts.publishing.leaving import write_down_with
        from schoolgate.web.context import banner
        from schoolgate.web.navigation import Place, put_in_menu

        holds_are_asked_of(holds.HOLDS)
        write_down_with(leaving.before_leaving)
        must_be_put_right_first(put_right.refusals)
        banner(banners.held)
        banner(banners.trial)
        put_in_menu(
            Place("health", _("Health"), "keeping:health", Permission.INSTALLATION_SEE),
            Place("export", _("Take everything out"), "keeping:export", Permission.SCHOOL_EXPORT),
        )
