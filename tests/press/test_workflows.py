"""GitHub's workflows: no more rights than they need, versions fixed, commands that exist."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAY_WRITE = {"pages", "id-token", "contents", "issues"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_its_jobs_ask_for_more_by_name(path):
    workflow = yaml.safe_load(path.read_text("utf8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        rights = job.get("permissions", {})
        assert set(rights) <= MAY_WRITE, name
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|[0-9a-f]{40})", step["uses"])
            if step.get("uses", "").startswith("actions/checkout") and "contents" not in rights:
                assert step["with"]["persist-credentials"] is False, name


def test_every_command_of_make_is_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf8"), re.MULTILINE))
    for path in WORKFLOWS:
        for line in re.findall(r"\bmake ([a-z -]+)$", path.read_text("utf8"), re.MULTILINE):
            assert set(line.split()) <= targets, path


def test_tests_run_on_every_python_that_the_package_names():
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf8"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
