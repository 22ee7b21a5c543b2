"""The template engine, with an environment for each language.

What a page says to everybody is put into it when it is compiled; only what it says of somebody is looked up when it
is shown.
"""

from typing import Any

from django.template.backends.jinja2 import Jinja2
from django.utils import translation
from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

ASKS = frozenset({"_", "gettext"})


class InLanguages(Jinja2):
    """Django's engine for Jinja; `env` is the environment of the reader's language."""

    _made: Environment
    _by_language: dict[str | None, Environment]

    @property
    def env(self) -> Environment:
        language = translation.get_language()
        found = self._by_language.get(language)
        if found is None:
            found = self._by_language[language] = self._made.overlay()
        return found

    @env.setter
    def env(self, made: Environment) -> None:
        self._made, self._by_language = made, {}


class _Piece(Template):
    """Its macros are the same for every page: no page is given globals of its own, so none are looked for."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 (Jinja's name)
        return super()._get_default_module()


class Spoken(Environment):
    """Compiles a template in the language that is active."""

    template_class = _Piece

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Translates().visit(super()._parse(source, name, filename))
        return tree


class _Translates(NodeTransformer):
    """`_("Sign out")` becomes its words. Where something is put into the words, it stays a call."""

    def visit_Call(self, call: nodes.Call, *args: Any, **given: Any) -> nodes.Node:  # noqa: N802 (Jinja names it)
        self.generic_visit(call, *args, **given)
        asked = call.node
        if not (isinstance(asked, nodes.Name) and asked.name in ASKS and len(call.args) == 1):
            return call
        message = call.args[0]
        if not isinstance(message, nodes.Const) or call.kwargs or call.dyn_args or call.dyn_kwargs:
            return call
        words = nodes.Const(translation.gettext(message.value) % {}, lineno=call.lineno)
        return nodes.MarkSafeIfAutoescape(words, lineno=call.lineno)
