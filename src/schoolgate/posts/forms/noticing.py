"""Forms for urgent notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.models import NoticeTemplate
from schoolgate.posts.notices import blanks_of
from schoolgate.web.forms import ActionForm


class PrepareNoticeForm(ActionForm):
    """Words with closed blanks, a list of reasons, and where it goes."""

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    text = forms.CharField(
        label=_("The words"),
        help_text=_("Put [date], [time] or [reason] where something is filled in on the day."),
        max_length=2000,
        widget=forms.Textarea,
    )
    reasons = forms.CharField(
        label=_("Reasons to choose from, one a line"), required=False, widget=forms.Textarea, max_length=1000
    )
    accounts: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Where does it go?"),
        queryset=OfficialAccount.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["accounts"].queryset = OfficialAccount.objects.filter(  # type: ignore[attr-defined]
            standing="live"
        )

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "text": data["text"],
            "reasons": [line.strip() for line in data["reasons"].splitlines() if line.strip()],
            "accounts": [account.pk for account in data["accounts"]],
        }


class SendNoticeForm(ActionForm):
    """Only the blanks of this notice."""

    on = forms.DateField(
        label=_("Which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    at = forms.TimeField(
        label=_("What time?"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    reason = forms.ChoiceField(label=_("Why?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, notice: NoticeTemplate, **given: Any) -> None:
        super().__init__(*args, **given)
        blanks = blanks_of(notice.text)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (reason, reason) for reason in notice.reasons
        ]
        for blank, name in (("date", "on"), ("time", "at"), ("reason", "reason")):
            if blank not in blanks:
                del self.fields[name]
