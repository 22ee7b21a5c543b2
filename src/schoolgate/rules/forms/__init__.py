"""Forms as data: what is asked, who decides in which order, what a yes leaves. Requests and registers use them."""

from schoolgate.rules.forms.answers import Facts, asked_now, refusals_to_answers, shapes_refused, tidied
from schoolgate.rules.forms.deciding import Deciders, refusals_to_decide
from schoolgate.rules.forms.form import Form, FormError, Leave, Part, Step
from schoolgate.rules.forms.questions import Kind, Question, When

__all__ = [
    "Deciders",
    "Facts",
    "Form",
    "FormError",
    "Kind",
    "Leave",
    "Part",
    "Question",
    "Step",
    "When",
    "asked_now",
    "refusals_to_answers",
    "refusals_to_decide",
    "shapes_refused",
    "tidied",
]
