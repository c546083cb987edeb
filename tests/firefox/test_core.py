"""
The core of the browser tests in Firefox, from a folder: explorers, calculator, quiz, search, math.

Marionette is Firefox's own remote control, so no driver has to be installed beside it.
"""

import shutil

import pytest

import asi_helpers as asi

VALUE = "return document.querySelector(arguments[0])?.value"
SET = """const [selector, value] = arguments, input = document.querySelector(selector);
input.value = value;
input.dispatchEvent(new Event("input", { bubbles: true }));
input.dispatchEvent(new Event("change", { bubbles: true }));"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    from marionette_driver.marionette import Marionette

    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "These tests need Firefox. On Debian: apt install firefox-esr"
    log = tmp_path_factory.mktemp("firefox") / "gecko.log"
    driver = Marionette(bin=path, headless=True, gecko_log=str(log))
    driver.start_session()
    yield driver
    driver.delete_session()
    driver.cleanup()


@pytest.fixture
def open_page(firefox, site):
    """Open a page of the built book from its folder."""

    def open_page(address):
        firefox.navigate(f"{site.as_uri()}/{address}")
        return firefox

    return open_page


def wait_until(firefox, script, *arguments):
    from marionette_driver import Wait

    return Wait(firefox, timeout=20).until(lambda m: m.execute_script(script, arguments))


def find(firefox, selector):
    from marionette_driver import By

    return firefox.find_element(By.CSS_SELECTOR, selector)


@pytest.mark.parametrize("exposed", ["good", "poor"])
@pytest.mark.parametrize("case", ["smooth", "not_smooth"])
def test_the_reference_explorer_turns_over(open_page, exposed, case):
    firefox = open_page("chapters/08-upside-down-odds-ratio.html")
    root = "figure[data-explorer=reference]"
    table = asi.load_table("knowledge")
    for name, value in (("exposed", exposed), ("case", case)):
        find(firefox, f"{root} input[name$={name}][value={value}]").click()
    table = table.swap_exposure() if exposed == "poor" else table
    table = table.swap_outcome() if case == "not_smooth" else table
    for stat, expected in (
        ("por", asi.prevalence_odds_ratio(table).value),
        ("pr", asi.prevalence_ratio(table).value),
        ("chi2", asi.chi_square_test(table).statistic),
    ):
        shown = firefox.execute_script(VALUE, (f"{root} .asi-view [data-stat={stat}]",))
        assert float(shown) == pytest.approx(expected, rel=1e-9)


def test_every_explorer_answers_to_each_of_its_controls(open_page):
    firefox = open_page("chapters/explorers.html")
    dead = firefox.execute_script("""
    const dead = [];
    const explorers = "figure.asi-explorer:not([data-explorer=calculator])";
    const controls = "select, input[type=range], input[type=radio]:not(:checked)";
    for (const root of document.querySelectorAll(explorers)) {
      const view = root.querySelector(".asi-view");
      for (const input of root.querySelectorAll(controls)) {
        const before = view.innerHTML;
        if (input.type === "radio") input.checked = true;
        else if (input.type === "range")
          input.value = +input.value < +input.max ? +input.value + 1 : 0;
        else input.selectedIndex = (input.selectedIndex + 1) % input.options.length;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
        if (view.innerHTML === before) dead.push(root.dataset.explorer + " " + input.name);
      }
    }
    return [document.querySelectorAll("figure.asi-explorer").length, dead];""")
    assert dead[0] >= 10
    assert dead[1] == []


def test_the_calculator_agrees_with_the_package(open_page):
    firefox = open_page("chapters/calculator.html")
    root = "figure[data-explorer=calculator]"
    for name, table in (("aspirin", asi.load_table("aspirin")), ("ward", asi.load_table("ward"))):
        for cell in ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases"):
            firefox.execute_script(SET, (f"{root} input[name={cell}]", str(getattr(table, cell))))
        por, chi2 = asi.prevalence_odds_ratio(table).value, asi.chi_square_test(table).statistic
        shown = firefox.execute_script(VALUE, (f"{root} [data-stat=chi2]",))
        assert float(shown) == pytest.approx(chi2, rel=1e-8), name
        shown = firefox.execute_script(VALUE, (f"{root} [data-stat=por]",))
        assert float(shown) == pytest.approx(por, rel=1e-9), name


def test_a_quiz_answer_opens_by_keyboard(open_page):
    from marionette_driver.keys import Keys

    firefox = open_page("chapters/08-upside-down-odds-ratio.html")
    answer = find(firefox, ".asi-quiz details summary")
    answer.send_keys(Keys.ENTER)
    state = "return document.querySelector('.asi-quiz details').open"
    assert firefox.execute_script(state) is True


def test_search_finds_a_word_from_a_folder(open_page):
    firefox = open_page("search.html?q=confounder")
    assert wait_until(firefox, "return document.querySelectorAll('#search-results li').length > 0")


def test_formulas_have_a_size(open_page):
    firefox = open_page("chapters/09-confounding.html")
    sizes = firefox.execute_script("""
    for (const details of document.querySelectorAll("details")) details.open = true;
    const formulas = [...document.querySelectorAll("math")];
    return formulas.map(formula => formula.getBoundingClientRect().height);""")
    assert sizes
    assert min(sizes) > 5
