"""The menu of every page. Nouns put their places into it at start; a place nobody may see is not shown."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.web.addresses import url

# The places in the bar, in the order people look for them. Everything else stands under "More".
BAR = ("today", "posts", "pupils", "accounts", "policy")
NEW_POST = "new_post"
STOP_ALL_POSTS = "stop_all_posts"
# A headteacher has forty places under "More": they stand under a few words each, in the order people look for them.
# A place that no line names stands at the end, under the last words.
GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Pictures and posts"), ("before_pictures", "notices", "exposure", "who_may_post")),
    (
        _("For you"),
        ("sign", "requests", "my_right", "own_use", "rules", "notes", "pictures_of_me", "signing_in"),
    ),
    (_("Worries"), ("worry", "worries")),
    (_("Pupils and families"), ("families", "questions", "restricted", "import", "trust_roll")),
    (
        _("Personal data"),
        ("personal_data", "data_complaints", "breaches", "report_breach", "complain_about_data"),
    ),
    (
        _("Keeping our policy"),
        ("duties", "registers", "practice", "training", "signatures", "declarations", "bound", "own_lines"),
    ),
    (_("The school"), ("people", "calendar", "logins", "day_code", "leavers", "trail", "health", "export")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the menu leads to.

    `key` is what a page gives as `nav_current`; `words` may be lazy translations. `url_name` is reversed with
    the school's slug unless `is_one_school` is false (Today). `may` is needed to see it, None when all may.
    """

    key: str
    words: str | Promise
    url_name: str
    may: Permission | None = None
    is_one_school: bool = True

    def address(self, permissions: frozenset[Permission], school_slug: str) -> str | None:
        """Where it is for whoever may do this at this school ("" for none), or None when it is not for them."""
        if self.may is not None and self.may not in permissions:
            return None
        if not self.is_one_school:
            return url(self.url_name)
        return url(self.url_name, school_slug=school_slug) if school_slug else None


@dataclass(frozen=True, slots=True)
class Link:
    """A place as one page shows it."""

    key: str
    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Places under "More" that belong together."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Menu:
    """What the bar of one page shows. Each is one of its own, so that to look up what it was drawn as costs nothing."""

    bar: tuple[Link, ...] = ()
    more: tuple[Group, ...] = ()
    new_post: str = ""
    stop_all_posts: str = ""


_places: dict[str, Place] = {}


def put_in_menu(*places: Place) -> None:
    """Called by a noun when it starts; the same key again replaces the place."""
    for place in places:
        _places[place.key] = place
    _menu.cache_clear()


def places() -> tuple[Place, ...]:
    """Every place of the menu, those of the bar first."""
    in_bar = [_places[key] for key in BAR if key in _places]
    return (*in_bar, *(place for place in _places.values() if place.key not in BAR))


def menu_for(actor: Actor | None, current: str = "") -> Menu:
    """The menu of this person. Nobody signed in: an empty one."""
    if actor is None:
        return Menu()
    slug = "" if actor.school is None else actor.school.slug
    return _menu(actor.permissions, slug, current, get_language(), get_script_prefix())


def bar_at(permissions: frozenset[Permission], school_slug: str) -> tuple[Link, ...]:
    """The places in the bar that lead into a school, for whoever may do this there."""
    menu = _menu(permissions, school_slug, "", get_language(), get_script_prefix())
    return tuple(link for link in menu.bar if _places[link.key].is_one_school)


@lru_cache(maxsize=2000)
def _menu(
    permissions: frozenset[Permission], school_slug: str, current: str, _language: str, _prefix: str
) -> Menu:
    """The same for everybody who may do the same at a school, on every page of one place."""
    links = {
        place.key: Link(place.key, str(place.words), href, place.key == current)
        for place in places()
        if (href := place.address(permissions, school_slug)) is not None
    }
    return Menu(
        bar=tuple(links[key] for key in BAR if key in links),
        more=_grouped(
            {key: link for key, link in links.items() if key not in (*BAR, NEW_POST, STOP_ALL_POSTS)}
        ),
        new_post=links[NEW_POST].href if NEW_POST in links else "",
        stop_all_posts=links[STOP_ALL_POSTS].href if STOP_ALL_POSTS in links else "",
    )


def _grouped(links: dict[str, Link]) -> tuple[Group, ...]:
    """The places under "More" as they belong together; a group without any is left out."""
    named = {key for _words, keys in GROUPS for key in keys}
    others = tuple(key for key in links if key not in named)
    last = len(GROUPS) - 1
    found = [
        Group(
            str(words), tuple(links[key] for key in (*keys, *(others if at == last else ())) if key in links)
        )
        for at, (words, keys) in enumerate(GROUPS)
    ]
    return tuple(group for group in found if group.links)
