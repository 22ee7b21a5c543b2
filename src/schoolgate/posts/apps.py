from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostsConfig(AppConfig):
    name = "schoolgate.posts"
    label = "posts"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from schoolgate.kernel.permissions import Permission
        from schoolgate.posts import (  # noqa: F401  (they register themselves)
            banners,
            followers,
            reading_pictures,
            telling,
        )
        from schoolgate.posts.guards import install_guards
        from schoolgate.posts.publishing import deleting  # noqa: F401  (registers itself)
        from schoolgate.web.context import banner
        from schoolgate.web.navigation import Place, put_in_menu

        post_migrate.connect(install_guards, sender=self)
        banner(banners.stopped)
        put_in_menu(
            Place("posts", _("Posts"), "posts:list", Permission.POST_READ),
            Place("new_post", _("New post"), "posts:new", Permission.POST_WRITE),
            Place("stop_all_posts", _("Stop all posts"), "posts:stop", Permission.POSTS_STOP),
            Place("notices", _("Urgent notices"), "posts:notices", Permission.POST_READ),
            Place("pictures_of_me", _("Pictures of me"), "posts:shows_me", Permission.OWN_PICTURE),
        )
