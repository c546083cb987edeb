"""The chapters in a real JupyterLab: an explorer is a widget there, and answers."""

import shutil
from functools import partial
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.explorers import EXPLORERS
from asi_helpers.language import say
from press.measure import lab

ROOT = Path(__file__).resolve().parents[2]
NAMES = tuple(name.removeprefix("explore_") for name in EXPLORERS)
CHAPTER = "08-upside-down-odds-ratio"
POR = "data[data-stat=por]"
# Words of pictures that stand out of them: Jupyter's font is wider than the site's.
CUT = """() => [...document.querySelectorAll("figure.asi-explorer svg")].flatMap(picture => {
    const box = picture.getBoundingClientRect();
    return [...picture.querySelectorAll("text")].filter(text => {
        const place = text.getBoundingClientRect();
        return place.left < box.left - 1 || place.right > box.right + 1;
    }).map(text => text.textContent);
})"""


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """Address of a JupyterLab with chapter 8, and with a notebook of all explorers."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copy(ROOT / "chapters" / f"{CHAPTER}.ipynb", folder)  # as a reader gets it
    cells = ["import asi_helpers as asi", *(f"asi.{name}()" for name in EXPLORERS)]
    lab.write_notebook(folder / "explorers.ipynb", cells)
    with lab.running_lab(folder, settings=tmp_path_factory.mktemp("settings")) as address:
        yield address


def explorer(page, name):
    """The widget of an explorer: its controls and its figure."""
    figure = f"figure.asi-explorer[data-explorer={name}]"
    page.wait_for_selector(f".asi-live {figure}")
    return page.locator(".asi-live", has=page.locator(figure)).first


def state_changes(page, root, move):
    """Whether moving a control changes the picture or the words."""
    figure = root.locator("figure")
    before = figure.inner_html()
    move()
    page.wait_for_function(
        "([figure, before]) => figure.isConnected ? figure.innerHTML !== before : true",
        arg=[figure.element_handle(), before],
    )
    return root.locator("figure").inner_html() != before


def test_chapter_8_is_live(browser, jupyter):
    page = lab.open_notebook(browser, jupyter, f"{CHAPTER}.ipynb")
    lab.run_all(page)
    root = explorer(page, "reference")
    assert root.locator("template").count() == 0
    knowledge = asi.load_table("knowledge")
    assert float(root.locator(POR).get_attribute("value")) == pytest.approx(
        asi.prevalence_odds_ratio(knowledge).value, rel=1e-12
    )
    picture = root.locator("svg").first.inner_html()
    root.get_by_text("poor against good").click()
    root.locator(".asi-mark").wait_for()
    assert float(root.locator(POR).get_attribute("value")) == pytest.approx(
        asi.prevalence_odds_ratio(knowledge.swap_exposure()).value, rel=1e-12
    )
    assert root.locator("svg").first.inner_html() != picture
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    assert page.locator(".jp-TrimmedOutputs").count() == 0  # no bar "show more outputs"
    assert page.locator(".jp-MarkdownCell details").count() > 5
    assert page.locator(".jp-MarkdownCell details[open]").count() == 0
    page.close()


def test_every_explorer_answers_in_a_live_notebook(browser, jupyter):
    page = lab.open_notebook(browser, jupyter, "explorers.ipynb")
    lab.run_all(page)
    for name in NAMES:
        root = explorer(page, name)
        shows = getattr(asi, f"explore_{name}")()
        assert say(shows.view().sentence, "en") in root.locator(".asi-sentence").inner_text()
        assert root.locator("[role=status]").count() == 1
        for control in shows.controls:
            other = next(value for value in control.values if value != control.start)
            label = say(control.label_of(other), "en")
            if control.kind == "radio":
                move = root.get_by_text(label, exact=True).first.click
            else:
                position = [each.name for each in shows.controls if each.kind != "radio"]
                select = root.locator("select").nth(position.index(control.name))
                move = partial(select.select_option, index=control.values.index(other))
            assert state_changes(page, root, move), (name, control.name)
            assert page.evaluate(CUT) == [], (name, control.name)
    page.close()
