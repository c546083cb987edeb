"""What the page template needs: words, parts of the book, headings, addresses, scripts, buttons."""

import base64
import hashlib
import re

from docutils import nodes
from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from press import ROOT, words
from press.address import find_address
from press.cache import has_lite
from press.editions import COMPLETE, LISTED, Edition, edition_folder, find_editions
from press.sources import book_root
from press.words import gettext as _
from press.words import mark as N_

# Runs before anything is drawn, so that a reader who chose dark never sees a white flash, and one
# who chose larger text, or to see the code, never sees the text jump: a fold is opened as soon as
# it is read.
EARLY_SCRIPT = (
    'var r=document.documentElement,m="auto",c="hidden",s="100";r.classList.add("js");'
    'try{m=localStorage.getItem("mode")||m;c=localStorage.getItem("code")||c;'
    's=localStorage.getItem("asi-text-size")||s}catch(e){}r.dataset.size=s;'
    'r.dataset.mode=m;r.dataset.theme=m=="auto"?'
    '(matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"):m;'
    'r.dataset.code=c;if(c=="shown"){var o=new MutationObserver(function(){'
    'document.querySelectorAll("details.code:not([open])").forEach(function(d){d.open=true})});'
    "o.observe(r,{childList:true,subtree:true});"
    'addEventListener("DOMContentLoaded",function(){o.disconnect()})}'
)


def script_hash(script):
    """The hash by which a content policy allows one inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {script_hash(EARLY_SCRIPT)}",
        "style-src 'self' 'unsafe-inline'",  # figures and cells carry style attributes
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)

# Scripts of the package, each only on pages whose body holds its mark.
PAGE_SCRIPTS = {
    "asi-explorers.js": 'class="asi-explorer"',
    "asi-numbers.js": 'class="asi-words"',  # before those that read with it
    "asi-calculator.js": 'data-explorer="calculator"',
    "asi-paste.js": 'class="asi-paste"',
    "asi-writing.js": 'data-explorer="writing"',
    "asi-quiz.js": 'class="asi-quiz"',
    "asi-audit.js": 'class="asi-audit"',
    "my-progress.js": 'class="my-progress"',
    "hub-links.js": 'class="hub-links"',
}
# What a page says that is not there.
MISSING = {
    "title": N_("Page not found"),
    "text": N_("No page has this address. It may have moved, or the link may have lost a letter."),
    "link": N_("Go to the start of the book"),
    "find": N_("Search the book"),
    "button": N_("Search"),
    "contents": N_("Contents"),
}
DESCRIPTION_LENGTH = 160
# a title with the first two paragraphs under it, as far as they come before anything else
OPENING = re.compile(r"</h1>(?:\s*<p\b[^>]*>.*?</p>){0,2}", re.DOTALL)
EMPTY_HEADING = re.compile(r"<th\b[^>]*>\s*(?:<p>\s*</p>)?\s*</th>")


def address_of_book(config):
    """The book's addresses, out of Sphinx's settings."""
    options = config.html_theme_options
    repository, branch = options.get("repository_url", ""), options.get("repository_branch")
    return find_address(repository, branch, config.html_baseurl)


def binder_link(config, notebook):
    """Address that opens a notebook of the book on Binder, or None."""
    host = config.html_theme_options.get("launch_buttons", {}).get("binderhub_url")
    return address_of_book(config).binder(notebook, host) if host else None


def page_editions(app, pagename):
    """A page in each language of the book, with its address; none where there is one language."""
    editions = find_editions(app.config[LISTED])
    if len(editions) < 2:
        return []
    site, here = address_of_book(app.config).site, edition_folder(app.config.language)
    page = app.builder.get_target_uri(pagename)
    return [
        {
            "code": edition.code,
            "name": edition.name,
            "locale": edition.locale,
            "url": relative_uri(here + page, edition.folder + page),
            "address": site and site + edition.folder + _shown_path(app, pagename),
            "here": edition.code == app.config.language,
            "at_root": not edition.folder,
        }
        for edition in editions
    ]


def _shown_path(app, pagename):
    return "" if pagename == app.config.root_doc else app.builder.get_target_uri(pagename)


def page_not_found(app, contents=()):
    """
    What the page for missing addresses says in each language: a server has one page for all.

    `contents` are the pages that it lists, (name, number) each.
    """
    language = app.config.language
    editions = find_editions(app.config[LISTED]) or [Edition(language, "")]
    site, here = address_of_book(app.config).site, edition_folder(language)

    root = book_root(ROOT)

    def address(edition, page):
        path = edition.folder + page
        return site + path if site else relative_uri(f"{here}404.html", path)

    return [
        {
            "code": edition.code,
            "start": address(edition, "" if site else "index.html"),
            "search": address(edition, "search.html"),
            "pages": [
                {
                    "url": address(edition, app.builder.get_target_uri(name)),
                    "title": title_in(root, name, edition.code),
                    "number": number,
                }
                for name, number in contents
            ],
            **{name: words.say(message, edition.code) for name, message in MISSING.items()},
        }
        for edition in editions
    ]


def main_pages(app):
    """(name, number) of the pages that the contents list at their first level."""
    trees = app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree)
    names = [name for tree in trees for _title, name in tree["entries"]]
    numbers = [app.env.toc_secnumbers.get(name, {}).get("") or () for name in names]
    return [(name, ".".join(map(str, number))) for name, number in zip(names, numbers, strict=True)]


def title_in(root, name, code):
    """
    The title of a page in any language of the book.

    From the English source and its catalogue: a build knows the titles of its own language only.
    """
    from press.messages import catalogues  # only here; other pages need none of it
    from press.messages.translated import Words

    page = f"{name}.md"
    lines = (root / catalogues.INCLUDED.get(page, page)).read_text("utf8").splitlines()
    title = next(line[2:].strip() for line in lines if line.startswith("# "))
    if code == words.ENGLISH:
        return title
    return Words(catalogues.name_of(page), code, root).known.get(title, title)


def describe_page(meta, doctree):
    """A sentence or two about a page: its `description`, or its first paragraph."""
    text = meta.get("description", "")
    if not text and doctree is not None:
        paragraphs = (node for node in doctree.findall(nodes.paragraph) if _is_prose(node))
        text = next((node.astext() for node in paragraphs), "")
    text = " ".join(text.split())
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _is_prose(node):
    return isinstance(node.parent, (nodes.section, nodes.document)) and len(node.astext()) > 40


def page_headings(doctree):
    """(text, id) of the second-level headings of a page."""
    if doctree is None:
        return []
    title = next(iter(doctree.findall(nodes.section)), None)
    if title is None:
        return []
    sections = [node for node in title.children if isinstance(node, nodes.section)]
    return [(node.next_node(nodes.title).astext(), node["ids"][0]) for node in sections]


def book_parts(app, pagename):
    """The sidebar: parts of the book, and below a page its own pages while the reader is there."""
    env = app.env
    root = app.config.root_doc

    def entry(name):
        children = env.toctree_includes.get(name, [])
        here = name == pagename or pagename in children
        number = env.toc_secnumbers.get(name, {}).get("")
        return {
            "name": name,
            "title": env.titles[name].astext(),
            "number": ".".join(map(str, number)) if number else "",
            "url": _uri(app, pagename, name),
            "current": name == pagename,
            "children": [entry(child) for child in children] if here else [],
        }

    return [
        {
            "caption": tree.get("caption") or "",
            "numbered": bool(tree.get("numbered")),
            "pages": [entry(name) for _, name in tree["entries"] if name in env.titles],
        }
        for tree in env.get_doctree(root).findall(addnodes.toctree)
    ]


def _uri(app, pagename, name):
    here = app.builder.get_target_uri(pagename)
    return relative_uri(here, app.builder.get_target_uri(name)) or here.rsplit("/", 1)[-1]


def page_progress(parts, pagename):
    """(place, count) of a numbered chapter among the numbered chapters, or None."""
    chapters = [page["name"] for part in parts if part["numbered"] for page in part["pages"]]
    return (chapters.index(pagename) + 1, len(chapters)) if pagename in chapters else None


def is_notebook(app, pagename):
    """Whether a page has cells."""
    return "kernelspec" in app.env.metadata.get(pagename, {})


def _run_options(app, pagename, content_root):
    """Where a reader can run a page's notebook: what to press, and what it takes."""
    if not is_notebook(app, pagename):
        return []
    notebook = f"{pagename}.ipynb"
    folder = edition_folder(app.config.language)
    options = []
    if has_lite(app.srcdir):
        options.append(
            {
                "text": _("Run in your browser"),
                # one for all editions, at the root of the site
                "url": f"{content_root}{'../' if folder else ''}lite/lab/index.html"
                f"?path={folder}{notebook}",
                "note": _("Nothing to install; up to a minute to start. Not from a folder."),
                "name": "lite",
            }
        )
    binder = binder_link(app.config, folder + notebook)
    if binder:
        options.append(
            {
                "text": _("Run on Binder"),
                "url": binder,
                "note": _("A free server at mybinder.org; needs internet and a few minutes."),
                "name": "binder",
            }
        )
    options.append(
        {
            "text": _("Download the notebook"),
            "url": f"{content_root}_sources/{notebook}",
            "note": _("For Jupyter on your own computer."),
            "name": "download",
        }
    )
    return options


def _report_link(app, pagename):
    """Where a reader reports a mistake on a page, with the page filled in; None if nowhere."""
    if pagename not in app.env.found_docs:
        return None
    address = address_of_book(app.config)
    edition = edition_folder(app.config.language)
    title = _("Mistake: {page} ({language})").format(
        page=app.env.titles[pagename].astext(), language=app.config.language
    )
    return address.report(title, address.site + edition + app.builder.get_target_uri(pagename))


def without_empty_headings(body):
    """A heading of a column without words is no heading: a screen reader would read out nothing."""
    return EMPTY_HEADING.sub("<td></td>", body)


def split_opening(body, whole=False):
    """
    The opening of a page and the rest of its HTML; between them the template puts its tools.

    The opening is the title with the paragraphs under it, two at most: on a phone the tools are
    then seen without scrolling. With `whole`, it is all that stands before the first section. A
    body without a title has no opening.
    """
    found = OPENING.search(body or "")
    if not found:
        return "", body
    section = body.find("<section", found.end())
    end = section if whole and section >= 0 else found.end()
    return body[:end], body[end:]


def _add_context(app, pagename, templatename, context, doctree):
    parts = book_parts(app, pagename)
    body = without_empty_headings(context.get("body") or "")
    address = address_of_book(app.config)
    site = address.site and address.site + edition_folder(app.config.language)
    root = context.get("content_root") or "./"
    context.update(
        _=_,  # instead of Sphinx's: one catalogue says all that the site says
        body=body,
        site_early_script=EARLY_SCRIPT,
        site_policy=CONTENT_POLICY,
        site_root=root + ("../" if edition_folder(app.config.language) else ""),
        site_address=site,
        site_canonical=site + _shown_path(app, pagename) if doctree is not None else "",
        site_editions=page_editions(app, pagename),
        site_missing=page_not_found(app, main_pages(app)) if pagename == "404" else [],
        site_description=describe_page(app.env.metadata.get(pagename, {}), doctree),
        site_parts=parts,
        site_progress=page_progress(parts, pagename),
        site_headings=page_headings(doctree),
        site_split=split_opening,
        site_has_code='<details class="code">' in body,
        site_run=_run_options(app, pagename, root),
        site_scripts=[name for name, mark in PAGE_SCRIPTS.items() if mark in body],
        site_repository=address.repository,
        site_report=_report_link(app, pagename),
        # the theme's own, so that another extension's style sheet or script cannot slip in
        css_files=[],
        script_files=[],
    )


def _leave_out_editions(app, config):
    # another value than last time: every page is written again
    config[LISTED] = dict(find_editions(config[LISTED]))


def _titles_changed(app, env):
    """Every page, if the title of one is another than last time: the menu of each has them all."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    before, env.book_titles = getattr(env, "book_titles", titles), titles
    return [] if before == titles else sorted(env.found_docs)


def setup(app):
    app.connect("env-get-updated", _titles_changed)
    app.add_config_value(LISTED, {}, "html", dict)
    app.add_config_value(COMPLETE, [], "", list)  # read by the tests
    app.connect("config-inited", _leave_out_editions)
    app.connect("html-page-context", _add_context, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
