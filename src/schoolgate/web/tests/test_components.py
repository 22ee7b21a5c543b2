"""The components, rendered as pages render them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines

from schoolgate.rules.refusals import Control, Refusal

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CLAUSE = SimpleNamespace(id="ST-103", words="Someone other than the author agrees.", name="")


class PostForm(forms.Form):
    text = forms.CharField(label="What do you want to say?", widget=forms.Textarea, help_text="Plain words.")
    objective = forms.ChoiceField(
        label="What is it for?",
        choices=[("event", "Coming event"), ("news", "News")],
        widget=forms.RadioSelect,
    )
    pupils = forms.MultipleChoiceField(
        label="Who is in it?", choices=[("1", "Ben T."), ("2", "Zoë K.")], widget=forms.CheckboxSelectMultiple
    )
    is_view = forms.ChoiceField(
        label="Could anyone take this as a personal view?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
    )
    picture = forms.FileField(label="A picture", required=False)
    has_right = forms.BooleanField(label="I took it myself")


def rendered(template: str, **context: object) -> str:
    given = {"now": NOW, "actor": None, **context}
    return " ".join(engines["jinja2"].from_string(template).render(given).split())


FORMS = '{% from "components/forms.html" import field, chips, yes_no, button, hidden_fields, standing %}'
REFUSALS = '{% from "components/refusals.html" import error_summary, refusal, refusals %}'


def test_a_field_ties_its_label_hint_and_error_to_its_control():
    html = rendered(FORMS + '{{ field(form["text"]) }}', form=PostForm({}))
    assert 'for="id_text"' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert "This field is required." in html


def test_what_somebody_typed_is_shown_again_and_never_as_markup():
    html = rendered(FORMS + '{{ field(form["text"]) }}', form=PostForm({"text": "<b>Hello</b>"}))
    assert "&lt;b&gt;Hello&lt;/b&gt;" in html


@pytest.mark.parametrize("macro", ["field", "chips", "yes_no"])
def test_nothing_is_chosen_beforehand(macro: str):
    html = rendered(FORMS + f'{{{{ {macro}(form["is_view"]) }}}}', form=PostForm())
    assert html.count('type="radio"') == 2
    assert "checked" not in html


def test_chips_are_real_controls_in_a_group_with_its_question():
    html = rendered(
        FORMS + '{{ chips(form["pupils"], minds=["2"]) }}', form=PostForm(initial={"pupils": ["1"]})
    )
    assert html.count('type="checkbox"') == 2
    assert html.count("checked") == 1
    assert '<legend class="question">Who is in it?</legend>' in html
    assert html.count("chip--mind") == 1


def test_a_box_to_tick_and_a_file_keep_their_labels():
    html = rendered(FORMS + '{{ field(form["has_right"]) }}{{ field(form["picture"]) }}', form=PostForm())
    assert 'for="id_has_right"' in html
    assert 'for="id_picture"' in html
    assert "govuk-file-upload" in html


def test_a_refusal_says_what_why_and_what_next_with_its_buttons():
    one = Refusal(
        Control.CONSENT_FOR_EVERY_USE,
        "Mia M. can't be shown here.",
        "Choose what to do.",
        "pupil:7",
        ("Cover her",),
    )
    html = rendered(
        REFUSALS
        + '{% call refusal(one, [clause]) %}<button class="way">{{ one.ways[0] }}</button>{% endcall %}',
        one=one,
        clause=CLAUSE,
    )
    assert "Mia M. can&#39;t be shown here." in html
    assert "Choose what to do." in html
    assert "<details" in html
    assert "Someone other than the author agrees." in html
    assert '<div class="ways"><button class="way">Cover her</button></div>' in html


def test_a_warning_is_no_thing_to_put_right():
    several = [
        Refusal(Control.STATE, "This has gone out."),
        Refusal(Control.ACCESSIBLE_TO_ALL, "This sentence is long.", warning=True),
    ]
    html = rendered(REFUSALS + "{{ error_summary(refusals=several) }}", several=several)
    assert "1 thing to put right" in html
    assert "This sentence is long." not in html


def test_a_refusal_about_a_field_leads_there_and_is_said_once():
    several = [
        Refusal(Control.STATE, "It does not say what it is for.", "Choose one.", "objective"),
        Refusal(Control.STATE, "Nobody is in it.", "Name somebody.", "no_field_of_this_form"),
    ]
    template = '{{ error_summary(form, several, boxes="others") }}{{ refusals(several, form=form) }}'
    html = rendered(REFUSALS + template, form=PostForm(), several=several)
    assert '<a href="#id_objective_0">It does not say what it is for.</a>' in html
    assert html.count("It does not say what it is for.") == 1
    assert '<a href="#refusal-2">Nobody is in it.</a>' in html
    assert 'id="refusal-2"' in html


def test_a_refusal_without_a_place_on_the_page_says_what_to_do_in_the_summary():
    several = [Refusal(Control.STATE, "This has gone out.", "Take it down first.")]
    html = rendered(REFUSALS + "{{ error_summary(form, several) }}", form=PostForm(), several=several)
    assert "<li>This has gone out. Take it down first.</li>" in html


def test_the_summary_leads_to_each_field_that_is_wrong():
    html = rendered(
        REFUSALS + "{{ error_summary(form) }}", form=PostForm({"pupils": ["1"], "has_right": "on"})
    )
    assert "3 things to put right" in html
    assert 'href="#id_text"' in html
    assert 'href="#id_objective_0"' in html


def test_a_time_tells_the_full_date_on_hover_and_to_screen_readers():
    html = rendered("{{ time_of(at) }}", at=datetime(2026, 11, 20, 15, 30, tzinfo=UTC))
    assert html == (
        '<time datetime="2026-11-20T15:30:00+00:00" title="Friday 20 November 2026, 15:30">today 15:30'
        '<span class="govuk-visually-hidden"> (Friday 20 November 2026, 15:30)</span></time>'
    )


def test_filters_take_now_from_the_page():
    html = rendered("{{ at|when }}, {{ at|by }}, {{ at|day }}, {{ at|clock }}", at=NOW)
    assert html == "today 12:00, today by 12:00, today, 12:00"


def test_a_table_repeats_each_label_where_a_phone_shows_it():
    html = rendered(
        '{% from "components/tables.html" import table_of, cell %}'
        '{% call(row) table_of("Pupils", ["Name", "Class"], rows) %}'
        '{{ cell(row, is_head=true) }}{{ cell("4A", label="Class") }}{% endcall %}',
        rows=["<Ben>"],
    )
    assert '<th scope="row">&lt;Ben&gt;</th>' in html
    assert '<span class="rows__label" aria-hidden="true">Class: </span>4A' in html


def test_a_list_of_one_page_has_no_pages():
    template = '{% from "components/tables.html" import pages %}{{ pages(page) }}'
    assert rendered(template, page=Paginator(list(range(3)), 10).page(1)) == ""
    html = rendered(template, page=Paginator(list(range(25)), 10).page(2))
    assert "11 to 20 of 25" in html
    assert 'href="?page=3"' in html


def test_a_row_to_do_names_its_button_for_those_who_hear_only_buttons():
    html = rendered(
        '{% from "components/todo.html" import todo_group, todo_row %}'
        '{% call todo_group("Today") %}'
        '{{ todo_row("Approve: Sports day", "/x", act="Look", clause=clause) }}{% endcall %}',
        clause=CLAUSE,
    )
    assert 'Look<span class="govuk-visually-hidden">: Approve: Sports day</span>' in html
    assert "ST-103" in html


@pytest.mark.parametrize("template", ["web/not_here.html", "web/our_fault.html", "web/form_too_old.html"])
def test_pages_about_what_went_wrong_need_nothing_to_show_themselves(template: str):
    html = engines["jinja2"].get_template(template).render({})
    assert "<h1" in html
    assert 'href="/"' in html


def test_the_page_about_our_fault_asks_nothing_of_what_may_be_broken():
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    assert "<h1" in engines["jinja2"].get_template("web/our_fault.html").render({"actor": Broken()})
