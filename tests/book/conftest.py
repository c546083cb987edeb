"""Tests are made of the quizzes: where one is broken, that is all there is to say."""

import pytest

from press.quizzes import find_problems


def pytest_configure():
    problems = find_problems()
    if problems:
        raise pytest.UsageError("\n".join(problems))
