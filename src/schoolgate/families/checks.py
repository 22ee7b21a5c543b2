"""Said when the program starts: lines that a language of families' pages lacks."""

from typing import Any

from django.core import checks

from schoolgate.families.language import ENGLISH, languages


@checks.register()
def every_line_is_there(app_configs: Any, **given: Any) -> list[checks.CheckMessage]:
    """A warning for each language that is not whole, with the lines by name. Those are said in English."""
    english = languages()[ENGLISH]
    return [
        checks.Warning(
            f"{one.english_name} ({one.code}.toml) lacks: {', '.join(missing)}.",
            hint="Families read these lines in English until the file has them.",
            id="families.W001",
        )
        for one in languages().values()
        if (missing := one.missing(english))
    ]
