// What Sphinx's search says, in this book's words. Loaded between its doctools.js and searchtools.js.
// (Not by addTranslations: it makes a function from text, which the pages' content policy forbids.)
Object.assign(Documentation.TRANSLATIONS, {
  "Search finished, found ${resultCount} page(s) matching the search query.": "Pages found: ${resultCount}.",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "No page has all these words. Try a single word, in English or in Indonesian. Numbers, and small words such as “or”, are not searched.",
});
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
