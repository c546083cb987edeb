"""
Say in sentences what is wrong with the items of a quiz.

`chapters/quizzes/schema.json` has their form, for machines and editors; what a maintainer should
read when an item does not keep to it stands here. A build asks before it executes anything.
"""

import json
import re
from difflib import get_close_matches

import jsonschema

from asi_helpers.book.numbers import evaluate
from press import ROOT

FOLDER = ROOT / "chapters" / "quizzes"
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
PARTS = {"answers": "answer", "mistakes": "mistake"}  # what one of several is called
EXPRESSION = 'a number, or a list such as ["pr", "comfort"]'
KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "a group of keys",
    "integer": "a whole number",
}
WORDS = {"minItems": "fewer", "maxItems": "more"}


def find_problems(folder=FOLDER):
    """What is wrong with the quiz files of a folder, a sentence for each problem."""
    schema = json.loads((folder / "schema.json").read_text("utf8"))
    files = sorted(folder.glob("[0-9][0-9].json"))
    return [problem for path in files for problem in problems(path, schema)]


def problems(path, schema):
    """What is wrong with a quiz file: file, item and what it is, in a sentence."""
    name = f"chapters/quizzes/{path.name}"
    try:
        content = json.loads(path.read_text("utf8"))
    except json.JSONDecodeError as error:
        return [f"{name}, line {error.lineno}: {error.msg}"]
    items = content.get("items") if isinstance(content, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return [f"{name}: no list `items` of items"]
    found = []
    if content.get("chapter") != path.stem:
        found.append(f"{name}: `chapter` is {content.get('chapter')!r}, not {path.stem!r}")
    for number, item in enumerate(items, 1):
        where = f"{name}, {item.get('id', f'item {number}')}"
        found += [f"{where}: {problem}" for problem in item_problems(item, schema)]
    return found


def item_problems(item, schema):
    """What is wrong with one item: its form or, if that is right, an expression of it."""
    definitions = schema["$defs"]
    roles = [*definitions["role"]["enum"], "live"]
    kinds = schema["properties"]["items"]["items"]["properties"]["type"]["enum"]
    for key, known in (("role", roles), ("type", kinds)):
        if item.get(key) not in known:  # without these nobody knows what else to ask for
            wanted = ", ".join(map(repr, known))
            has = f"`{key}` is {item[key]!r}" if key in item else f"no `{key}`"
            return [f"{has}; it is one of {wanted}"]
    kind = "live" if item["role"] == "live" else item["type"]
    rules = {**definitions[kind], "$defs": definitions}
    errors = sorted(jsonschema.Draft202012Validator(rules).iter_errors(item), key=_place)
    wrong_marks = marks(item)
    if wrong_marks:  # which keys an answer needs depends on its mark
        errors = [error for error in errors if "answers" not in error.absolute_path]
    found = [*wrong_marks, *(text for error in errors for text in sentences(error, item))]
    return found or uncomputable(item)


def marks(item):
    """What is wrong with the marks of the answers to choose from."""
    answers = item.get("answers")
    if not isinstance(answers, list) or not all(isinstance(each, dict) for each in answers):
        return []
    right = [place for place, answer in enumerate(answers, 1) if answer.get("correct") is True]
    if not right:
        return ["no answer is marked correct; one is wanted"]
    if len(right) > 1:
        return [f"{len(right)} answers are marked correct; one is wanted"]
    if right != [1]:
        return [f"answer {right[0]} is marked correct; the right one stands first in the file"]
    return []


def sentences(error, item):
    """What one error of the schema means, for each key that it speaks of."""
    path = list(error.absolute_path)
    where = "".join(_name(path))
    rule, wanted, value = error.validator, error.validator_value, error.instance
    if rule == "required":
        for key in (key for key in wanted if key not in value):
            yield f"{where}no `{key}`{_though(key, item)}"
    elif rule == "additionalProperties":
        known = error.schema["properties"]
        for key in (key for key in value if key not in known):
            near = get_close_matches(key, [each for each in known if each not in value], 1)
            yield f"{where}`{key}` is no key of it" + (f"; `{near[0]}`?" if near else "")
    elif rule == "oneOf":  # of the rules, expressions alone have alternatives
        yield f"{where}{_short(value)} is not {EXPRESSION}"
    elif rule == "type":
        yield f"{where}{_short(value)} is not {KINDS.get(wanted, wanted)}"
    elif rule == "enum":
        yield f"{where}{_short(value)} is not one of {', '.join(map(repr, wanted))}"
    elif rule in WORDS:
        yield f"{where}{len(value)} are there, {WORDS[rule]} than {wanted}"
    elif rule == "const":
        yield f"{where}{_short(value)} is not {wanted!r}"
    elif rule in ("pattern", "minLength"):
        yield f"{where}{_short(value)} is not written as it should be ({rule} {wanted})"
    else:
        yield f"{where}{error.message}"


def _place(error):
    return [str(part).zfill(3) for part in error.absolute_path]


def _name(path):
    """A path into an item in words: answer 2, `feedback`: ..."""
    names = []
    for part, before in zip(path, [None, *path], strict=False):
        if isinstance(part, int) and before in PARTS:
            names[-1] = f"{PARTS[before]} {part + 1}"
        elif isinstance(part, int):
            names[-1] += f", place {part + 1}"
        else:
            names.append(f"`{part}`")
    return [", ".join(names), ": "] if names else []


def _though(key, item):
    """Why an item needs the key `numbers`."""
    shown = sorted({numeral for text in texts(item) for numeral in NUMERAL.findall(text)})
    return f", though its text has {', '.join(shown)}" if key == "numbers" and shown else ""


def _short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]} ..."


# -- the numbers of an item ----------------------------------------------------------------


def texts(item):
    """Everything of an item that a reader sees; of one that lacks something, what there is."""
    parts = [item, *item.get("answers", ()), *item.get("mistakes", ())]
    for part in parts:
        for key in ("question", "answer", "feedback"):
            if isinstance(part.get(key), str):
                yield part[key]


def uncomputable(item):
    """What is wrong with the expressions of an item of the right form."""
    found, data = [], None
    for where, expression in expressions(item):
        try:
            value = evaluate(expression, data)
        except ValueError as error:
            found.append(f"{where}: {error}")
            continue
        if where == "`data`":  # which the others may name
            data = value
    return found


def expressions(item):
    """(its place in words, expression) of all that an item has computed."""
    for key in ("data", "answer"):
        if key in item:
            yield f"`{key}`", item[key]
    for number, mistake in enumerate(item.get("mistakes", ()), 1):
        for value in mistake["values"] if "values" in mistake else [mistake["value"]]:
            yield f"mistake {number}", value
    for numeral, expression in item.get("numbers", {}).items():
        yield f"`numbers`, {numeral}", expression


def number_problems(item):
    """What is wrong with the numbers that an item shows; all can be computed."""
    found = []
    shown = {numeral for text in texts(item) for numeral in NUMERAL.findall(text)}
    for numeral in sorted(shown - set(item["numbers"])):
        found.append(f"its text has {numeral}, which its `numbers` do not compute")
    for numeral, expression in item["numbers"].items():
        if numeral not in shown:
            found.append(f"its `numbers` have {numeral}, which its text does not show")
        plain = numeral.replace(",", "")
        value = evaluate(expression)
        if f"{value:.{len(plain.partition('.')[2])}f}" != plain:
            found.append(f"{numeral} is shown, but {json.dumps(expression)} gives {value:.6g}")
    return found
