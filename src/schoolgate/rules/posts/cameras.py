"""Whose camera: with what the pictures of pupils in a post were taken, where the policy says which may be used."""

from collections.abc import Iterator

from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.refusals import Control, Refusal

REGISTERED = "registered_school_device"
# What an author can say, in the order of the page: the choices of the setting cameras_allowed, and what none allows.
CAMERAS: dict[str, str] = {
    REGISTERED: "a school device in the register",
    "any_school_device": "another school device",
    "professional_photographer": "a photographer the school engaged",
    "own_device_not_supervising": "my own device, while not looking after pupils",
    "own_device_supervising": "my own device, while looking after pupils",
}


def camera_is_asked(post: PostFacts, policy: ResolvedPolicy) -> bool:
    """Whether the author is asked: a picture that the school took shows a pupil, the policy has a rule, and the
    picture is not known to come from a device that the policy allows."""
    if policy.strictness(Control.ALLOWED_CAMERA) is Strictness.OFF:
        return False
    knows = REGISTERED in allowed_cameras(policy)
    asked = (one for one in post.pictures if one.is_ours and not (knows and one.from_device))
    return any(one.is_pupil for picture in asked for one in picture.shown)


def the_camera_must_be_allowed(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """Pictures of pupils are taken only with what the policy allows. Where it only advises, silence is no fault."""
    if not camera_is_asked(post, policy):
        return
    only_advises = policy.strictness(Control.ALLOWED_CAMERA) is not Strictness.MUST
    if not post.taken_with and not only_advises:
        yield Refusal(
            Control.ALLOWED_CAMERA,
            "It is not said what the pictures were taken with.",
            "Choose it.",
            about="taken_with",
        )
    allowed = allowed_cameras(policy)
    for camera in post.taken_with:
        if camera not in allowed:
            yield Refusal(
                Control.ALLOWED_CAMERA,
                f"A picture was taken with this: {CAMERAS.get(camera, 'something unknown')}.",
                f"Our policy allows: {', '.join(words for key, words in CAMERAS.items() if key in allowed)}. "
                "Take that picture out, or choose another.",
                about="taken_with",
                warning=only_advises,
            )


def allowed_cameras(policy: ResolvedPolicy) -> frozenset[str]:
    """Those of CAMERAS that may take pictures of pupils. A school device in the register is a school device too."""
    said = frozenset(policy.setting("cameras_allowed"))
    return said | {REGISTERED} if "any_school_device" in said else said
