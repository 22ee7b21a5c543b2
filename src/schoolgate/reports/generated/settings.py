"""The page of what a policy can set, with the value in each policy of the library."""

from schoolgate.policies.loading import library
from schoolgate.reports.generated.tables import code, page, table
from schoolgate.rules.policy import resolve


def settings_page() -> str:
    """docs/generated/settings.md"""
    policies = {name: resolve(policy) for name, policy in sorted(library().items())}
    first = next(iter(policies.values()))
    rows = (
        (
            code(key),
            f"**{setting.definition.title}.** {setting.definition.sentence}",
            *(
                policy.settings[key].definition.shape.in_words(policy.settings[key].value)
                for policy in policies.values()
            ),
        )
        for key, setting in sorted(first.settings.items())
    )
    heads = ("setting", "what it does", *(name.upper() for name in policies))
    return page(
        "What a policy can set",
        "The value that holds at a school that adopts each policy of the library as it is; FS is the fresh school.",
        table(heads, rows),
    )
