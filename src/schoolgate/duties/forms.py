"""Forms of duties: saying that one is done, making one of the school's own, asking for a measure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.duties.queries import MEASURES, PUT_IN_PLACE_BY
from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.rules.duties.own import OFTEN, POSTS
from schoolgate.rules.duties.periods import EVERY_WORDS, Every
from schoolgate.web.fields import day_field
from schoolgate.web.forms import ActionForm

EACH_OF = [
    ("staff", _("each member of staff")),
    ("governor", _("each governor")),
    ("volunteer", _("each volunteer")),
]


class DoDutyForm(ActionForm):
    """What came of it, in one line."""

    outcome = forms.CharField(label=_("What did you do or find?"), max_length=400, required=False)


class PlainForm(ActionForm):
    """Nothing to fill in."""


class MakeDutyForm(ActionForm):
    """A duty of the school's own: what, whose, how often."""

    what = forms.CharField(label=_("What is to be done?"), max_length=200, required=False)
    more = forms.CharField(
        label=_("Anything to know about it?"),
        help_text=_("You can leave this empty."),
        max_length=300,
        required=False,
    )
    owed_by = forms.ChoiceField(
        label=_("Whose is it?"),
        choices=[
            ("", _("Nobody’s post: each of those below")),
            *((post, ROLE_WORDS[Role(post)]) for post in POSTS),
        ],
        required=False,
    )
    each_of = forms.MultipleChoiceField(
        label=_("Or each of these does it"),
        choices=EACH_OF,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.ChoiceField(
        label=_("How often?"),
        choices=[(str(each), EVERY_WORDS[each]) for each in OFTEN],
        initial=str(Every.ONCE),
    )
    due_on = day_field(
        _("By which day?"), required=False, help_text=_("For what is done once. Otherwise from when on.")
    )


class DirectForm(ActionForm):
    """A measure that the headteacher asks for."""

    what = forms.CharField(label=_("What is to be put in place?"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=list(MEASURES.items()), widget=forms.RadioSelect
    )
    owed_by = forms.ChoiceField(
        label=_("Who does it?"), choices=[(post, ROLE_WORDS[Role(post)]) for post in PUT_IN_PLACE_BY]
    )
    due_on = day_field(_("By which day?"))
