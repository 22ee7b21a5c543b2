"""Where in the story the duties stand that live on another page than their control."""

from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission

_ASKED = _("What is to be done: each duty of the policy, how often, and who hears when it is late.")

for scene, control in (
    ("leaders_and_the_website_talk_each_term", "account_review"),
    ("families_are_asked_until_they_answer", "consents_kept_current"),
):
    STATES[scene] = State("head", "duties:duties", Permission.DUTIES_READ, _ASKED, anchor=f"#duty-{control}")
