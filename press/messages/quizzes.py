"""Every text of a quiz that a learner reads, as messages of its own catalogue, `quiz-NN`."""

from babel.messages.catalog import Catalog

from asi_helpers.book.practice.quiz import chapters_with_a_quiz, load_quiz
from press.messages.package import FORMATS


def numbers():
    """Numbers of the chapters that have a quiz, two digits each."""
    return chapters_with_a_quiz()


def extract(number):
    """
    Find the messages of a quiz.

    Parameters
    ----------
    number : str
        Of the chapter, such as "08".

    Returns
    -------
    babel.messages.catalog.Catalog
        Without translations, in the order of the file. Translators are told the item of each
        message, and what it is there.
    """
    catalogue = Catalog(charset="utf-8")
    place = [(f"chapters/quizzes/{number}.json", None)]
    for item in load_quiz(number):
        for role, text in texts_of(item):
            catalogue.add(text, locations=place, auto_comments=[f"{item['id']}: {role}"])
    for message in catalogue:
        message.flags -= FORMATS
    return catalogue


def texts_of(item):
    """
    What of an item is text, and what it is.

    Parameters
    ----------
    item : dict
        See `chapters/quizzes/schema.json`.

    Yields
    ------
    (str, str)
        What the text is, and the text.
    """
    yield "question", item["question"]
    for answer in item.get("answers", ()):
        verdict = "right" if answer["correct"] else "wrong"
        yield f"answer, {verdict}", answer["answer"]
        yield f"feedback on the answer before, {verdict}", answer["feedback"]
    if "feedback" in item:
        yield "feedback on the right number", item["feedback"]
    for mistake in item.get("mistakes", ()):
        if "feedback" in mistake:  # else it is met with words of the package
            yield "feedback on a wrong number", mistake["feedback"]
