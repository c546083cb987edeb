"""Write data/README.md, the data dictionary, from data/datapackage.json and the files it describes.

    .venv/bin/python -m press.data_dictionary

The dictionary is generated so that it cannot disagree with the schema; a test holds it current.
"""

import csv
import json

from press import ROOT

DATA = ROOT / "data"

INTRODUCTION = """\
# Data dictionary

{description}

- **Licence:** [{licence}]({licence_url}). Counts and results are facts reported by the sources that
  are named below.
- **Missing values:** an empty field. A field can be empty only where the dictionary says so.
- **Format:** CSV, comma between fields, UTF-8, decimal point in numbers. Figures kept as printed
  (columns named `printed`) are text and keep their decimal comma.
- **Download:** press the name of a file in the list below. Where a program asks: columns are
  divided by commas, and the decimal mark is a point.
- **In Python:** `asi_helpers.load_dataset("{example}")`; a 2x2 table by
  `asi_helpers.load_table("knowledge")`.
- **Check:** `frictionless validate data/datapackage.json` (a [Frictionless Data
  Package]({specification}); this page is made from it by `make data-dictionary`).

The paper is: {source}
Its text is not part of this package; where a line is named, it is a line of the text that the
makers of this book worked from.

| file | rows | what it holds |
|---|---:|---|
{overview}
"""


def rows_in(resource):
    """Count the data rows of a resource's file."""
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def here(resource):
    """Address of a resource's file from data/README.md, and from chapters/data-dictionary.md."""
    return f"../data/{resource['path']}"


def levels(field):
    """Put a field's levels into words, or say which pattern or range it keeps to."""
    constraints = field.get("constraints", {})
    meanings = field.get("levels", {})
    if "enum" in constraints or meanings:
        names = [str(level) for level in constraints.get("enum", meanings)]
        return "; ".join(
            f"`{name}`" + (f" ({meanings[name]})" if name in meanings else "") for name in names
        )
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"{low} or more"
    return ""


def meaning(field):
    """What a column holds: description, levels or range, unit, and whether it may be empty."""
    parts = [field["description"].rstrip(".")]
    if levels(field):
        parts.append(f"Levels or range: {levels(field)}")
    if field.get("unit"):
        parts.append(f"Unit: {field['unit']}")
    if not field.get("constraints", {}).get("required"):
        parts.append("May be empty")
    return ". ".join(parts) + "."


def section(resource):
    """Describe one file: its columns, key, sources and number of rows."""
    schema = resource["schema"]
    key = ", ".join(f"`{name}`" for name in schema["primaryKey"])
    sources = "; ".join(source["title"].rstrip(".") for source in resource["sources"])
    lines = [
        f"## {resource['path']}",
        "",
        f"{resource['title']}. {resource['description']}",
        "",
        f"Rows: {rows_in(resource)}. Key: {key}. Sources: {sources}.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for field in schema["fields"]:
        cells = (f"`{field['name']}`", field["type"], meaning(field))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def dictionary():
    """Return the text of data/README.md."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resources = package["resources"]
    overview = "\n".join(
        f"| [{resource['path']}]({here(resource)}) | {rows_in(resource)} | {resource['title']} |"
        for resource in resources
    )
    licence = package["licenses"][0]
    text = INTRODUCTION.format(
        description=package["description"],
        specification="https://specs.frictionlessdata.io/data-package/",
        licence=licence["title"],
        licence_url=licence["path"],
        example=resources[1]["name"],
        source=package["sources"][0]["title"],
        overview=overview,
    )
    return "\n".join([text, *(section(resource) for resource in resources)])


if __name__ == "__main__":
    (DATA / "README.md").write_text(dictionary(), encoding="utf-8")
