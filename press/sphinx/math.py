"""Formulas as MathML, made while the book is built: a reader's browser runs no script for them."""

import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

from press.words import gettext as _
from press.words import language, number_marks

_TEX = LatexToMathML(fancy_error=False)
NUMBER = re.compile(r"(?<=<mn>)[^<]+(?=</mn>)")
_ENVIRONMENTS = ("align", "alignat", "equation", "flalign", "gather", "multline")


def to_mathml(tex, *, block, where=""):
    """MathML of a formula; a formula that cannot be read stops the build."""
    try:
        formula = _TEX.convert_with_local_state(tex, displaystyle=block)
        return NUMBER.sub(lambda found: found[0].translate(number_marks(language())), formula)
    except LatexError as error:
        raise ExtensionError(f"{where}cannot read the formula {tex!r}: {error}") from error


def unnumbered(tex):
    """The formula with starred environments: Sphinx, not TeX, numbers equations."""
    for name in _ENVIRONMENTS:
        for end in ("begin", "end"):
            tex = tex.replace(rf"\{end}{{{name}}}", rf"\{end}{{{name}*}}")
    return tex


def _where(node):
    return f"{node.source}:{node.line}: "


def _inline(translator, node):
    translator.body.append(to_mathml(node.astext(), block=False, where=_where(node)))
    raise nodes.SkipNode


def _block(translator, node):
    tex = node.astext().strip()
    if node.get("nowrap"):
        tex = unnumbered(tex)
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(to_mathml(tex, block=True, where=_where(node)))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    app.add_html_math_renderer(
        "mathml", inline_renderers=(_inline, None), block_renderers=(_block, None)
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
