"""What each person reads and signs: documents made of the policy's lines, and what of them is new to somebody.

A document ("policy", "terms") is exactly what is read. Its digest names that: whoever signed it need not sign it
again while it reads the same, and is shown only the lines that changed when it does not.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schoolgate.rules.policy import LineKind, ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import is_bound, kinds_of

POLICY, TERMS, OWN_USE_RULES, LEAVING = "policy", "terms", "personal_use_rules", "leaving"
# Made of lines that the school added itself, not of the policy's.
OWN_LINES = "own_lines"
# The moments of the policy that each document is made of.
MOMENTS_OF: dict[str, tuple[str, ...]] = {
    POLICY: ("policy_acknowledgement", "phones_and_devices", "monitoring_notice"),
    OWN_USE_RULES: ("personal_use_rules", "contact_with_pupils_and_families", "own_profile_checklist"),
    TERMS: ("posting_agreement",),
    LEAVING: ("leaving",),
}
# A list to use rather than to sign: only what a policy makes a rule of it is signed.
ONLY_ITS_RULES = frozenset({"own_profile_checklist"})
# The school's own papers, which the program does not hold: what is signed is that one has read them and keeps to them.
PAPERS: dict[str, str] = {
    "acceptable_use": "I have read our school’s rules for using its computers and internet, and keep to them.",
    "code_of_conduct": "I have read our school’s code of conduct, and keep to it.",
    "ict_protocols": "I have read our school’s computer protocols, and keep to them.",
    "pupil_code": "I have read our rules for pupils, and keep to them.",
}
TITLES: dict[str, str] = {
    POLICY: "Our policy in short",
    OWN_LINES: "Lines of our school",
    OWN_USE_RULES: "Your own social media",
    TERMS: "When you post for our school",
    LEAVING: "When you leave",
    "acceptable_use": "Computers and internet",
    "code_of_conduct": "Code of conduct",
    "ict_protocols": "Computer protocols",
    "pupil_code": "Rules for pupils",
}
# Who signs as whom. Whoever is none of these signs what volunteers and others sign.
_GROUP_OF_KIND = {
    "staff": "staff",
    "trainee": "staff",
    "agency": "staff",
    "casual": "staff",
    "governor": "governor",
    "trustee": "governor",
    "pupil": "pupil",
}
_OTHERS = "volunteer"


@dataclass(frozen=True, slots=True)
class ToRead:
    """One sentence of a document, how it is meant, and the clauses that ask for it."""

    key: str
    words: str
    kind: str
    clauses: tuple[str, ...]

    @property
    def is_rule(self) -> bool:
        return self.kind == LineKind.RULE

    @property
    def digest(self) -> str:
        read = json.dumps([self.key, self.kind, self.words], ensure_ascii=False)
        return hashlib.sha256(read.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """Something that is signed as one. Its `digest` names exactly what is read; empty where there is nothing."""

    key: str
    lines: tuple[ToRead, ...]
    digest: str

    @property
    def title(self) -> str:
        return TITLES[self.key]

    def not_among(self, read: Collection[str]) -> tuple[ToRead, ...]:
        """What is new to somebody who has signed lines with these digests."""
        return tuple(line for line in self.lines if line.digest not in read)


@lru_cache(maxsize=2000)
def document_of(policy: ResolvedPolicy, key: str) -> Document:
    """A document as this policy has it read."""
    return document_made_of(key, _lines(policy, key))


def document_made_of(key: str, given: Iterable[ToRead]) -> Document:
    """A document with exactly these lines."""
    lines = tuple(given)
    together = "\n".join(sorted(line.digest for line in lines))
    return Document(key, lines, hashlib.sha256(together.encode()).hexdigest() if lines else "")


def _lines(policy: ResolvedPolicy, key: str) -> Iterator[ToRead]:
    if key in PAPERS:
        yield ToRead(f"paper.{key}", PAPERS[key], LineKind.RULE, ())
    for moment in MOMENTS_OF.get(key, ()):
        told = told_at(policy, moment)
        yield from (line for line in told if line.is_rule) if moment in ONLY_ITS_RULES else told


def told_at(policy: ResolvedPolicy, moment: str) -> Iterator[ToRead]:
    """The lines of a moment; where the school set something otherwise, that sentence in their place."""
    standing = {line.key for line in policy.lines_of(moment)}
    said: set[str] = set()
    for line in policy.lines:
        if line.moment != moment:
            continue
        if line.key in standing:
            yield ToRead(line.key, line.words, str(line.kind), line.clauses)
        elif line.setting not in said:
            said.add(line.setting)
            setting = policy.settings[line.setting]
            yield ToRead(f"setting.{line.setting}", setting.in_words, "", setting.clauses)


def documents_to_sign(
    policy: ResolvedPolicy,
    roles: Collection[str],
    *,
    posts: bool,
    asked_of_posters: Collection[str] = (),
    leaves: bool = False,
) -> tuple[Document, ...]:
    """What somebody with these roles reads and signs: what the policy asks of their group; of whoever posts, the
    terms and whatever the right to post rests on; of whoever `leaves` soon, what goes on. Nothing where nothing would
    be read."""
    wanted: list[str] = []
    if is_bound(policy, roles):
        by_group = policy.setting("documents_to_sign")
        groups = {_GROUP_OF_KIND.get(kind, _OTHERS) for kind in kinds_of(roles)}
        wanted += [key for group in sorted(groups) for key in by_group.get(group, ())]
    if posts:
        wanted += [*asked_of_posters, TERMS]
    if leaves and is_bound(policy, roles):
        wanted.append(LEAVING)
    found = (document_of(policy, key) for key in dict.fromkeys(wanted))
    return tuple(document for document in found if document.lines)


def is_signed(document: Document, signed: Collection[tuple[str, str]]) -> bool:
    """Whether a document is among what somebody signed, by its key and digest, as it reads now."""
    return not document.lines or (document.key, document.digest) in signed


@dataclass(frozen=True, slots=True)
class Asked:
    """A short question with the signature: what is asked, the right answer, and what is said to the other one."""

    key: str
    words: str
    right: str
    explained: str


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "own_account",
        "You share something about school on your own account. Can it be read as the school’s word?",
        "yes",
        "People know where you work. What you share can speak for the school, on any account, at any hour.",
    ),
    Asked(
        "a_pupil_writes",
        "A pupil sends you a friend request. May you accept it if you know the family well?",
        "no",
        "You decline it and tell the safeguarding lead. A tie of family is written down once, with leave.",
    ),
    Asked(
        "a_good_picture",
        "You took a lovely picture of a pupil. May you post it yourself, straight from your phone?",
        "no",
        "Pictures of pupils go out on the school’s own accounts only, after somebody else has looked.",
    ),
)


def refusals_to_sign(
    *, unsigned: Collection[Document], shown: str, answers: Mapping[str, str], asks: bool
) -> list[Refusal]:
    """Why this cannot be signed now. `shown` is the digest of what stood on the page that is signed; `asks` says
    whether the questions come with it, as they do the first time."""
    if not unsigned:
        return [_refusal("You have signed everything that concerns you.", "Nothing is left to do.")]
    if shown != digest_of(unsigned):
        return [
            _refusal(
                "What is to be signed has changed since you opened the page.", "Read it again, then sign."
            )
        ]
    return list(_the_questions_must_be_answered_right(answers)) if asks else []


def digest_of(documents: Iterable[Document]) -> str:
    """What a page shows for signing, as one digest."""
    together = "\n".join(f"{one.key}:{one.digest}" for one in documents)
    return hashlib.sha256(together.encode()).hexdigest()


def _the_questions_must_be_answered_right(answers: Mapping[str, str]) -> Iterator[Refusal]:
    for question in QUESTIONS:
        given = answers.get(question.key, "")
        if given and given != question.right:
            yield _refusal(question.explained, "Choose the other answer.", about=question.key)
        elif not given:
            yield _refusal("This question is not answered yet.", "Choose yes or no.", about=question.key)


def refusals_to_decline(*, unsigned: Collection[Document], words: str) -> list[Refusal]:
    """Why nobody can say now that they do not sign."""
    if not unsigned:
        return [_refusal("You have signed everything that concerns you.", "Nothing is left to do.")]
    if not words.strip():
        return [
            _refusal("It does not say why.", "Write it in a line; the headteacher reads it.", about="words")
        ]
    return []


def _refusal(words: str, next_step: str, *, about: str = "") -> Refusal:
    return Refusal(Control.HAS_READ_SIGNED_AND_TRAINED, words, next_step, about=about)


def only_oneself() -> Refusal:
    """Nobody signs for somebody else."""
    return _refusal("Nobody signs for somebody else.", "Ask them to sign it themselves.")


def refusals_to_remind(*, people: Collection[int], owing: Collection[int]) -> list[Refusal]:
    """Only who has something to sign is reminded."""
    if not people:
        return [_refusal("Nobody was chosen.", "Choose who is to be reminded.", about="people")]
    if not set(people) <= set(owing):
        return [
            _refusal("Somebody among them has signed meanwhile.", "Look at the list again.", about="people")
        ]
    return []
