"""What is to be put right, for the foot of the page: each thing with the buttons that do it, or the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.composing import Composed
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.web.jinja_environment import url

# Not wrong, only not said yet: a fresh page should not look like a list of faults.
_NOT_SAID_YET = frozenset(
    {Control.STATE, Control.PURPOSE_CHOSEN, Control.JUDGEMENT_ANSWERED, Control.ACCESSIBLE_TO_ALL}
)


# What is said in a field of this page.
_SAID_HERE = {
    "other_route": gettext_lazy("Say how else"),
    "single_pupil_reason": gettext_lazy("Say why"),
}

# What is put right on a page of its own.
_PAGES = {
    "sign_now": (gettext_lazy("Read and sign now"), "moments:sign"),
    "my_right": (gettext_lazy("See what is missing"), "rights:mine"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A button of the page (`do` is what it sends), or a link to a place on it (`href`).

    What leads away is a button, so that everything typed is kept first.
    """

    words: str
    do: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to put right, and the ways to do it."""

    refusal: Refusal
    ways: tuple[Way, ...]
    is_only_missing: bool

    @property
    def place(self) -> str:
        """Where on the page it is filled in, if it is only missing: the way there says all that there is to do."""
        return next((way.href for way in self.ways if way.href), "") if self.is_only_missing else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The foot of the page: one sentence, and what opens under it. After Send the page says the same at its top."""

    words: str
    fixes: tuple[Fix, ...]
    hints: tuple[Refusal, ...]

    @property
    def is_ready(self) -> bool:
        return not self.fixes


def standing(actor: Actor, page: Composed, refusals: Sequence[Refusal] | None = None) -> Standing:
    """Where the post stands: from the refusals of what was just tried, or those of the post as it is saved."""
    told = [
        _kept_from_strangers(actor, page, one) for one in (page.refusals if refusals is None else refusals)
    ]
    fixes = tuple(sorted((_fix(actor, page, one) for one in told if not one.warning), key=_wrong_first))
    words = _counted(fixes)
    if refusals is None and page.post is None:
        words = _("Start with a picture or with the words")
    return Standing(words or _("Ready to send"), fixes, tuple(one for one in told if one.warning))


def _wrong_first(fix: Fix) -> bool:
    return fix.is_only_missing


def _counted(fixes: Sequence[Fix]) -> str:
    """Every one of them, in two numbers: what is wrong, and what is not said yet."""
    missing = sum(fix.is_only_missing for fix in fixes)
    wrong = len(fixes) - missing
    said = []
    if wrong:
        words = ngettext("%(number)s thing to put right", "%(number)s things to put right", wrong)
        said.append(words % {"number": wrong})
    if missing:
        words = ngettext("%(number)s answer to go", "%(number)s answers to go", missing)
        said.append(words % {"number": missing})
    return ", ".join(said)


def _fix(actor: Actor, page: Composed, refusal: Refusal) -> Fix:
    ways = tuple(way for key in refusal.ways if (way := _way(actor, page, refusal, key)) is not None)
    if not ways and (place := _place_of(page, refusal.about)):
        ways = (Way(_("Go there"), href=place),)
    return Fix(refusal, ways, _is_only_missing(refusal))


def _is_only_missing(refusal: Refusal) -> bool:
    """Whether nothing is wrong, only unsaid: an answer not given, words not written, nobody counted."""
    if refusal.control is Control.EVERY_PICTURE_LOOKED_AT:
        return not refusal.ways
    if refusal.control is Control.ONLY_OFFICIAL_ACCOUNTS:
        return refusal.about == "places"
    return refusal.control in _NOT_SAID_YET and bool(refusal.about)


def _way(actor: Actor, page: Composed, refusal: Refusal, key: str) -> Way | None:
    if key in _PAGES:
        said, page_name = _PAGES[key]
        return Way(str(said), do=f"go:{url(page_name, school_slug=actor.school.slug)}")
    name, _colon, what = key.partition(":")
    kind, _colon, about = refusal.about.partition(":")
    if name in _SAID_HERE:
        return Way(str(_SAID_HERE[name]), href=f"#id_{name}")
    if name == "faces" and page.post is not None:
        there = {"post_id": page.post.pk, "picture_id": int(about)}
        address = url("posts:faces", school_slug=actor.school.slug, **there)
        return Way(_("Go through the faces"), do=f"go:{address}")
    if name == "words" and page.post is not None:
        there = {"post_id": page.post.pk, "picture_id": int(about)}
        address = url("posts:words", school_slug=actor.school.slug, **there)
        return Way(_("Look at each of them"), do=f"go:{address}")
    return (
        _about_somebody(page, name, what, about)
        or _about_words_seen(name, what)
        or _about_words(name, kind, about)
    )


def _about_somebody(page: Composed, name: str, what: str, about: str) -> Way | None:
    """The ways where somebody may not be shown, or has no name yet."""
    if name == "leave_out":
        return Way(_("Leave out %(place)s") % {"place": _place_name(page, int(what))}, do=f"leave_out:{what}")
    return {
        "cover": Way(_("Cover them"), do=f"cover:{about}"),
        "cover_all": Way(_("Cover everybody who may not be shown"), do=f"cover_all:{what}"),
        "remove_picture": Way(_("Take this picture out"), do=f"remove_picture:{what}"),
        "name": Way(_("Name them"), href=f"#who-{about}"),
        "count": Way(_("Change the number"), href=f"#count-{about}"),
    }.get(name)


def _about_words_seen(name: str, what: str) -> Way | None:
    """The ways where something can be read in a picture; `what` are its ids."""
    words = {
        "cover_words": ngettext("Cover it", "Cover all of them", what.count(",") + 1),
        "no_name": _("It is not a pupil’s name"),
        "not_private": _("It is not private"),
    }.get(name)
    return Way(words, do=f"{name}:{what}") if words else None


def _about_words(name: str, kind: str, about: str) -> Way | None:
    words = {
        "put_credit": _("Put it under the words"),
        "take_out": _("Take it out"),
        "use_first_name": _("Use the first name"),
        "no_pupil_meant": _("No pupil is meant"),
    }.get(name)
    return Way(words, do=f"{name}:{about}") if words and kind in ("words", "picture") else None


def _place_name(page: Composed, account: int) -> str:
    return next((one.name for one in page.accounts if one.pk == account), _("that place"))


def _place_of(page: Composed, about: str) -> str:
    """Where on the page the thing is that a refusal is about."""
    kind, _colon, what = about.partition(":")
    if kind == "picture":
        return f"#about-{what}"
    if kind == "judgement":
        key, _colon, words = what.partition(":")
        number = next(
            (number for number, one in enumerate(page.questions) if (one.key, one.about) == (key, words)),
            None,
        )
        return "#questions" if number is None else f"#question-{number}"
    return {
        "text": "#id_text",
        "speaker": "#id_speaker",
        "objective": "#id_objective",
        "places": "#id_places",
        "place": "#id_places",
        "goes_out_at": "#id_when",
        "pictures": "#pictures",
        "taken_with": "#id_taken_with",
        "single_pupil_reason": "#id_single_pupil_reason",
        "other_route": "#id_other_route",
    }.get(kind, "")


def _kept_from_strangers(actor: Actor, page: Composed, refusal: Refusal) -> Refusal:
    """Whoever is not staff hears that somebody cannot be shown, not which pupil."""
    if actor.may(Permission.PUPIL_NAME) or page.facts is None or not refusal.about.startswith("shown:"):
        return refusal
    shown_id = int(refusal.about.removeprefix("shown:"))
    everyone = (one for picture in page.facts.pictures for one in picture.shown)
    name = next((one.short_name for one in everyone if one.id == shown_id and one.is_pupil), "")
    return replace(refusal, words=refusal.words.replace(name, _("Somebody"), 1)) if name else refusal
