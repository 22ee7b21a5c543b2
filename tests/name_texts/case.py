"""One kind of language, and the sentences that show it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """`people` says what sort of pupil each letter of the texts is, `{a.full}` how her name is written there.

    Every letter is named by the text but those of `nobody` and `may`. `always` are letters without a slot of
    their own, as the second twin.
    """

    name: str
    texts: tuple[str, ...]
    people: dict[str, str] = field(default_factory=lambda: {"a": "plain", "b": "plain", "c": "plain"})
    nobody: str = ""
    may: str = ""
    always: str = ""

    @property
    def named(self) -> frozenset[str]:
        return frozenset(self.people) - frozenset(self.nobody + self.may)
