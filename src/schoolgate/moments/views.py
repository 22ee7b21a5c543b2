"""Pages of moments that are only shown."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.telling import OWN_USE, told_at
from schoolgate.policies.queries import current_policy
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.POLICY_READ)
def own_use(request: SchoolRequest) -> HttpResponse:
    """What the policy says on social media of one's own: to read and to use. Nothing is ticked or signed here."""
    policy = current_policy(request.actor.school)
    rules, contact, profile = (told_at(policy, moment) for moment in OWN_USE)
    sections = [
        ("rules", _("What you post yourself"), rules),
        ("contact", _("Who may be in touch with whom"), contact),
        ("profile", _("A look at your own profiles"), profile),
    ]
    return render(request, "moments/own_use.html", {"sections": [one for one in sections if one[2]]})
