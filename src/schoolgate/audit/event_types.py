"""The vocabulary of the trail: every kind of thing that can happen, as noun and verb."""

from enum import StrEnum


class EventType(StrEnum):
    """What happened. A type that has been recorded is never renamed or given another meaning."""

    # Schools and people
    TRUST_CREATED = "trust.created"
    SCHOOL_CREATED = "school.created"
    SCHOOL_CHANGED = "school.changed"
    CALENDAR_CHANGED = "calendar.changed"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_INVITED = "person.invited"
    PERSON_APPOINTED = "person.appointed"
    APPOINTMENT_ENDED = "appointment.ended"
    STAND_IN_NAMED = "stand_in.named"
    STAND_IN_ENDED = "stand_in.ended"
    SCHOOL_ADDRESSES_CHANGED = "school.addresses_changed"
    MANAGER_NAMED = "person.manager_named"
    TIES_SAID = "person.ties_said"
    PERSON_PICTURE_ANSWERED = "person.picture_answered"
    ADJUSTMENT_AGREED = "adjustment.agreed"
    ADJUSTMENT_ENDED = "adjustment.ended"
    REMIT_CONFIRMED = "appointment.remit_confirmed"

    # Signing in
    SIGNED_IN = "person.signed_in"
    SIGN_IN_REFUSED = "person.sign_in_refused"
    SIGNED_OUT = "person.signed_out"
    SESSION_ENDED = "session.ended"
    PASSKEY_ADDED = "passkey.added"
    PASSKEY_REMOVED = "passkey.removed"
    SECOND_FACTOR_ADDED = "second_factor.added"
    SECOND_FACTOR_REMOVED = "second_factor.removed"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105
    PASSWORD_FORGOTTEN = "password.forgotten"  # noqa: S105
    SIGN_IN_SET = "trust.sign_in_set"
    SIGN_IN_ENDED = "trust.sign_in_ended"
    OUTSIDE_ACCOUNT_LINKED = "person.outside_account_linked"
    TOKEN_MADE = "token.made"  # noqa: S105
    TOKEN_REVOKED = "token.revoked"  # noqa: S105

    # Policies
    POLICY_ADOPTED = "policy.adopted"
    POLICY_SIGNED = "policy.signed"
    POLICY_IN_FORCE = "policy.in_force"
    POLICY_SETTING_OVERRIDDEN = "policy.setting_overridden"
    POLICY_OVERRIDE_ENDED = "policy.override_ended"

    # Pupils, families, consents
    ROLL_UPLOADED = "roll.uploaded"
    ROLL_IMPORTED = "roll.imported"
    ROLL_IMPORT_DROPPED = "roll.import_dropped"
    ROLL_COLUMNS_MAPPED = "roll.columns_mapped"
    PUPIL_ADDED = "pupil.added"
    PUPIL_LEFT = "pupil.left"
    PUPIL_RESTRICTED = "pupil.restricted"
    PUPIL_UNRESTRICTED = "pupil.unrestricted"
    RESTRICTED_LIST_READ = "restricted_list.read"
    ADULT_CHANGED = "adult.changed"
    ADULT_RELEASED = "adult.released"
    ADULTS_APART_READ = "adults_apart.read"
    ROLL_FOLDER_CHANGED = "roll.folder_changed"
    ROLL_FOLDER_READ = "roll.folder_read"
    ROLL_FILE_BROKEN = "roll.file_broken"
    ROLL_FILE_SEEN = "roll.file_seen"
    ROLL_PROFILE_SAVED = "roll.profile_saved"
    ROLL_PROFILE_TAKEN = "roll.profile_taken"
    TRUST_ROLL_UPLOADED = "trust_roll.uploaded"
    TRUST_ROLL_PARTED = "trust_roll.parted"
    TRUST_ROLL_DROPPED = "trust_roll.dropped"
    PUPIL_ASSESSED = "pupil.assessed"
    CONSENT_ANSWERED = "consent.answered"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    CONSENT_QUESTIONED = "consent.questioned"
    CONSENT_QUESTION_SETTLED = "consent.question_settled"
    LOOK_UP_MADE = "look_up.made"
    PUPIL_RECALLED = "pupil.recalled"
    FAMILY_TOLD = "family.told"

    # Pictures
    PICTURE_ADDED = "picture.added"
    PICTURE_DESCRIBED = "picture.described"
    PICTURE_PEOPLE_NAMED = "picture.people_named"
    PICTURE_PEOPLE_COVERED = "picture.people_covered"
    PICTURE_REMOVED = "picture.removed"

    # Posts
    POST_DRAFTED = "post.drafted"
    POST_EDITED = "post.edited"
    POST_JUDGED = "post.judged"
    POST_SUBMITTED = "post.submitted"
    POST_WORDING_PROPOSED = "post.wording_proposed"
    POST_PROPOSAL_TAKEN = "post.proposal_taken"
    POST_RETURNED = "post.returned"
    POST_FLAGGED = "post.flagged"
    POST_ASKED_ABOUT = "post.asked_about"
    POST_ASKED_ANSWERED = "post.asked_answered"
    POST_APPROVED = "post.approved"
    POST_RELEASED = "post.released"
    POST_WITHDRAWN = "post.withdrawn"
    POST_EXPIRED = "post.expired"
    POST_LOOKED_AT = "post.looked_at"
    POST_HELD = "post.held"
    POST_TAKEN_DOWN = "post.taken_down"
    POST_BROUGHT_BACK = "post.brought_back"
    NOTICE_PREPARED = "notice.prepared"
    NOTICE_APPROVED = "notice.approved"
    NOTICE_USED = "notice.used"
    NOTICE_RETIRED = "notice.retired"
    POSTS_STOPPED = "posts.stopped"
    POSTS_RESUMED = "posts.resumed"

    # Deliveries and the copies they left
    DELIVERY_CLAIMED = "delivery.claimed"
    DELIVERY_SENT = "delivery.sent"
    DELIVERY_REFUSED = "delivery.refused"
    DELIVERY_FAILED = "delivery.failed"
    DELIVERY_UNKNOWN = "delivery.unknown"
    DELIVERY_CONFIRMED = "delivery.confirmed"
    DELIVERY_HANDED_OVER = "delivery.handed_over"
    COPY_LINKED = "copy.linked"
    COPY_TAKEN_DOWN = "copy.taken_down"
    COPY_LOOKED_AT = "copy.looked_at"

    # The noticeboard by e-mail
    READER_ASKED = "reader.asked"
    READER_CONFIRMED = "reader.confirmed"
    READER_ENDED = "reader.ended"

    # Official accounts
    ACCOUNT_ADDED = "account.added"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_CONNECTED = "account.connected"
    ACCOUNT_SUSPENDED = "account.suspended"
    ACCOUNT_RESUMED = "account.resumed"
    ACCOUNT_CLOSED = "account.closed"
    ACCOUNT_PERSON_NAMED = "account.person_named"
    ACCOUNT_PERSON_ENDED = "account.person_ended"

    # Keeping the installation
    BACKUP_RESTORED = "backup.restored"
    JOURNAL_REPLAYED = "journal.replayed"
    HOLD_READ_BACK = "hold.read_back"
    HOLD_LIFTED = "hold.lifted"
    MAIL_TEST_ASKED = "mail_test.asked"
    SCHOOL_EXPORTED = "school.exported"
    SCHOOL_REMOVED = "school.removed"

    # Duties, and the trail itself
    DUTY_DONE = "duty.done"
    EXPORT_MADE = "export.made"
    DETAIL_ERASED = "detail.erased"
