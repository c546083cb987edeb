"""Audit the tables of a file: python -m asi_helpers.pasted FILE [--json] [--language id]."""

import argparse
import json
import re
import sys
from pathlib import Path

from ..language import LANGUAGES, check_language
from ..language import lazy_gettext as _
from ..sentences import describe
from .reader import read_pasted

BETWEEN = re.compile(r"\n[ \t]*(?:-{3,}|={3,})[ \t]*\n")  # a line of dashes between two tables

HEADING = _("Table {number}")


def main(arguments=None):
    """
    Print the audit of each table in a file.

    Parameters
    ----------
    arguments : list of str, optional
        As on the command line.

    Returns
    -------
    int
        0 where nothing contradicts, 1 where something does, 2 where the file or a table in it
        cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="python -m asi_helpers.pasted",
        description="Audit every number printed with the 2x2 tables of a text file. A line of "
        "three dashes stands between two tables.",
    )
    parser.add_argument("file", help="text file, or - for what is typed")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--language", choices=LANGUAGES, help="else ASI_LANGUAGE decides")
    given = parser.parse_args(arguments)
    try:
        language = check_language(given.language)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        text = _text_of(given.file)
    except (OSError, UnicodeDecodeError) as problem:
        print(f"{given.file} cannot be read: {problem}. Save it as text in UTF-8.", file=sys.stderr)
        return 2
    texts = [part for part in BETWEEN.split(text.replace("\r\n", "\n")) if part.strip()]
    if not texts:
        print(f"{given.file} holds no table.", file=sys.stderr)
        return 2
    tables = [_audited(part, language) for part in texts]
    if given.json:
        print(json.dumps(tables, ensure_ascii=False, indent=1))
    else:
        for number, table in enumerate(tables, start=1):
            print(_in_words(HEADING.fill(number=number).say(language), table))
    if any("refused" in table for table in tables):
        return 2
    return int(any(f["verdict"] == "contradicts" for table in tables for f in table["findings"]))


def _text_of(file):
    if file == "-":
        return sys.stdin.read()
    return Path(file).read_text(encoding="utf-8-sig")


def _audited(text, language):
    """One table with its findings, as plain values."""
    try:
        pasted = read_pasted(text, language=language)
    except ValueError as refused:
        return {"refused": str(refused)}
    audit = pasted.audit(language=language)
    said = describe(audit, language)
    return {
        "cells": pasted.table.to_array().tolist(),
        "rows": [pasted.table.exposed.say(language), pasted.table.unexposed.say(language)],
        "columns": [pasted.table.case.say(language), pasted.table.noncase.say(language)],
        "layout": pasted.layout,
        "warnings": list(pasted.warnings),
        "findings": [
            {
                "quantity": finding.quantity,
                "printed": finding.printed,
                "verdict": finding.verdict,
                "reading": list(finding.reading),
                "note": str(finding.note),
            }
            for finding in audit.findings
        ],
        "said": list(said.items) or [str(said)],
    }


def _in_words(heading, table):
    if "refused" in table:
        return f"{heading}\n  {table['refused']}\n"
    (a, b), (c, d) = table["cells"]
    rows, columns = " / ".join(table["rows"]), " / ".join(table["columns"])
    lines = [f"{a} {b} / {c} {d}   ({rows}; {columns})", *table["warnings"], *table["said"]]
    return "\n".join([heading, *(f"  {line}" for line in lines), ""])


if __name__ == "__main__":
    sys.exit(main())
