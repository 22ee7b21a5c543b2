import pytest

from schoolgate.connectors.wordpress.words import content_of, is_same, quoted, title_of


def test_words_stay_words_whatever_they_look_like() -> None:
    content = content_of("<script>alert(1)</script> [gallery ids=1] Tom & Jo", [])
    assert "<script" not in content
    assert "[gallery" not in content
    assert is_same(
        content,
        "<!-- wp:paragraph --> <p>&lt;script>alert(1)&lt;/script> [gallery ids=1] Tom &amp; Jo</p> "
        "<!-- /wp:paragraph -->",
    )


def test_lines_and_paragraphs_are_kept() -> None:
    content = content_of("One\r\nTwo\n \n\nThree\n", [])
    assert "<p>One<br>Two</p>" in content
    assert content.count("<p>") == 2


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://video.test/watch?v=1&t=2", 'href="https://video.test/watch?v=1&amp;t=2"'),
        ("See https://a.test/b.", 'href="https://a.test/b"'),
        ("(http://a.test/b), then", 'href="http://a.test/b"'),
    ],
)
def test_a_web_address_becomes_a_plain_link_that_no_website_turns_into_a_player(text: str, link: str) -> None:
    content = content_of(text, [])
    assert link in content
    assert "<p>http" not in content


def test_a_picture_carries_its_alt_text_and_nothing_that_breaks_out_of_it() -> None:
    content = content_of("Words", [(7, "https://a.test/x.jpg", 'A "cup" <b>[x]')])
    assert (
        '<img src="https://a.test/x.jpg" alt="A &quot;cup&quot; &lt;b&gt;&#91;x&#93;" class="wp-image-7"/>'
        in content
    )


def test_no_words_make_no_paragraph() -> None:
    assert content_of("  \n ", []) == ""


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Sports day", "Well done", "Sports day"),
        ("", "Well done, everyone", "Well done, everyone"),
        ("", "word " * 30, "word " * 13 + "word…"),
        ("", "w" * 90, "w" * 70 + "…"),
        ("Cakes & <tea>", "", "Cakes &amp; &lt;tea&gt;"),
    ],
)
def test_the_title_is_the_title_or_the_beginning_of_the_text(title: str, text: str, said: str) -> None:
    assert title_of(title, text) == said


def test_the_same_words_are_the_same_however_they_are_written() -> None:
    assert is_same("a &#8217; b\n c", "a ’ b c")
    assert not is_same("a b", "a c")


def test_what_a_website_says_is_quoted_short_and_without_markup() -> None:
    assert quoted("<b>No</b> &lt;script&gt; way") == "No way"
    assert len(quoted("x" * 500)) == 160
