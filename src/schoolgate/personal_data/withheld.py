"""What is never in a copy, said in the same words to everybody, whether there is any of it or not."""

from django.utils.translation import gettext as _


def left_out() -> list[str]:
    """The sentences that stand at the end of every copy."""
    return [
        _("Names of other people. Where they stood, the copy says so."),
        _("Pictures in which others can be recognised. Ask, and you can see them at school with the others covered."),
        _("Worries that somebody told the school. They lie sealed. Ask whoever leads on safeguarding."),
        _("What protects a child, where telling it could do harm. Ask whoever leads on data protection."),
        _("Passwords and keys."),
    ]  # fmt: skip
