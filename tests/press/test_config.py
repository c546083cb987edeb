"""Settings that stand in more than one file, and files that must fit each other."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import asi_helpers
from press import address, environment
from press.sphinx import pages

ROOT = Path(__file__).resolve().parents[2]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))


def pins(name):
    """{package: version} of a requirements file."""
    lines = (ROOT / name).read_text("utf8").splitlines()
    found = [re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines if not line.startswith("#")]
    assert all(found), f"{name} holds a line that is no exact version"
    return {match[1].lower().replace("_", "-"): match[2] for match in found}


def at_least(version, minimum):
    """Whether a version such as 2.10.1 is a minimum such as 2.2 or later."""
    numbers = [[int(part) for part in re.findall(r"\d+", text)] for text in (version, minimum)]
    return numbers[0] >= numbers[1]


@pytest.mark.parametrize("name", address.FILES)
def test_addresses_follow_from_the_settings(name):
    """Run `make repository` when this fails."""
    text = (ROOT / name).read_text("utf8")
    assert address.rewrite(text, CONFIG) == text


def test_a_fork_changes_one_line():
    fork = {"repository": {"url": "https://github.com/Ana/book", "branch": "next"}}
    readme = address.rewrite((ROOT / "README.md").read_text("utf8"), fork)
    assert "https://mybinder.org/v2/gh/Ana/book/next?urlpath=" in readme
    assert "https://ana.github.io/book/" in readme
    citation = yaml.safe_load(address.rewrite((ROOT / "CITATION.cff").read_text("utf8"), fork))
    assert citation["repository-code"] == "https://github.com/Ana/book"


def test_the_address_stands_in_no_other_file():
    own = CONFIG["repository"]["url"].removeprefix("https://")
    found = subprocess.run(
        ["git", "grep", "-lF", own], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode in (0, 1), found.stderr
    assert set(found.stdout.split()) <= {"_config.yml", *address.FILES}


def test_versions_agree():
    assert CITATION["version"] == asi_helpers.__version__


def test_what_was_asked_for_is_pinned():
    pinned = pins("requirements.txt")
    asked = {"jupyter-book", "pandas", "scipy", "matplotlib", "ipywidgets", "numpy"}
    assert asked <= set(pinned)
    assert pinned["jupyter-book"] == "1.0.4.post1"


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("purpose", environment.WANTED)
def test_pins_that_are_installed_together_do_not_contradict_each_other(purpose, version):
    """pip installs the files of a purpose at once, and refuses two pins of one package."""
    here = {"python_full_version": f"{version}.0", "python_version": version}
    together = {}
    for name in environment.WANTED[purpose]:
        for line in (ROOT / name).read_text("utf8").splitlines():
            if line and not line.startswith("#"):
                pin = Requirement(line)
                if pin.marker is None or pin.marker.evaluate(here):
                    together.setdefault(canonicalize_name(pin.name), set()).add(str(pin.specifier))
    assert {package: pinned for package, pinned in together.items() if len(pinned) > 1} == {}


def test_pins_satisfy_the_package():
    pinned = pins("requirements.txt")
    for requirement in PROJECT["project"]["dependencies"]:
        name, minimum = requirement.split(">=")
        assert at_least(pinned[name], minimum), requirement


def test_each_input_is_pinned():
    for source in ROOT.glob("requirements*.in"):
        lines = source.read_text("utf8").splitlines()
        names = {re.split(r"[\[=<> ]", line)[0] for line in lines if re.match(r"\w", line)}
        found = set(pins(source.with_suffix(".txt").name))
        assert names <= found, f"run `make pins`: {source.name} has changed"


def test_binder_installs_what_a_person_installs():
    assert (ROOT / "binder/requirements.txt").read_text().strip() == "-r ../requirements.txt"
    runtime = (ROOT / "binder/runtime.txt").read_text().strip()
    assert at_least(
        runtime.removeprefix("python-"), PROJECT["project"]["requires-python"].lstrip(">=")
    )
    for script in ("binder/postBuild", ".ci/run"):
        assert (ROOT / script).stat().st_mode & 0o111, f"{script} must be executable"
        subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_every_page_of_the_contents_exists():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    pages = [page for part in toc["parts"] for page in part["chapters"]]
    missing = [
        page["file"]
        for page in pages
        if "file" in page and not (ROOT / f"{page['file']}.md").is_file()
    ]
    assert missing == []


def test_every_page_is_in_the_contents():
    """A page that nobody lists is a page that nobody reads."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    entries = [toc, *(page for part in toc["parts"] for page in part["chapters"])]
    nested = [page for entry in entries for page in entry.get("sections", [])]
    files = {page.get("file") or page.get("root") for page in [*entries, *nested]}
    globs = [page["glob"] for page in [*entries, *nested] if "glob" in page]
    pages = [path.relative_to(ROOT) for path in (ROOT / "chapters").rglob("*.md")]
    forgotten = [
        page.as_posix()
        for page in pages
        if page.with_suffix("").as_posix() not in files
        and "\norphan: true\n" not in (ROOT / page).read_text("utf8")  # linked from one page only
        and not any(page.with_suffix("").match(pattern) for pattern in globs)
    ]
    assert forgotten == []


def test_make_help_names_each_command():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in ("book", "test", "check", "bench", "lint", "clean", "screenshots"):
        assert re.search(rf"^{command} +[A-Z]", shown.stdout, re.MULTILINE), command


class Settings:
    """What Sphinx makes of `repository` and `html: baseurl` in _config.yml."""

    def __init__(self, repository, baseurl, binder="https://mybinder.org"):
        self.html_baseurl = baseurl
        self.html_theme_options = {
            "repository_url": repository,
            "repository_branch": "next",
            "launch_buttons": {"binderhub_url": binder},
        }


OWN = "https://book.example.org"


@pytest.mark.parametrize(
    ("repository", "baseurl", "site"),
    [
        ("https://github.com/Ana/book", "", "https://ana.github.io/book/"),
        ("https://github.com/Ana/book.git", "", "https://ana.github.io/book/"),
        ("https://github.com/ana/ana.github.io", "", "https://ana.github.io/"),
        ("https://github.com/Ana/Ana.github.io", "", "https://ana.github.io/"),
        ("https://git.example.org/ana/book", "", ""),
        ("https://git.example.org/ana/book", OWN, f"{OWN}/"),
        ("https://github.com/ana/book", f"{OWN}/", f"{OWN}/"),
    ],
)
def test_pages_notebooks_and_readme_say_the_same_site(repository, baseurl, site):
    config = {"repository": {"url": repository, "branch": "next"}, "html": {"baseurl": baseurl}}
    of_settings = address.address_of(config)
    assert pages.address_of_book(Settings(repository, baseurl)) == of_settings
    assert of_settings.site == site
    wheel = f"{site}wheels/asi_helpers-{asi_helpers.__version__}-py3-none-any.whl"
    assert of_settings.package == (wheel if site else f"git+{repository}")
    old = "[read](https://old.github.io/x/)"
    assert address.rewrite(old, config) == (f"[read]({site})" if site else old)


def test_binders_link():
    link = "https://mybinder.org/v2/gh/ana/book/next?urlpath=lab/tree/chapters/01-one.ipynb"
    settings = Settings("https://github.com/ana/book", "")
    assert pages.binder_link(settings, "chapters/01-one.ipynb") == link
    without = Settings("https://github.com/ana/book", "", binder="")
    assert pages.binder_link(without, "x.ipynb") is None
    elsewhere = {"repository": {"url": "https://git.example.org/ana/book"}}
    assert address.address_of(elsewhere).binder("x.ipynb") is None
    badge = "(https://mybinder.org/v2/gh/old/x/main?urlpath=lab)"
    assert address.rewrite(badge, elsewhere) == badge
