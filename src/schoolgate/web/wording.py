"""Words in the reader's language, as templates ask for them: looked up once for each language, then kept.

They behave as Jinja's own with `newstyle`: every message is a format, and what is put into it is escaped.
"""

from functools import lru_cache
from typing import Any

from django.utils import translation
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

MANY = 5000


@pass_eval_context
def gettext(asked: EvalContext, message: str, /, **given: Any) -> str:
    if given:
        return _message(translation.get_language(), message, asked.autoescape) % given
    return _finished(translation.get_language(), message, asked.autoescape)


@pass_eval_context
def ngettext(asked: EvalContext, one: str, many: str, number: int, /, **given: Any) -> str:
    said = _number_message(translation.get_language(), one, many, number, asked.autoescape)
    return said % {"num": number, **given}


@lru_cache(maxsize=MANY)
def _message(_language: str | None, message: str, escaped: bool | None) -> str:
    return _text(translation.gettext(message), escaped)


@lru_cache(maxsize=MANY)
def _finished(language: str | None, message: str, escaped: bool | None) -> str:
    return _message(language, message, escaped) % {}


@lru_cache(maxsize=MANY)
def _number_message(_language: str | None, one: str, many: str, number: int, escaped: bool | None) -> str:
    return _text(translation.ngettext(one, many, number), escaped)


def _text(said: str, escaped: bool | None) -> str:
    return Markup(said) if escaped else said  # noqa: S704 (messages are the program's own)
