"""How an account is kept, and its reviews."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.actions import change_record, review_account
from schoolgate.official_accounts.forms import RecordForm, ReviewForm
from schoolgate.official_accounts.models import AccountRecord, AccountReview, OfficialAccount
from schoolgate.official_accounts.platforms import choices, platforms_of
from schoolgate.official_accounts.queries import accounts_of
from schoolgate.people.appointing import people_of
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

KEPT = (
    "promised",
    "audience",
    "contributors",
    "risk",
    "brand_agreed_on",
    "place",
    "email",
    "is_open",
    "promotion",
    "time_given",
    "minimum_age",
    "rules_link",
    "rules_checked_on",
    "silent_after_days",
    "key_ends_on",
)
# Where what came of a review is done.
FOLLOWS = {AccountReview.Outcome.CHANGE: "record", AccountReview.Outcome.CLOSE: "close"}


@screen(Permission.ACCOUNT_MAINTAIN)
def record(request: SchoolRequest, account_id: int) -> HttpResponse:
    """What the register holds beside name and purpose."""
    actor = request.actor
    found = get_object_or_404(OfficialAccount, pk=account_id)
    written = AccountRecord.objects.filter(account=found).first() or AccountRecord(account=found)
    initial = {name: getattr(written, name) for name in KEPT} | {"moderator": written.moderator_id}
    people = people_of(actor.school, today_of(actor.now))
    further = choices(platforms_of(actor.school))
    form = RecordForm.of(request, people=people, platforms=further, initial=initial)
    if form.does(change_record, actor, found):
        say(request, _("Kept."))
        return redirect("official_accounts:account", actor.school.slug, found.pk)
    question = _("How %(name)s is kept") % {"name": found.name}
    context = {
        "account": found,
        "form": form,
        "question": question,
        "control": "noun.official_accounts.register",
    }
    return render(request, "official_accounts/keeping.html", context)


@screen(Permission.ACCOUNT_MAINTAIN)
def review(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Does it do what was promised?"""
    found = get_object_or_404(accounts_of(request.actor.school), pk=account_id)
    written = AccountRecord.objects.filter(account=found).first()
    form = ReviewForm.of(request)
    if form.does(review_account, request.actor, found):
        say(request, _("The review is kept, and the next one is set."))
        page = FOLLOWS.get(form.cleaned_data["outcome"], "account")
        return redirect(f"official_accounts:{page}", request.actor.school.slug, found.pk)
    context = {
        "account": found,
        "form": form,
        "question": _("Review %(name)s") % {"name": found.name},
        "promised": written.promised if written and written.promised else found.purpose,
        "time_given": written.time_given if written else "",
        "last_up_at": found.last_up_at,  # type: ignore[attr-defined]  # annotated
        "is_review": True,
        "control": "duty.account_review",
    }
    return render(request, "official_accounts/keeping.html", context)
