"""How each kind of thing that waits for somebody is said on Today."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of waiting thing is said: "Approve: …", the page that does it, the control behind it."""

    says: "StrOrPromise"
    act: "StrOrPromise"
    url_name: str
    about: str
    control: str
    has_deadline: bool = True


KINDS: dict[str, Kind] = {
    "approve": Kind(
        gettext_lazy("Approve: %s"), gettext_lazy("Look"), "posts:approve", "post_id", "gate.four_eyes"
    ),
    "put_right": Kind(
        gettext_lazy("Put right: %s"),
        gettext_lazy("Open"),
        "posts:edit",
        "post_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "look": Kind(
        gettext_lazy("Look at what went out unread: %s"),
        gettext_lazy("Look"),
        "posts:look",
        "post_id",
        "gate.four_eyes",
    ),
    "by_hand": Kind(
        gettext_lazy("Put it up: %s"),
        gettext_lazy("Open"),
        "posts:confirm",
        "delivery_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "unknown": Kind(
        gettext_lazy("Look whether it is up: %s"),
        gettext_lazy("Look"),
        "posts:confirm",
        "delivery_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "name_people": Kind(
        gettext_lazy("Name who is in a picture: %s"),
        gettext_lazy("Open"),
        "posts:edit",
        "post_id",
        "gate.every_picture_looked_at",
        has_deadline=False,
    ),
    "approve_notice": Kind(
        gettext_lazy("Approve an urgent notice: %s"),
        gettext_lazy("Look"),
        "posts:approve_notice",
        "notice_id",
        "gate.four_eyes",
        has_deadline=False,
    ),
    "sign_policy": Kind(
        gettext_lazy("Sign our policy: %s"),
        gettext_lazy("Read"),
        "policies:sign",
        "number",
        "gate.policy_may_be_adopted",
        has_deadline=False,
    ),
    "answer_first": Kind(
        gettext_lazy("Answer a question about a post: %s"),
        gettext_lazy("Answer"),
        "posts:answer_first",
        "post_id",
        "gate.open_question_holds",
        has_deadline=False,
    ),
    "decide_request": Kind(
        gettext_lazy("Decide: %s"), gettext_lazy("Look"), "requests:request", "request_id", ""
    ),
    "held_back": Kind(
        gettext_lazy("Hold it back until it is talked over: %s"),
        gettext_lazy("Look"),
        "requests:request",
        "request_id",
        "",
        has_deadline=False,
    ),
    "do_request": Kind(
        gettext_lazy("Do what was asked: %s"), gettext_lazy("Open"), "requests:request", "request_id", ""
    ),
    "review_leave": Kind(
        gettext_lazy("Look again at the leave you gave: %s"),
        gettext_lazy("Look"),
        "requests:request",
        "request_id",
        "",
        has_deadline=False,
    ),
    "review_account": Kind(
        gettext_lazy("Review the account: %s"),
        gettext_lazy("Review"),
        "official_accounts:review",
        "account_id",
        "duty.account_review",
        has_deadline=False,
    ),
    "account_people": Kind(
        gettext_lazy("Name people for an account: %s"),
        gettext_lazy("Open"),
        "official_accounts:account",
        "account_id",
        "gate.enough_administrators",
        has_deadline=False,
    ),
    "look_at_entry": Kind(
        gettext_lazy("Is this still right? %s"),
        gettext_lazy("Look"),
        "registers:entry",
        "entry_id",
        "",
        has_deadline=False,
    ),
    "fill_post": Kind(
        gettext_lazy("Nobody holds this post: %s"),
        gettext_lazy("Appoint"),
        "staffing:posts",
        "",
        "noun.people.posts_held",
        has_deadline=False,
    ),
    "confirm_import": Kind(
        gettext_lazy("Look through the roll and confirm it: %s"),
        gettext_lazy("Look"),
        "pupils:confirm_import",
        "import_id",
        "",
        has_deadline=False,
    ),
    "broken_file": Kind(
        gettext_lazy("The roll could not be read: %s"),
        gettext_lazy("Look"),
        "pupils:roll_folder",
        "",
        "gate.roll_import",
        has_deadline=False,
    ),
    "check_consents": Kind(
        gettext_lazy("Look through the record of consents: %s"),
        gettext_lazy("Look"),
        "pupils:current",
        "",
        "duty.consents_kept_current",
    ),
    "pupil_on_hold": Kind(
        gettext_lazy("Say who decides for a child%s"),
        gettext_lazy("Look"),
        "pupils:say_who_decides",
        "hold_id",
        "noun.consents.giver",
        has_deadline=False,
    ),
    "family_matter": Kind(
        gettext_lazy("From a family: %s"),
        gettext_lazy("Look"),
        "families:matter",
        "matter_id",
        "noun.consents.answers",
        has_deadline=False,
    ),
    "objection": Kind(
        gettext_lazy("Decide about an objection of a family%s"),
        gettext_lazy("Decide"),
        "families:objection",
        "objection_id",
        "noun.consents.withdrawal",
    ),
    "settle_questions": Kind(
        gettext_lazy("Settle what an import left open: %s"),
        gettext_lazy("Settle"),
        "pupils:confirm_import",
        "import_id",
        "gate.consent_for_every_use",
        has_deadline=False,
    ),
    "change_login": Kind(
        gettext_lazy("Change a login: %s"),
        gettext_lazy("Open"),
        "credentials:login",
        "login_id",
        "duty.login_changed",
    ),
    "leaver": Kind(
        gettext_lazy("Pass on what belongs to %s, who leaves"),
        gettext_lazy("Open"),
        "credentials:leaver",
        "leaving_id",
        "duty.leaver_handover",
    ),
    "login_emergency": Kind(
        gettext_lazy("Opened in an emergency: %s"),
        gettext_lazy("Look"),
        "credentials:emergencies",
        "",
        "access.leadership_opens_logins",
        has_deadline=False,
    ),
    "read_worry": Kind(
        gettext_lazy("Read a worry: %s"),
        gettext_lazy("Open"),
        "concerns:concern",
        "concern_id",
        "duty.act_on_concern",
    ),
    "see_to_worry": Kind(
        gettext_lazy("See to a worry: %s"),
        gettext_lazy("Open"),
        "concerns:concern",
        "concern_id",
        "duty.act_on_concern",
    ),
    "decide_breach": Kind(
        gettext_lazy("Decide who is told of breach %s"),
        gettext_lazy("Open"),
        "breaches:breach",
        "breach_id",
        "case.information_breach",
    ),
    "see_to_breach": Kind(
        gettext_lazy("See to breach %s"),
        gettext_lazy("Open"),
        "breaches:breach",
        "breach_id",
        "case.information_breach",
    ),
    "duty": Kind(gettext_lazy("%s"), gettext_lazy("Open"), "duties:do", "duty_id", ""),
    "late": Kind(
        gettext_lazy("Somebody is late at %s"),
        gettext_lazy("Look"),
        "duties:duties",
        "",
        "access.head_sees_all_open",
        has_deadline=False,
    ),
}
