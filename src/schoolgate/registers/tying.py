"""Tying a browser to a school device of the register, so that pictures taken on it are known to come from there.

Whoever keeps the register makes a code; on the device itself somebody signed in gives it, once and within half an hour.
From then on the browser keeps a long random word, of which only a digest is here.
"""

from datetime import timedelta
from hashlib import sha256
from secrets import choice, token_urlsafe

from django.http import HttpRequest

from schoolgate.kernel.actor import Actor
from schoolgate.people.queries import today_of
from schoolgate.registers import queries
from schoolgate.registers.models import Entry, TiedDevice
from schoolgate.rules.refusals import Control, Refusal

REGISTER = "devices"
COOKIE = "schoolgate_device"
# The field of a form that opens the camera of a phone or tablet, not its library (`capture`).
CAMERA = "camera"
CODE_LASTS = timedelta(minutes=30)
# No letter or figure that could be taken for another; of ten nobody guesses one in half an hour.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code to read out or to scan: "K7M2Q-9XR4T"."""
    signs = "".join(choice(_SIGNS) for _place in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def new_word() -> str:
    """What a browser keeps."""
    return token_urlsafe(32)


def digest_of(kind: str, words: str) -> str:
    """What is kept of a code or a word, however somebody types the code."""
    plain = "".join(one for one in words.upper() if one in _SIGNS) if kind == "code" else words
    return sha256(f"{kind}:{plain}".encode()).hexdigest()


def approved_by(entry: Entry, actor: Actor) -> bool:
    """Whether the entry is of a device that somebody approved by today, and stands."""
    on = entry.answers.get("approved_on") or ""
    return entry.key == REGISTER and entry.ended_at is None and "" < on <= today_of(actor.now).isoformat()


def refusals_to_make_code(
    actor: Actor, entry: Entry, *, code_digest: str, camera_only: bool = False
) -> list[Refusal]:
    register = queries.registers_of(entry.school).get(entry.key)
    if register is None or not queries.may_write(actor, register):
        return [Refusal(Control.PERMISSION, "You do not keep this register.", "Ask the network manager.")]
    if not approved_by(entry, actor):
        return [_not_approved()]
    return []


def refusals_to_tie(actor: Actor, tie: TiedDevice, *, kept_digest: str) -> list[Refusal]:
    if tie.tied_at is not None or tie.ended_at is not None or tie.code_ends_at < actor.now:
        return [
            Refusal(
                Control.STATE,
                "This code was used already, or is older than half an hour.",
                "Ask for a new one.",
                about="code",
            )
        ]
    return [] if approved_by(tie.entry, actor) else [_not_approved()]


def refusals_to_untie(actor: Actor, tie: TiedDevice) -> list[Refusal]:
    if tie.ended_at is not None:
        return [Refusal(Control.STATE, "It is untied already.", "Nothing is left to do.")]
    register = queries.registers_of(tie.school).get(REGISTER)
    if register is None or not queries.may_write(actor, register):
        return [Refusal(Control.PERMISSION, "You do not keep this register.", "Ask the network manager.")]
    return []


def _not_approved() -> Refusal:
    return Refusal(
        Control.ALLOWED_CAMERA,
        "Nobody has approved this device yet, or it is no longer in the register.",
        "The network manager approves it in the register first.",
    )


def device_of(request: HttpRequest, actor: Actor) -> str:
    """What the register calls the device on which this request is made; "" where it is none of it, and where a picture
    comes from the library of one of which only the camera counts."""
    tie = tie_of(request, actor)
    if tie is None or (tie.camera_only and any(name != CAMERA for name in request.FILES)):
        return ""
    return name_of(tie)


def tie_of(request: HttpRequest, actor: Actor) -> TiedDevice | None:
    """By which tie this browser is known. One query, and none where the browser keeps no word."""
    word = request.COOKIES.get(COOKIE, "")
    if not word:
        return None
    standing = TiedDevice.objects.filter(school=actor.school, ended_at__isnull=True).select_related("entry")
    tie: TiedDevice | None = standing.filter(kept_digest=digest_of("word", word)).first()
    return tie if tie is not None and approved_by(tie.entry, actor) else None


def name_of(tie: TiedDevice) -> str:
    """As the register calls it."""
    return str(tie.entry.answers.get("what", ""))[:120]
