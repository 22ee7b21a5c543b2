"""Forms of children on hold: why, who decides, why it ends."""

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.pupils.models import OnHold
from schoolgate.web.forms import ActionForm

WHY_WORDS = {
    OnHold.Why.IN_CARE: gettext_lazy("In the care of a local authority"),
    OnHold.Why.GUARDIANSHIP: gettext_lazy("Under special guardianship"),
    OnHold.Why.ADOPTED: gettext_lazy("Adopted"),
    OnHold.Why.FILE: gettext_lazy("Marked in the file of the management system"),
}
DECIDES_WORDS = {
    OnHold.Decides.ORDER: gettext_lazy("Whom a court order names"),
    OnHold.Decides.DELEGATED: gettext_lazy("A carer with delegated authority"),
    OnHold.Decides.SOCIAL_WORKER: gettext_lazy("The social worker"),
    OnHold.Decides.PARENTS: gettext_lazy("The parents, as for every child"),
}


class HoldForm(ActionForm):
    """Why not simply a parent decides."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[(one, words) for one, words in WHY_WORDS.items() if one != OnHold.Why.FILE],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )


class DecidesForm(ActionForm):
    """Who decides, by name, and where that can be seen."""

    decides = forms.ChoiceField(
        label=gettext_lazy("Who decides whether this child is shown?"),
        choices=list(DECIDES_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who decides.")},
    )
    decider = forms.CharField(
        label=gettext_lazy("Their name"),
        help_text=gettext_lazy("As on the roll, where they are on it. Leave it empty for the parents."),
        max_length=160,
        required=False,
    )
    seen_in = forms.CharField(
        label=gettext_lazy("Where it can be seen"),
        help_text=gettext_lazy("For example: the placement plan of 3 March, kept by the safeguarding lead."),
        max_length=200,
        required=False,
    )


class EndHoldForm(ActionForm):
    """Why it ends."""

    because = forms.CharField(label=gettext_lazy("Why it ends"), max_length=400, required=False)
