"""The posts labelled by hand. They stay out of the repository; without them there is nothing to test here,
and the last lines of the run say so (see conftest.py)."""

from tests.name_texts.labelled import labelled_folder, read_labelled, score_of_labelled
from tests.name_texts.measuring import score_of_seeds

_FOLDER = labelled_folder()

if _FOLDER is not None:
    from schoolgate.rules.wording import Kind, check_wording

    _LABELLED = read_labelled(_FOLDER)
    _SCORE = score_of_labelled(_LABELLED)

    def test_98_of_100_named_pupils_are_found():
        assert _SCORE.whole.recall >= 0.98, "\n".join(_SCORE.wrong)

    def test_95_of_100_found_pupils_are_named():
        assert _SCORE.whole.precision >= 0.95, "\n".join(_SCORE.wrong)

    def test_other_names_are_found_as_well_within_two_points():
        generated = score_of_seeds(range(200, 204)).whole
        assert generated.recall >= _SCORE.whole.recall - 0.02
        assert generated.precision >= _SCORE.whole.precision - 0.02

    def test_the_other_suspicions_are_as_labelled_nine_times_in_ten():
        for kind in (Kind.CONTACT, Kind.POLITICAL, Kind.OPINION, Kind.OFFENSIVE):
            labels = [post["expected"][kind.value] for post in _LABELLED.posts]
            raised = [
                any(one.kind is kind for one in check_wording(post["text"])) for post in _LABELLED.posts
            ]
            right = sum(label and said for label, said in zip(labels, raised, strict=True))
            assert right >= 0.9 * sum(labels), kind
            assert right >= 0.9 * sum(raised), kind
