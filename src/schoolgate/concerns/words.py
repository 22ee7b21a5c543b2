"""What the choices of a worry are called: for everybody, and in fewer words for a child."""

from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.rules.concerns import About, Does, Matter

MATTERS = {
    Matter.WORRY: _("I am worried about somebody"),
    Matter.MISUSE: _("Something unkind, false or wrong was put online"),
    Matter.CONTACT: _("A pupil or family and somebody who works here write to each other in private"),
    Matter.ABUSE: _("Somebody who works or helps here is abused or threatened online"),
    Matter.BREACH: _("A login, or something private, is in the wrong hands"),
    Matter.IMAGE: _("It may be a sexual picture or film of somebody under 18"),
}
MATTERS_FOR_A_CHILD = {
    Matter.WORRY: _("Somebody hurts or scares me, or a friend"),
    Matter.MISUSE: _("Something mean or not true online"),
    Matter.CONTACT: _("A grown-up from school writes to me in private"),
    Matter.ABUSE: _("Somebody is mean to a teacher online"),
    Matter.BREACH: _("Somebody got into my account"),
    Matter.IMAGE: _("A picture or film with no clothes on"),
}
ABOUT = {
    About.PUPIL: _("A child or pupil"),
    About.STAFF: _("Somebody who works or helps at the school"),
    About.HEADTEACHER: _("The headteacher"),
    About.SAFEGUARDING_LEAD: _("The safeguarding lead (who looks after children’s safety)"),
    About.GOVERNOR: _("A governor or the chair of governors"),
    About.FAMILY: _("A parent, a family or somebody from outside"),
    About.UNKNOWN: _("I do not know"),
}
ABOUT_FOR_A_CHILD = {
    About.PUPIL: _("Me, or another child"),
    About.STAFF: _("A grown-up at school"),
    About.HEADTEACHER: _("The headteacher"),
    About.FAMILY: _("Somebody at home, or somewhere else"),
    About.UNKNOWN: _("I don’t know"),
}
DOES = {
    Does.LEADS: _("They lead the school"),
    Does.TEACHES: _("They teach, or help in class"),
    Does.WORKS: _("They do other work: office, kitchen, grounds, computers"),
    Does.GOVERNS: _("They are a governor"),
    Does.HELPS: _("They help as a volunteer, or come from a firm"),
}
SHORT = {
    Matter.WORRY: _("about somebody"),
    Matter.MISUSE: _("misuse"),
    Matter.CONTACT: _("private contact"),
    Matter.ABUSE: _("abuse of staff"),
    Matter.BREACH: _("login or private information"),
    Matter.IMAGE: _("sexual picture of a child"),
}


def named_words(post: str) -> str:
    """A post as whoever tells can name it: "the safeguarding lead", "your line manager"."""
    return str(_("your line manager")) if post == "line_manager" else post_words(post)


def post_words(post: str) -> str:
    """A post as it is said in a sentence: "the safeguarding lead"."""
    return f"the {ROLE_WORDS[Role(post)]}" if post != "hr" else "HR"
