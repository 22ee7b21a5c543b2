"""Where each clause is seen at work in the demonstration: whose page, at which place of it, and what stands there.

A state belongs to the scene that proves a row (tests/clauses/), for several rows that ask the same are seen in the
same place; "control/scene" where one scene proves rows on several controls. `stands` is what can be read there:
the clause's number unless something plainer stands for it.
"""

from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.permissions import Permission
from schoolgate.policies.living import pages


@dataclass(frozen=True, slots=True)
class State:
    """One state of the story.

    `part` opens it: one of the cast. `page` is an address by name; `of` finds what it is about: the title of a post,
    or one of the finders of demo/seeing.py ("the colleague"). `anchor` and `stands` may hold "{clause}".
    `is_for_them` where another person would see something else. `query` is added to the address.
    """

    part: str
    page: str
    permission: Permission
    shows: str | Promise
    of: str = ""
    anchor: str = ""
    query: str = ""
    stands: str = "{clause}"
    words: dict[str, str] = field(default_factory=dict)
    is_for_them: bool = False

    def stands_for(self, clause: str) -> str:
        """What can be read on the page for this clause."""
        return self.words.get(clause, self.stands).format(clause=clause)


def _draft(
    title: str, shows: Promise | str, *, anchor: str, part: str = "teacher", stands: str = "{clause}"
) -> State:
    return State(part, "posts:edit", Permission.POST_WRITE, shows, title, f"#{anchor}", stands=stands)


def _to_approve(
    title: str, shows: Promise | str, *, anchor: str, part: str = "head", stands: str = "{clause}"
) -> State:
    return State(
        part,
        "posts:approve",
        Permission.POST_APPROVE,
        shows,
        title,
        f"#{anchor}" if anchor else "",
        stands=stands,
        is_for_them=True,
    )


def _page(
    page: str, permission: Permission, shows: Promise | str, *, part: str = "head", anchor: str = "",
    of: str = "", query: str = "", stands: str = "{clause}", is_for_them: bool = False,
) -> State:  # fmt: skip
    place = f"#{anchor}" if anchor else ""
    return State(part, page, permission, shows, of, place, query, stands, is_for_them=is_for_them)


_GRANDPARENTS, _CHOIR = "Grandparents’ morning", "Choir in the market square"
_POND, _POLICY = "Newts, frogs and one heron", "policies:policy"
_REFUSED = _("A draft that is refused because of it, with what to do next.")
_ASKED = _("A draft: the question waits for its author.")
_WHO = _("A draft with a picture: each who may not be shown is named, with the ways out.")
_NAMED = _("The account, with whoever was named for it, and since when.")
_PLACE = _("An account of the school: it has no rules of its own.")
_SIGNED = _("The policy, with its signatures, their days, and what was checked.")
_POSTS = _("Each post that has to be held, with its holder.")
_PUPIL = _("A pupil’s page: what the family answered for each use.")
_ANSWERS = _("A pupil’s page: who answers, and who may not.")
_TAKEN_BACK = _("A pupil’s page: the yes, and the no that came after it.")
_LIST = _("The list of children who are shown nowhere.")
_FORM = _("The questions on paper: one for each use.")
_CURRENT = _("What is unanswered, changed and ended since the record was looked through.")
_WAITS = _("A post that waits: nothing goes out before somebody approves exactly this.")

STATES: dict[str, State] = {
    # A post as it is written.
    "a_post_serves_a_purpose": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-purpose_chosen"),
    "only_a_place_of_the_register": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-only_official_accounts"),
    "a_picture_is_described": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-accessible_to_all"),
    "every_picture_is_looked_through_by_somebody": _draft(
        _GRANDPARENTS, _REFUSED, anchor="gate-every_picture_looked_at"
    ),
    "what_others_made_needs_their_leave": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-rights_and_credit"),
    "whoever_made_it_is_named_in_the_words": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-rights_and_credit"),
    "no_full_name_anywhere_beside_a_picture": _draft(
        "The county’s best speller", _REFUSED, anchor="gate-no_full_name_beside_picture"
    ),
    "a_pupil_takes_part_with_written_consent": _draft(_CHOIR, _WHO, anchor="gate-consent_for_every_use"),
    "a_post_says_who_speaks": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-speaker_is_named"),
    "nobody_speaks_as_a_colleague": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-speaker_is_named"),
    "the_role_stands_beside_the_name": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-speaker_is_named"),
    "with_what_it_was_taken_is_asked": _draft(_CHOIR, _ASKED, anchor="gate-allowed_camera"),
    "whose_picture_it_is_is_asked": _draft(_GRANDPARENTS, _REFUSED, anchor="gate-rights_and_credit"),
    "the_author_is_asked": _draft(_GRANDPARENTS, _ASKED, anchor="asks-{clause}"),
    "said_beside_the_draft": _draft(
        _CHOIR, _("A draft, with the line of this clause beside the words."), anchor="says-{clause}"
    ),
    "friendly_only_where_the_place_is": _draft(
        _CHOIR, _("A draft for Facebook, with the line of this clause beside the words."), anchor="says-{clause}"
    ),
    "nobody_is_shown_without_a_yes": _draft(_CHOIR, _WHO, anchor="gate-consent_for_every_use"),
    "personal_data_needs_a_ground": _draft(_CHOIR, _WHO, anchor="gate-consent_for_every_use"),
    "the_record_is_looked_up_for_each_child": _draft(_CHOIR, _WHO, anchor="gate-consent_for_every_use"),
    "a_yes_counts_for_its_medium_and_place": _draft(_CHOIR, _WHO, anchor="gate-consent_for_every_use"),
    "families_count_as_the_public": _draft(
        _CHOIR, _("A draft for families: the same is refused there as for everybody."),
        anchor="gate-consent_for_every_use", stands="can’t be shown on Noticeboard and Facebook",
    ),
    "what_is_not_yet_out_stops": _draft(
        _CHOIR, _WHO, anchor="gate-consent_for_every_use", stands="can’t be shown on"
    ),
    "noun.pictures.people_in_it/the_record_is_looked_up_for_each_child": _draft(
        "Two by the pond", _("A draft: it waits until somebody has said who is in the picture."),
        part="second_teacher", anchor="gate-every_picture_looked_at", stands="2 people have no name yet",
    ),
    "a_yes_holds_for_our_own_places": _draft(
        "A letter to the paper", _WHO, anchor="gate-consent_for_every_use"
    ),
    "a_colleague_must_have_agreed": _draft(
        "A quiet hero of our kitchen", _WHO, anchor="gate-consent_for_every_use"
    ),
    "gate.restricted_never_shown/whoever_asks_is_not_shown": _draft(
        "A quiet hero of our kitchen", _WHO, anchor="gate-consent_for_every_use", stands="can’t be shown on"
    ),
    "one_pupil_alone_needs_a_reason": _draft(
        "Player of the match", _REFUSED, part="second_teacher", anchor="gate-every_picture_looked_at",
        stands="shows one pupil alone",
    ),
    "a_telephone_number_is_asked_about": _draft(
        "Lifts to the match", _ASKED, part="second_teacher", anchor="questions",
        stands="a way to reach somebody",
    ),
    "an_unsuitable_word_is_asked_about": _draft(
        "Lifts to the match", _ASKED, part="second_teacher", anchor="questions", stands="“OMG”"
    ),
    "hard_words_are_marked": _draft(
        "Lifts to the match", _("A draft: a hard word is marked, with a plain one."), part="second_teacher",
        anchor="hint-1", stands="“utilise”",
    ),
    "a_notice_reaches_those_without_social_media": _draft(
        "Early closing on Friday", _REFUSED, part="office", anchor="gate-notice_goes_another_way_too"
    ),
    "it_waits_until_it_was_talked_over": _draft(
        "The crossing on Mill Lane", _("A draft whose author has asked first: it waits for the answer."),
        anchor="gate-open_question_holds",
    ),
    "a_suspended_account_is_silent": _draft(
        "A good book at bedtime", _REFUSED, anchor="gate-nothing_while_suspended"
    ),
    "another_time_goes_back_to_be_read": _draft(
        "First snow", _("An approved post, opened again: whoever changes it sends it back to be read."),
        part="second_teacher", anchor="live", stands="it has to be sent and approved again",
    ),
    "where_it_was_taken_is_stripped": _page(
        "posts:new", Permission.POST_WRITE, _("Where a picture comes in, and what is removed from it."),
        part="teacher", anchor="pictures", stands="Where and with what it was taken is removed at once",
    ),
    "this_purpose_can_be_chosen": State(
        "teacher", "posts:new", Permission.POST_WRITE, _("The purposes a post can serve here."),
        anchor="#id_objective",
        words={
            "ST-105": "An event coming up",
            "ST-106": "Good news about the school",
            "ST-107": "Something pupils or staff have achieved",
            "ST-108": "Something families need to know",
        },
    ),
    # A post as it is decided, and what became of it.
    "nothing_goes_out_that_nobody_approved": _to_approve(
        "Winter concert", _WAITS, anchor="approved-as-it-stands"
    ),
    "every_place_has_the_same_steps": _to_approve("Winter concert", _WAITS, anchor="approved-as-it-stands"),
    "a_leader_agrees_to_exactly_this": _to_approve(
        "Winter concert", _("A colleague opens a post that waits: only a leader may approve it."),
        part="second_teacher", anchor="refusal-1",
    ),
    "whoever_agreed_is_on_record": _page(
        "posts:post", Permission.POST_READ, _("An approved post: who approved it, and when."), of="First snow",
        stands="Approved</b>",
    ),
    "a_pupils_picture_stays_inside": _page(
        "posts:post", Permission.POST_READ,
        _("A post with a picture: the way out of the program asks what it is for."), of="Winter concert",
        stands="Take the picture out of Schoolgate",
    ),
    "a_colleague_reads_it_first": _to_approve(
        "A prize for our science club", _("The author opens their own post: somebody else must approve it."),
        part="deputy", anchor="refusal-1",
    ),
    "a_senior_leader_decides_what_could_divide_people": _to_approve(
        "A bus lane past our gate", _("A post on a topic that divides people waits for a senior leader."),
        anchor="id_wording_confirmed",
    ),
    "the_approver_confirms_the_wording": _to_approve(
        "A bus lane past our gate", _("A post on a topic that divides people: the wording is confirmed too."),
        anchor="id_wording_confirmed",
    ),
    "a_face_can_be_covered": _to_approve(
        "Snow on the hill", _("A post that waits: one child is covered in its picture."), anchor="",
        stands="covered",
    ),
    "an_unread_post_has_a_reason_and_is_looked_at": _page(
        "posts:look", Permission.POST_APPROVE, _("A post that went out unread, with its reason: somebody looks."),
        of="Back from the docks",
    ),
    "what_is_public_comes_down": _page(
        "posts:post", Permission.POST_READ, _("A post that came down when a family took its yes back."), of=_POND,
        anchor="came-down",
    ),
    # Consents.
    "the_data_protection_lead_keeps_the_record": _page(
        "pupils:current", Permission.CONSENT_READ, _CURRENT, part="data_protection", anchor="kept-current"
    ),
    "the_record_is_looked_through_when_it_is_due": _page(
        "pupils:current", Permission.CONSENT_READ, _CURRENT, part="data_protection", anchor="kept-current"
    ),
    "what_went_out_before_keeps_the_answers_of_its_day": _page(
        "pupils:roll", Permission.PUPIL_READ, _("The record of consents, in which every earlier answer stays."),
        part="data_protection", anchor="the-record",
    ),
    "silence_is_no": _page(
        "pupils:pupil", Permission.PUPIL_READ, _PUPIL, part="office", of="a pupil", anchor="silence"
    ),
    "pictures_and_films_are_answered_apart": _page(
        "pupils:pupil", Permission.PUPIL_READ, _PUPIL, part="office", of="a pupil", anchor="silence"
    ),
    "each_use_has_its_own_question": _page("pupils:consent_form", Permission.CONSENT_READ, _FORM, part="office"),
    "a_pupil_who_understands_answers_alone": _page(
        "pupils:pupil", Permission.PUPIL_READ, _ANSWERS, part="office", of="a pupil who understands",
        anchor="givers",
    ),
    "without_parental_responsibility_no_yes": _page(
        "pupils:pupil", Permission.PUPIL_READ, _ANSWERS, part="office", of="a pupil with an aunt", anchor="givers"
    ),
    "the_record_is_found_and_taken_out": _page(
        "pupils:roll", Permission.PUPIL_READ, _("Whoever said yes to everything, to search and to take out."),
        part="data_protection", query="answered=all_yes", anchor="the-record",
    ),
    "a_no_counts_at_once": _page(
        "pupils:pupil", Permission.PUPIL_RESTRICT, _TAKEN_BACK, part="data_protection", of="a yes taken back",
        anchor="withdrawal",
    ),
    "a_pupils_own_no_counts": _page(
        "pupils:pupil", Permission.PUPIL_RESTRICT, _TAKEN_BACK, part="data_protection", of="a yes taken back",
        anchor="withdrawal",
    ),
    "a_yes_ends_with_leaving": _page(
        "pupils:pupil", Permission.PUPIL_READ, _("A pupil who has left: the yes ended on that day."),
        part="office", of="a pupil who has left",
    ),
    "a_list_of_who_is_never_shown": _page(
        "pupils:restricted", Permission.PUPIL_RESTRICT, _LIST, part="safeguarding", anchor="shown-nowhere"
    ),
    "whoever_must_not_be_shown_is_shown_nowhere": _page(
        "pupils:restricted", Permission.PUPIL_RESTRICT, _LIST, part="safeguarding", anchor="shown-nowhere"
    ),
    "staff_answer_for_online_and_print_apart": _page(
        "staffing:person", Permission.PERSON_READ, _("A colleague’s own answers, for online and for print."),
        of="the colleague",
    ),
    "noun.consents.staff_and_visitors/whoever_asks_is_not_shown": _page(
        "staffing:person", Permission.PERSON_READ, _("A colleague who asked not to be shown."), of="the colleague"
    ),
    # Accounts.
    "an_account_keeps_enough_people": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="Facebook page", anchor="people"
    ),
    "an_account_keeps_its_lead": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="Facebook page", anchor="people"
    ),
    "only_the_named_write_for_the_account": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="Facebook page", anchor="people"
    ),
    "named_by_name_with_days": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="Facebook page", anchor="people"
    ),
    "an_administrator_drafts_and_sends": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="Facebook page", anchor="people"
    ),
    "only_the_named_write_for_the_website": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="School website", anchor="people"
    ),
    "the_website_has_named_people": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _NAMED, of="School website", anchor="people"
    ),
    "only_the_designated_add_accounts": _page(
        "official_accounts:accounts", Permission.ACCOUNT_READ, _("The accounts, and who may add one.")
    ),
    "every_kind_of_place_has_every_rule": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _PLACE, of="Facebook page", anchor="same-rules"
    ),
    "no_place_has_rules_of_its_own": _page(
        "official_accounts:account", Permission.ACCOUNT_READ, _PLACE, of="School website", anchor="same-rules"
    ),
    "a_platform_nobody_knew_has_every_rule": _page(
        "official_accounts:add", Permission.ACCOUNT_MAINTAIN, _("Any platform can be added; the same rules hold."),
        stands="A platform that is not in this list",
    ),
    # People.
    "the_policy_binds_them": _page("staffing:bound", Permission.PERSON_READ, _("Whom the policy binds, by name.")),
    "the_post_is_held_and_named": _page("staffing:posts", Permission.PERSON_READ, _POSTS),
    "an_empty_post_warns_the_headteacher": _page("staffing:posts", Permission.PERSON_READ, _POSTS),
    "leaders_account_people_and_staff_may_do_different_things": _page(
        "staffing:posts", Permission.PERSON_READ, _POSTS
    ),
    "governors_confirm_the_safeguarding_leads_remit": _page("staffing:posts", Permission.PERSON_READ, _POSTS),
    "everyone_has_somebody_who_answers_for_them": _page(
        "staffing:person", Permission.PERSON_READ, _("A colleague, and who answers for them."), of="the colleague"
    ),
    "staff_have_addresses_of_the_school": _page(
        "staffing:addresses", Permission.PERSON_APPOINT, _("What the school’s addresses end with.")
    ),
    # The policy itself.
    "it_waits_for_this_signature": _page(_POLICY, Permission.POLICY_READ, _SIGNED, part="chair", anchor="signed"),
    "no_signature_without_its_day": _page(_POLICY, Permission.POLICY_READ, _SIGNED, part="chair", anchor="signed"),
    "only_this_body_adopts": _page(_POLICY, Permission.POLICY_READ, _SIGNED, part="chair", anchor="signed"),
    "somebody_confirms_the_check": _page(_POLICY, Permission.POLICY_READ, _SIGNED, part="chair", anchor="signed"),
    "it_stands_on_the_policys_page": _page(
        _POLICY, Permission.POLICY_READ, _("The head of the policy, where it is always printed."),
        part="volunteer", anchor="at-its-head",
    ),
    "one_step_from_every_page": _page(
        _POLICY, Permission.POLICY_READ, _("The policy, one step from every page."), part="volunteer",
        anchor="readers",
    ),
    "a_new_version_on_any_day": _page(
        "policies:versions", Permission.POLICY_READ, _("Every version, with its day and its reason.")
    ),
    "leaders_own_the_policy": _page(
        "policies:versions", Permission.POLICY_READ, _("Every version, with whoever adopted it.")
    ),
    "the_line_is_read_and_signed": _page(
        "moments:sign", Permission.DOCUMENTS_SIGN, _("What somebody new reads and signs, with this line in it."),
        part="new_colleague", anchor="says-{clause}", is_for_them=True,
    ),
    "accounts_are_reviewed": _page(
        "official_accounts:review", Permission.ACCOUNT_MAINTAIN, _("The review of an account."), of="Facebook page"
    ),
    "no_account_before_every_yes": _page(
        "official_accounts:add", Permission.ACCOUNT_MAINTAIN, _("A new account is asked for before it is added.")
    ),
    "the_headteacher_hears_at_once_of_a_compromise": _page(
        "credentials:logins", Permission.LOGIN_OPEN, _("The shared logins, and what follows when one is known outside.")
    ),
    "said_on_ones_own_page": _page(
        "moments:own_use", Permission.POLICY_READ, _("The page on one’s own accounts, at the line of this clause."),
        part="teacher", anchor="says-{clause}",
    ),
}  # fmt: skip


# Where every row on a kind of control is seen in the same way; "{key}" is the control's own name within its kind.
BY_KIND: dict[str, State] = {
    "request": State(
        "deputy", "requests:ask", Permission.REQUEST_ASK, _("The form, with its questions and its clauses."),
        "{key}", is_for_them=True,
    ),
    "register": _page(
        "registers:register", Permission.REGISTER_READ, _("The register, with what this clause wants in it."),
        of="{key}",
    ),
}  # fmt: skip


def state_of(control: str, scene: str) -> State | None:
    """The state in which a row on this control, proved by this scene, is seen; None where none is written."""
    written = STATES.get(f"{control}/{scene}") or STATES.get(scene)
    kind, _dot, key = control.partition(".")
    if written is not None or kind not in BY_KIND or control in pages_of_their_own():
        return written
    return replace(BY_KIND[kind], of=BY_KIND[kind].of.format(key=key))


def pages_of_their_own() -> frozenset[str]:
    """Registers that are kept on a page of their own, not among the others."""
    return frozenset(
        control
        for control, page in pages().items()
        if control.startswith("register.") and page.address != "registers:registers"
    )
