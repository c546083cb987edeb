import pytest

import asi_helpers as asi
from asi_helpers.figures.ratings import plot_ratings


def words(ax):
    return [text.get_text() for text in ax.texts]


def frames(ax):
    return len(ax.patches)


@pytest.mark.parametrize(("language", "differ"), [("en", "differ on 2"), ("id", "berbeda pada 2")])
def test_both_verdicts_stand_beside_every_question(language, differ):
    ax = plot_ratings(language=language)
    ratings = asi.load_dataset("ratings")
    shown = words(ax)
    for verdict, word in {"yes": ("yes", "ya"), "no": ("no", "tidak")}.items():
        expected = (ratings["verdict"] == verdict).sum()
        assert shown.count(word[language == "id"]) == expected
    assert differ in asi.show(ax)._repr_mimebundle_()["text/plain"]


def test_only_the_questions_they_differ_on_are_framed():
    ratings = asi.load_dataset("ratings").pivot(index="item", columns="rater", values="verdict")
    assert frames(plot_ratings()) == 2 * (ratings["book"] != ratings["second"]).sum()


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="must be 'en'"):
        plot_ratings(language="fr")
