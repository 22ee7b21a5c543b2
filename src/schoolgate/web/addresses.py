"""Addresses of pages by their names, worked out once and kept: a page leads to dozens of others."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, reverse

# No row has this number; it shows where the number of a row stands in an address.
_NO_ROW = 9_999_999_999_999


def url(name: str, *args: Any, **given: Any) -> str:
    """The address of a page by its name: `url("posts:approve", post.pk, school_slug=actor.school.slug)`."""
    return _kept(get_script_prefix(), name, *args, **given)


def url_of_each(name: str, number: str, **given: Any) -> Callable[[int], str]:
    """For the rows of a list: what makes the address of one of its number.

    `{% set page_of = url_of_each("posts:post", "post_id", school_slug=…) %}`, then `{{ page_of(row.pk) }}`.
    """
    before, _, after = url(name, **given, **{number: _NO_ROW}).rpartition(str(_NO_ROW))
    return lambda row: f"{before}{row}{after}"


def address_or_nothing(name: str) -> str:
    """The address of a page that is the same for everybody, or "" where this installation has none."""
    try:
        return url(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=5000)
def _kept(_prefix: str, name: str, *args: Any, **given: Any) -> str:
    return reverse(name, args=args or None, kwargs=given or None)
