"""The one form of the page for writing a post. Each picture and each question has a small form of its own in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from schoolgate.official_accounts.audiences import with_its_audience
from schoolgate.posts.actions.judging import Answer
from schoolgate.posts.actions.picturing import PictureSaid
from schoolgate.posts.composing import Composed, Question
from schoolgate.posts.last_time import LastTime
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.cameras import CAMERAS, allowed_cameras
from schoolgate.rules.school_time.clock import local_time
from schoolgate.web.forms import ActionForm

LONGEST_TEXT = 5000
SOON, AT = "soon", "at"
MORE = "more"
_COUNTS = [
    ("0", lazy("Nobody")),
    *((str(number), str(number)) for number in range(1, 7)),
    (MORE, lazy("More")),
]


class WallTimeField(forms.DateTimeField):
    """A time as the clock on the wall shows it; not one that comes twice or never when the clocks change."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        if not value or isinstance(value, datetime):
            return value or None
        try:
            shown = datetime.strptime(value.strip()[:16], "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a wall time has no zone
        except ValueError:
            raise forms.ValidationError(_("Write the day and the time, like 24/11/2026 15:30.")) from None
        moment = local_time(shown.date(), shown.time())
        if not isinstance(moment, datetime):
            raise forms.ValidationError(f"{moment.words} {moment.next_step}")
        return moment


class ComposeForm(ActionForm):
    """What the post says, what it is for, where it goes and when."""

    post = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=lazy("What do you want to say?"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea
    )
    title = forms.CharField(label=lazy("A title, if it needs one"), required=False, max_length=120)
    speaker = forms.ChoiceField(label=lazy("Who speaks?"), required=False, widget=forms.RadioSelect)
    objective = forms.ChoiceField(label=lazy("What is it for?"), required=False, widget=forms.RadioSelect)
    places = forms.MultipleChoiceField(
        label=lazy("Where does it go?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    when = forms.ChoiceField(
        label=lazy("When?"),
        required=False,
        choices=[(SOON, lazy("As soon as it is approved")), (AT, lazy("At a time"))],
        widget=forms.RadioSelect,
    )
    goes_out_at = WallTimeField(label=lazy("Day and time"), required=False)
    single_pupil_reason = forms.CharField(
        label=lazy("Why is it right to show one pupil alone?"), required=False, max_length=200
    )

    taken_with = forms.MultipleChoiceField(
        label=lazy("What were the pictures taken with?"),
        help_text=lazy("What you said last time is filled in."),
        required=False,
        choices=list(CAMERAS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    other_route = forms.ChoiceField(
        label=lazy("How do families hear of it who use no social media?"),
        required=False,
        choices=[
            ("email", lazy("By e-mail")),
            ("letter", lazy("By letter")),
            ("text_message", lazy("By text message")),
            ("told_in_school", lazy("We tell them in school")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, page: Composed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speaker_before = page.post.speaker if page.post else next(iter(page.voices), "")
        shape: Any = page.policy.settings["post_objectives"].definition.shape
        words = shape.choices
        self.fields["objective"].choices = [  # type: ignore[attr-defined]
            (key, words.get(key, key)) for key in page.policy.setting("post_objectives")
        ]
        self.fields["speaker"].choices = [(one, one) for one in page.voices]  # type: ignore[attr-defined]
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), with_its_audience(one)) for one in page.accounts
        ]

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def given(self) -> dict[str, Any]:
        """What draft_post and edit_post are given."""
        told = self.cleaned_data
        return {
            "text": told["text"],
            "title": told["title"],
            "objective": told["objective"],
            "speaker": told["speaker"] or self._speaker_before,
            "goes_out_at": told["goes_out_at"] if told["when"] == AT else None,
            "taken_with": told["taken_with"],
            "single_pupil_reason": told["single_pupil_reason"],
            "other_route": told["other_route"],
            "places": tuple(int(pk) for pk in told["places"]),
        }


def initial_of(post: Post, places: tuple[int, ...]) -> dict[str, Any]:
    """The form of a post as it is saved."""
    return {
        "post": post.pk,
        "text": post.text,
        "title": post.title,
        "speaker": post.speaker,
        "objective": post.objective,
        "places": [str(pk) for pk in places],
        "when": AT if post.goes_out_at else SOON,
        "goes_out_at": _wall(post.goes_out_at),
        "taken_with": post.taken_with,
        "single_pupil_reason": post.single_pupil_reason,
        "other_route": post.other_route,
    }


def initial_of_new(last: LastTime, policy: ResolvedPolicy) -> dict[str, Any]:
    """A new post, filled in from last time where nothing is judged by it."""
    return {
        "places": [str(pk) for pk in last.places],
        "when": AT if last.goes_out_at else SOON,
        "goes_out_at": _wall(last.goes_out_at),
        "speaker": last.speaker,
        "taken_with": [one for one in last.taken_with if one in allowed_cameras(policy)],
    }


def _wall(moment: datetime | None) -> datetime | None:
    return localtime(moment) if moment else None


class PictureForm(forms.Form):
    """What the author says of one picture."""

    alt = forms.CharField(
        label=lazy("In one line, what does the picture show?"), required=False, max_length=300
    )
    count = forms.ChoiceField(
        label=lazy("How many people could be recognised?"),
        required=False,
        choices=_COUNTS,
        widget=forms.RadioSelect,
    )
    many = forms.IntegerField(label=lazy("How many?"), required=False, min_value=0, max_value=2000)
    people_in_words = forms.CharField(
        label=lazy("Who is in it? Say it in your words, and a colleague names them."),
        required=False,
        max_length=400,
    )
    rights = forms.ChoiceField(
        label=lazy("Who made the picture?"),
        choices=PostPicture.Rights.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    credit = forms.CharField(
        label=lazy("Who made it and lets us use it?"),
        help_text=lazy("Their name, then a comma and how they agreed: R. Vane, by e-mail of 3 November."),
        required=False,
        max_length=160,
    )

    @classmethod
    def of(cls, picture: PostPicture, data: Any = None) -> "PictureForm":
        count = picture.people_count
        chosen = "" if count is None else (str(count) if count <= 6 else MORE)
        initial = {
            "alt": picture.alt,
            "count": chosen,
            "many": count if chosen == MORE else None,
            "people_in_words": picture.people_in_words,
            "rights": picture.rights,
            "credit": picture.credit,
        }
        form = cls(data, prefix=f"picture-{picture.pk}", initial=initial)
        form.picture = picture
        return form

    picture: PostPicture

    @property
    def was_sent(self) -> bool:
        """Whether this picture stood on the page that was sent."""
        return f"{self.prefix}-alt" in self.data

    def said(self) -> PictureSaid:
        told = self.cleaned_data
        return PictureSaid(
            self.picture.pk,
            told["alt"].strip(),
            self._people_count(),
            self._people_in_words(),
            told["rights"] or self.picture.rights,
            told["credit"].strip(),
        )

    def _people_count(self) -> int | None:
        """What was chosen; where faces were found nobody is asked, and what was said before stays."""
        told = self.cleaned_data
        if not told["count"]:
            return self.picture.people_count
        chosen: int | None = told["many"] if told["count"] == MORE else int(told["count"])
        return chosen

    def _people_in_words(self) -> str:
        """What was typed; what a volunteer wrote stays while a colleague names the people."""
        if f"{self.prefix}-people_in_words" not in self.data:
            return self.picture.people_in_words
        return self.cleaned_data["people_in_words"].strip()

    def changes(self) -> dict[str, Any]:
        """The fields of the picture that differ from what is saved, by name."""
        said = self.said()
        names = ("alt", "people_count", "people_in_words", "rights", "credit")
        return {
            name: getattr(said, name) for name in names if getattr(said, name) != getattr(self.picture, name)
        }


class QuestionForm(forms.Form):
    """One question that only a person can answer; nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        choices=[("yes", lazy("Yes")), ("no", lazy("No"))], required=False, widget=forms.RadioSelect
    )
    why = forms.CharField(label=lazy("Why is it right all the same?"), required=False, max_length=400)

    was = forms.CharField(required=False, widget=forms.HiddenInput)
    """The saved answer that the page came with, which nobody has to have looked at again."""

    question: Question
    before: "Judgement | None"

    @classmethod
    def of(cls, question: Question, before: "Judgement | None", data: Any = None) -> "QuestionForm":
        answer = ("yes" if before.is_yes else "no") if before else ""
        initial = {"answer": answer, "was": answer, "why": before.why} if before else {}
        form = cls(data, prefix=prefix_of(question), initial=initial)
        form.fields["answer"].label = question.words
        form.question = question
        form.before = before
        return form

    def stands_as_it_came(self) -> bool:
        """Whether the answer is the one the page came with, so that it judges only the words it was given for."""
        given = self.answer_given()
        if given is None or self.before is None:
            return False
        answer = self.cleaned_data["answer"]
        return answer == self.data.get(self.add_prefix("was"), answer) and self.before == Judgement(
            given.is_yes, given.why
        )

    def answer_given(self) -> Answer | None:
        """The answer, if there is one."""
        told = self.cleaned_data
        if not told.get("answer"):
            return None
        is_yes = told["answer"] == "yes"
        why = told["why"].strip() if told["answer"] != self.question.fine else ""
        return Answer(self.question.key, is_yes, self.question.about, why)


def prefix_of(question: Question) -> str:
    """The name of a question in the form: its key, and a short mark of the words it is about."""
    mark = hashlib.sha256(question.about.encode()).hexdigest()[:8] if question.about else "all"
    return f"question-{question.key}-{mark}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer that is saved."""

    is_yes: bool
    why: str
