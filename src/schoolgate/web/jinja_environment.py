"""What every template can use: addresses, words in the reader's language, times as people say them, the menu."""

from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    Undefined,
    pass_context,
    pass_environment,
)
from jinja2.runtime import Context

from schoolgate.web import said_times, wording
from schoolgate.web.addresses import address_or_nothing, url, url_of_each
from schoolgate.web.languages import Spoken
from schoolgate.web.navigation import Menu, menu_for

BUILT_STYLES = "schoolgate.css"
PLAIN_STYLES = "plain.css"


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 engine asks for, with the GOV.UK components beside our own."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], govuk])
    options.update(autoescape=True, undefined=Undefined, trim_blocks=True, lstrip_blocks=True)
    made = Spoken(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(
        _=wording.gettext,
        gettext=wording.gettext,
        ngettext=wording.ngettext,
        static=kept_static,
        url=url,
        url_of_each=url_of_each,
        address_or_nothing=address_or_nothing,
        menu_for=menu_for,
        links_of_menu=links_of_menu,
        stylesheet=stylesheet,
        language=language,
        direction=direction,
        languages=lambda: settings.LANGUAGES,
        time_of=time_of,
        undo_of=undo_of,
    )
    made.filters.update(
        when=when,
        by=by,
        day=day,
        time_of=time_of,
        clock=said_times.clock,
        in_full=said_times.in_full,
        sentence_list=said_times.sentence_list,
    )
    return made


@cache
def kept_static(path: str) -> str:
    """The address of a file, with a mark of what is in it.

    Browsers keep files for an hour. What a new version of the program brings has another address, so that nobody's
    page runs with the script of the version before. Nothing changes while the program runs.
    """
    found = finders.find(path)
    mark = sha256(Path(found).read_bytes()).hexdigest()[:10] if found else ""
    return f"{static(path)}?{mark}" if mark else static(path)


@cache
def stylesheet() -> str:
    """The address of the built stylesheet, or of the plain one where it could not be built."""
    return kept_static(BUILT_STYLES if finders.find(BUILT_STYLES) else PLAIN_STYLES)


@pass_environment
@lru_cache(maxsize=2000)
def links_of_menu(made: Environment, menu: Menu, part: str) -> SafeString:
    """The links of a part of the menu ("bar", "more"); the same on every page for all who see the same ones."""
    return SafeString(made.get_template(f"menu_{part}.html").render(links=getattr(menu, part)))


def language() -> str:
    """The reader's language, as the `lang` attribute wants it."""
    return get_language() or settings.LANGUAGE_CODE


def direction() -> str:
    """Which way the reader's language runs: ltr or rtl."""
    return "rtl" if get_language_bidi() else "ltr"


def now_of(context: Context) -> datetime | None:
    """The moment of the request. Where a page has none, times are said in full."""
    now: datetime | None = context.get("now")
    if now is None and (actor := context.get("actor")) is not None:
        now = actor.now
    return now


@pass_context
def when(context: Context, moment: datetime) -> str:
    """`{{ post.goes_out_at|when }}`: "today 15:30"."""
    return said_times.when(moment, now_of(context))


@pass_context
def by(context: Context, moment: datetime) -> str:
    """`{{ duty.due_at|by }}`: "Monday by 17:00"."""
    return said_times.by(moment, now_of(context))


@pass_context
def day(context: Context, on: date | datetime) -> str:
    """`{{ appointment.last_on|day }}`: "tomorrow", "12 December"."""
    on = localtime(on).date() if isinstance(on, datetime) else on
    now = now_of(context)
    return said_times.in_full(on) if now is None else said_times.day(on, localtime(now).date())


@pass_context
def time_of(context: Context, moment: date | datetime, *, as_deadline: bool = False) -> SafeString:
    """A <time> as people say it, with the full date and time on hover and to screen readers."""
    if not isinstance(moment, datetime):
        said = day(context, moment)
    else:
        said = by(context, moment) if as_deadline else when(context, moment)
    full = said_times.in_full(moment)
    if said == full:
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), said)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="govuk-visually-hidden"> ({})</span></time>',
        moment.isoformat(),
        full,
        said,
        full,
    )


def undo_of(message: Any) -> str:
    """Where a confirmation can be undone, or "" (see `schoolgate.web.forms.say`)."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:"):
            return tag.removeprefix("undo:")
    return ""
