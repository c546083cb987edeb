"""The calculator, the quizzes, the checks and the box to write in, in a real JupyterLab."""

import time

import pytest

import asi_helpers as asi
from press.measure import lab

CELLS = (
    "import asi_helpers as asi",
    "asi.calculator()",
    'asi.describe(asi.TwoByTwo.from_array([[27, 7], [6, 54]], exposed="<$5", unexposed="> $5"))',
    'asi.quiz("07")',
    'asi.check("02-live", 0.351)',
    'asi.check("02-live", ...)',
    'asi.writing_box("11")',
)
MEANING = "[data-verdict]"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("notebooks")
    lab.write_notebook(folder / "tools.ipynb", CELLS)
    settings = tmp_path_factory.mktemp("settings")
    with lab.running_lab(folder, settings=settings) as address:
        page = lab.open_notebook(browser, address, "tools.ipynb")
        lab.run_all(page)
        page.wait_for_selector(".asi-live figure[data-explorer=calculator]")
        page.get_by_text("Your turn.").wait_for()
        page.wait_for_selector(".asi-live textarea")
        yield page


def por(page):
    found = page.locator(".asi-live data[data-stat=por]")
    return float(found.get_attribute("value")) if found.count() else None


def wait_for_por(page, wanted):
    """Wait until the odds ratio is the wanted one."""
    end = time.monotonic() + 20
    while por(page) != pytest.approx(wanted):
        assert time.monotonic() < end, por(page)
        page.wait_for_timeout(20)


def test_the_calculator_is_made_of_widgets(notebook):
    knowledge = asi.load_table("knowledge")
    wait_for_por(notebook, asi.prevalence_odds_ratio(knowledge).value)
    root = notebook.locator(".asi-live")
    # below the field for a pasted table; its label changes with its count
    first = root.get_by_role("textbox").nth(1)
    changed = asi.TwoByTwo.from_array([[20, 7], [6, 54]])
    for count, table in ((20, changed), (27, knowledge)):
        first.fill(str(count))
        first.press("Tab")
        wait_for_por(notebook, asi.prevalence_odds_ratio(table).value)
    first.fill("-1")
    root.get_by_text("A count cannot be below 0.").wait_for()
    assert por(notebook) is None
    first.fill("27 (79,4)")
    root.get_by_text("Read 27; left out: (79,4)").wait_for()
    wait_for_por(notebook, asi.prevalence_odds_ratio(knowledge).value)
    first.fill("27")
    root.get_by_text("Read 27").wait_for(state="detached")
    assert root.get_by_text("Total, good knowledge: 34").is_visible()
    root.get_by_label("Level of confidence").select_option("99%")
    root.get_by_text("Value (99% CI)").wait_for()
    root.get_by_role("button", name="Flip the rows").click()
    wait_for_por(notebook, asi.prevalence_odds_ratio(knowledge.swap_exposure()).value)


def test_a_pasted_table_is_read_and_audited(notebook):
    root = notebook.locator(".asi-live")
    area = root.get_by_label("Paste a table")
    area.fill("Baik 27 79,4 7 20,6 34 0,029 (0,94-0,009)\nKurang 6 10,0 54 90,0 60")
    root.get_by_text("has lost a zero").first.wait_for()
    assert root.get_by_role("textbox").nth(1).input_value() == "27"
    root.get_by_label("In the words of the article").select_option("Baik")
    root.get_by_text("is upside down for what the text says").first.wait_for()
    area.fill("27 7 6 54")
    root.get_by_text("Two tables fit these numbers").wait_for()
    area.fill("")
    root.get_by_text("Two tables fit these numbers").wait_for(state="detached")
    root.get_by_label("Table", exact=True).select_option("Knowledge and milk flow")
    wait_for_por(notebook, asi.prevalence_odds_ratio(asi.load_table("knowledge")).value)


def test_names_are_shown_as_they_are(notebook):
    """JupyterLab looks for formulas and HTML once more, in the finished page."""
    said = notebook.locator(".jp-RenderedMarkdown", has_text="in the <$5 group and for")
    assert said.inner_text().endswith("in the > $5 group.")


def test_a_quiz_answer_opens(notebook):
    answer = notebook.locator(".asi-quiz details.asi-answer").first
    assert not answer.locator(MEANING).first.is_visible()
    answer.locator("summary").click()
    assert answer.locator(MEANING).first.is_visible()


def test_a_check_gives_its_hint(notebook):
    assert notebook.get_by_text("You have it as a proportion.").is_visible()
    assert notebook.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0


def test_hints_follow_what_is_written(notebook):
    root = notebook.locator(".asi-live", has=notebook.locator("figure[data-explorer=writing]"))
    root.locator("textarea").fill("Support increases flow.")
    root.get_by_text("“increases” sounds like a cause.").wait_for()
    root.locator("textarea").fill("Support went with flow.")
    root.get_by_text("“increases” sounds like a cause.").wait_for(state="detached")
