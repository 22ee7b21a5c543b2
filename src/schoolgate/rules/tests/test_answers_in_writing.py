"""A yes in writing, where the policy asks for one."""

import pytest

from schoolgate.rules.answers import IN_WRITING, PUPIL_OR_PARENT, it_must_be_in_writing


@pytest.mark.parametrize(
    "evidence", ["a call", "Call noted by the office", "told Ms Keene", "spoken, at the gate"]
)
def test_a_spoken_yes_is_refused_where_it_must_be_in_writing_and_only_there(evidence):
    (refusal,) = it_must_be_in_writing(IN_WRITING, evidence)
    assert refusal.control == "noun.consents.giver"
    assert refusal.about == "evidence"
    assert not list(it_must_be_in_writing(PUPIL_OR_PARENT, evidence))


@pytest.mark.parametrize("evidence", ["form of September", "e-mail of 3 March", "a letter to Ms Callow"])
def test_a_form_a_letter_or_an_e_mail_will_do(evidence):
    assert not list(it_must_be_in_writing(IN_WRITING, evidence))
