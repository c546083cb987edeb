"""
Every item of the QTI package in a player that is not ours, in the languages of the book.

The player is `@citolab/qti-components`, in Chromium, which is given nothing but the player and the
item: every answer is given by hand, as a student would, and what is scored and said is what the
bank has. `make test-course` installs it.
"""

import pickle
import subprocess
import sys
from types import SimpleNamespace

import pytest

from press import ROOT
from press.bank.items import ChoiceItem, NumericItem
from press.editions import languages
from press.messages.translated import find_translations

PLAYER = ROOT / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.js"
PLACE = "http://player.test/"
PAGE = """<!doctype html><title>Player</title><script type="module" src="player.js"></script>
<qti-item><item-container></item-container></qti-item>"""
# These only hold values; the player reads them as they are.
VALUES = {"qti-correct-response", "qti-default-value", "qti-value"}
MAKE = """
import pickle, sys
from press.bank.items import NumericItem, load_bank
from press.bank.qti import package_files
bank = load_bank()
# a verdict is said in the language of the book that runs, so these are asked for there
others = {
    item.id: list(item.verdicts)[-1].feedback for item in bank if isinstance(item, NumericItem)
}
sys.stdout.buffer.write(pickle.dumps((bank, dict(package_files(bank)), others)))
"""
LOAD = """async xml => {
  const holder = document.querySelector("item-container");
  holder.itemXML = null;
  await holder.updateComplete;
  holder.itemXML = xml;
  for (let tries = 0; tries < 100; tries += 1) {
    const item = holder.shadowRoot.querySelector("qti-assessment-item");
    if (item && xml.includes(`identifier="${item.identifier}"`)) {
      await item.updateComplete;
      return [...holder.shadowRoot.querySelectorAll("*")].map(element => element.localName)
        .filter(name => name.startsWith("qti-") && !customElements.get(name));
    }
    await new Promise(done => setTimeout(done, 20));
  }
  return ["no item"];
}"""
SUBMIT = """async () => {
  const item = document.querySelector("item-container").shadowRoot
    .querySelector("qti-assessment-item");
  item.processResponse();
  await item.updateComplete;
  const score = item.variables.find(each => each.identifier === "SCORE").value;
  const feedbacks = [...item.querySelectorAll("qti-modal-feedback")];
  await Promise.all(feedbacks.map(each => each.updateComplete));
  const shown = feedbacks.filter(
    each => each.shadowRoot.querySelector("dialog").checkVisibility());
  return [Number(score), shown.map(each => each.textContent.replace(/\\s+/g, " ").trim())];
}"""
PLAIN = """html => {
  const place = document.createElement("p");
  place.innerHTML = html;
  return place.textContent.replace(/\\s+/g, " ").trim();
}"""


@pytest.fixture(scope="module", params=languages())
def bank(request):
    """The items of a language, and the files that are made of them."""
    folder = ROOT
    if request.param != "en":
        (book,) = (book for book in find_translations() if book.language == request.param)
        book.write()
        folder = book.folder
    made = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=folder, check=True, capture_output=True, timeout=120
    )
    items, files, others = pickle.loads(made.stdout)
    return SimpleNamespace(items=items, files=files, others=others, language=request.param)


@pytest.fixture(scope="module")
def player(browser):
    """A page with the player, which can reach nothing else."""
    if not PLAYER.is_file():
        pytest.fail("The player is not there. Run: make test-course")
    context = browser.new_context()
    context.set_default_timeout(10_000)
    problems = []

    def answer(route):
        if route.request.url == f"{PLACE}player.js":
            route.fulfill(path=PLAYER, content_type="text/javascript")
        elif route.request.url == PLACE:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
        else:
            problems.append(f"asked for {route.request.url}")
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.goto(PLACE)
    page.wait_for_function("customElements.get('qti-assessment-item') !== undefined")
    yield SimpleNamespace(page=page, problems=problems)
    context.close()


def load(player, bank, item):
    """Open an item; the player knows every element of it."""
    player.problems.clear()
    unknown = player.page.evaluate(LOAD, bank.files[f"items/{item.id}.xml"].decode())
    assert set(unknown) <= VALUES, item.id


def judged(player):
    """Hand the answer in: its score, and what is seen; then close what is seen."""
    score, shown = player.page.evaluate(SUBMIT)
    for dialog in player.page.locator("qti-modal-feedback dialog[open]").all():
        dialog.locator("button").click()
    return score, shown


def plain(player, html):
    """HTML of the bank as it is read."""
    return player.page.evaluate(PLAIN, html)


def test_every_answer_is_scored_and_told_what_it_means(player, bank):
    wrong = []
    items = [item for item in bank.items if isinstance(item, ChoiceItem)]
    for item in items:
        load(player, bank, item)
        page = player.page
        question = page.locator("qti-prompt").inner_text()
        assert " ".join(question.split()) == plain(player, item.question)
        assert page.locator("qti-simple-choice").count() == len(item.choices), item.id
        for choice in item.choices:
            text = plain(player, choice.text)
            answers = page.locator("qti-simple-choice").all()
            (answer,) = (each for each in answers if " ".join(each.text_content().split()) == text)
            answer.click()
            met = judged(player)
            if met != (int(choice.correct), [plain(player, choice.feedback)]):
                wrong.append((item.id, text, met))
        assert not player.problems, (item.id, player.problems)
    assert not wrong
    assert len(items) > 100


def typed(player, text):
    """Type a number as a student does, and hand it in."""
    field = player.page.locator("qti-text-entry-interaction input")
    field.fill(text)
    field.press("End")
    return judged(player)


def test_numbers_are_scored_and_known_mistakes_are_told(player, bank):
    wrong = []
    items = [item for item in bank.items if isinstance(item, NumericItem)]
    for item in items:
        load(player, bank, item)
        expected = [
            (f"{item.answer:.{item.decimals}f}", 1, item.feedback),
            (repr(item.answer), 1, item.feedback),
        ]
        expected += [(repr(mistake.value), 0, mistake.feedback) for mistake in item.mistakes]
        for text, score, feedback in expected:
            met = typed(player, text)
            if met != (score, [plain(player, feedback)]):
                wrong.append((item.id, text, met))
        for text in ("987654", "abc"):
            score, (said,) = typed(player, text)
            if score or not said.startswith(plain(player, bank.others[item.id])):
                wrong.append((item.id, text, score, said))
        assert not player.problems, (item.id, player.problems)
    assert not wrong
    assert len(items) > 10


def test_a_comma_is_not_read_as_another_number_and_is_named(player, bank):
    """QTI has the point only: the question, the field and the feedback say so."""
    word = {"en": "comma", "id": "koma"}[bank.language]
    for item in bank.items:
        if not isinstance(item, NumericItem) or not item.decimals:
            continue
        load(player, bank, item)
        assert word in player.page.locator("qti-item-body").inner_text()
        score, (said,) = typed(player, f"{item.answer:.{item.decimals}f}".replace(".", ","))
        assert score == 0, item.id
        assert word in said, item.id
        field = player.page.locator("qti-text-entry-interaction input")
        assert word in field.evaluate("field => field.validationMessage"), item.id
