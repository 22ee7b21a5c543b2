"""What is said when a policy, a setting or an override cannot stand."""


class PolicyError(ValueError):
    """A policy cannot be made as asked.

    `about` is the key of the setting or gate ("minimum_age", "gate.four_eyes") or of the part of a document;
    `words` say in plain words what is wrong and what to do.
    """

    def __init__(self, about: str, words: str) -> None:
        super().__init__(f"{about}: {words}")
        self.about = about
        self.words = words
