"""The page of the package shows every public name."""

import re
from pathlib import Path

import asi_helpers as asi

PAGE = Path(__file__).resolve().parents[2] / "chapters" / "api.md"
GROUPS = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def described(group):
    return re.findall(r"^\.\. auto(?:function|class):: (\w+)$", group, flags=re.MULTILINE)


def listed(group):
    return re.findall(r"^   (\w+)$", group, flags=re.MULTILINE)


def test_every_public_name_is_described_once():
    names = [name for group in GROUPS for name in described(group)]
    assert sorted(names) == asi.__all__


def test_each_group_begins_with_a_list_of_its_names():
    for group in GROUPS:
        assert listed(group) == described(group), group.splitlines()[0]


def test_classes_are_classes_and_functions_are_functions():
    for group in GROUPS:
        for kind, name in re.findall(r"auto(function|class):: (\w+)", group):
            assert isinstance(getattr(asi, name), type) == (kind == "class"), name


def test_methods_that_are_named_exist():
    for group in GROUPS:
        for name, members in re.findall(r"autoclass:: (\w+)\n   :members: (.+)", group):
            for member in members.split(", "):
                assert getattr(asi, name).__dict__[member].__doc__, (name, member)
