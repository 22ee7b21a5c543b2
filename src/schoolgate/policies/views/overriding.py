"""Setting one thing otherwise than the policy, with a reason, and going back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.policies import queries
from schoolgate.policies.actions import end_override, override_setting
from schoolgate.policies.forms import OverrideForm, PlainForm
from schoolgate.policies.views.reading import on_a_page
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POLICY_ADOPT)
def override(request: SchoolRequest, setting: str) -> HttpResponse:
    """Set one setting or gate otherwise."""
    school = request.actor.school
    policy = queries.current_policy(school)
    held = policy.gates.get(setting) or policy.settings.get(setting)
    if held is None or getattr(held.definition, "promise", False):
        raise Http404
    form = OverrideForm.of(request, policy=policy, setting=setting)
    meanwhile = queries.set_meanwhile(request.actor, held, request.POST.get("stood", ""))
    if not meanwhile and form.does(override_setting, request.actor, school):
        back = reverse("policies:end_override", kwargs={"school_slug": school.slug, "setting": setting})
        say(request, _("From now on your school does this otherwise."), undo_url=back)
        return redirect(_address(school.slug, setting))
    form.refusals += meanwhile
    stopping = form.refusals or queries.refusals_to_start_overriding(school)
    context = {
        "form": form,
        "held": held,
        "key": setting,
        "stood": queries.as_it_stands(held),
        "is_gate": setting in policy.gates,
        "stopping": stopping,
    }
    return render(request, "policies/override.html", {**on_a_page(policy), **context})


@screen(Permission.POLICY_ADOPT)
def end(request: SchoolRequest, setting: str) -> HttpResponse:
    """Go back to what the policy says."""
    school = request.actor.school
    policy = queries.current_policy(school)
    held = policy.gates.get(setting) or policy.settings.get(setting)
    if held is None:
        raise Http404
    form = PlainForm.of(request)
    if form.does(end_override, request.actor, school, setting=setting):
        say(request, _("The policy itself holds here again."))
        return redirect(_address(school.slug, setting))
    context = {
        "question": _("Go back to the policy: %(title)s?") % {"title": held.definition.title},
        "what_happens": _base_in_words(held),
        "yes": _("Go back to the policy"),
        "back": _address(school.slug, setting),
        "form": form,
    }
    return render(request, "web/confirm.html", context)


def _base_in_words(held: object) -> str:
    words = getattr(held, "base_in_words", "")
    return words or held.definition.sentence  # type: ignore[attr-defined]


def _address(slug: str, setting: str) -> str:
    return reverse("policies:policy", kwargs={"school_slug": slug}) + f"#{setting.replace('.', '-')}"
