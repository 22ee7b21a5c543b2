"""A form that is one action: it validates, does the action, and turns refusals into errors in place."""

import secrets
from typing import Any, Self

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from schoolgate.kernel.actions import Action, AlreadyDone, Done, Refused
from schoolgate.kernel.actor import Actor
from schoolgate.rules.refusals import Refusal


class ActionForm(forms.Form):
    """Base of every form that changes something. `form_key` makes posting it twice do it once."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    refusals: tuple[Refusal, ...] = ()
    done: Done | None = None
    was_done_before = False

    def full_clean(self) -> None:
        """Where a form has no words of its own for an empty field, they name the field."""
        for name, field in self.fields.items():
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                is_choice = isinstance(field, forms.ChoiceField)
                words = _("Choose an answer: %(label)s") if is_choice else _("“%(label)s” is still empty.")
                field.error_messages["required"] = words % {"label": self[name].label}
        super().full_clean()

    @classmethod
    def of(cls, request: HttpRequest, **given: Any) -> Self:
        """The form as posted, or fresh with a new key."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, **given)
        return cls(initial={"form_key": secrets.token_urlsafe(24), **given.pop("initial", {})}, **given)

    def does(self, action: Action, actor: Actor, subject: models.Model, **extra: Any) -> bool:
        """True when the form was posted, was in order and the action is done (now or by its first posting)."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            self.done = action(
                actor, subject, form_key=self.cleaned_data.get("form_key", ""), **self.given(), **extra
            )
        except AlreadyDone as before:
            self.was_done_before = True
            self.done_id = before.subject_id
            return True
        except Refused as refused:
            self.refusals = refused.refusals
            for refusal in refused.refusals:
                field = refusal.about if refusal.about in self.fields else None
                self.add_error(field, f"{refusal.words} {refusal.next_step}".strip())
            return False
        self.done_id = str(self.done.subject.pk)
        return True

    def given(self) -> dict[str, Any]:
        """What the action is given: the cleaned fields but the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


def say(request: HttpRequest, words: str, *, undo_url: str = "") -> None:
    """A confirmation on the next page, with *Undo* where it can be undone."""
    messages.success(request, words, extra_tags=f"undo:{undo_url}" if undo_url else "")
