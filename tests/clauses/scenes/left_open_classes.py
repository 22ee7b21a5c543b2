"""Each line of the rules says whether a thing is acceptable, not acceptable or forbidden."""

from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read


@scene
def each_line_says_how_it_is_meant(stage: Stage) -> None:
    """Everybody at the school reads what the three classes mean, and each line under them carries one."""
    page = stage.page_as_sent(stage.cast.jo, "moments:rules")
    classes = page.partition('id="classes"')[2].partition("</details>")[0]
    assert stage.row.clause in classes
    words = read(f"<p{classes}")
    for said in ("You may : this is acceptable", "not acceptable", "forbidden"):
        assert said in words
    lines = page.count('class="lines__one"')
    assert lines >= 10
    assert lines == page.count('class="lines__kind"') + page.count('class="lines__kind lines__kind--rule"')
    for kind in ("You may", "Advice", "Rule"):
        assert f">{kind}</span>" in page
