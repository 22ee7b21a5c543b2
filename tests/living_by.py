"""A school in a browser that lives by one of the five policies, and its people on phones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django_scopes import scope
from playwright.sync_api import Page, expect

from schoolgate.people.models import Person
from schoolgate.posts.models import Post
from tests import make
from tests.browser import NewVisitor
from tests.cast import Cast, assemble
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt

HOME = "/schools/oakfield"
OpenPage = Callable[[Person, str], Page]


def school_living_by(code: str) -> Cast:
    """Oakfield, which has adopted this policy; whoever may write is named for its accounts where it asks for that."""
    cast = assemble()
    adopt(cast, code)
    return cast


def on_the_phone(visitor: NewVisitor, person: Person, address: str) -> Page:
    """This person's phone at a page of Oakfield."""
    somebody = visitor()
    somebody.sign_in(person.user)
    page = somebody.page(address if address.startswith("/today") else f"{HOME}{address}")
    page.wait_for_load_state()
    return page


@contextmanager
def at(cast: Cast) -> Iterator[Posting]:
    """In the school's scope: posts are written by the real actions."""
    with scope(school=cast.oakfield):
        yield Posting(cast)


def state_of(post: Post) -> str:
    return str(Post._base_manager.values_list("state", flat=True).get(pk=post.pk))


def approve(page: Page) -> None:
    page.get_by_role("button", name="Approve", exact=True).click()
    page.wait_for_load_state()


def reads(page: Page, words: str) -> None:
    """These words stand on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


TODAY = make.NOW.date()
