// What Sphinx's search says, in this book's words, which stand in the page (search.html). Loaded between its doctools.js and searchtools.js.
// (Not by addTranslations: it makes a function from text, which the pages' content policy forbids.)
Object.assign(Documentation.TRANSLATIONS, JSON.parse(document.getElementById("search-results").dataset.words));
// Found words are not marked on later pages: that would leave a reader's search words in the browser.
window.SPHINX_HIGHLIGHT_ENABLED = false;
// Sphinx's own scores, but for the last line: a reader of the book looks for what a word means, and only then for the
// function of that name (chapters/api.md).
window.Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([page, , , , score]) => (page === "chapters/api" ? score - 1000 : score),
};
