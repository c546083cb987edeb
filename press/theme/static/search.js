// The search page. What is searched was made by press/sphinx/search.py, which says why as it is; MiniSearch (beside this) finds and ranks.
// The words of the page stand in data attributes of #search-results. Nothing is kept: what was asked stands in the address alone.
(() => {
  "use strict";
  const { pages, kinds, lengths, same, texts } = Object.assign(window.asiSearch, { texts: [] });
  const place = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const box = document.getElementById("search-box");
  const say = place.dataset;
  const FIRST = { first: 10, other: 3 }; // results shown at first: of pages for students, of each other kind
  const MORE = 20;
  const LINE = 170; // letters of a line of context

  // -- Words, cut as `words` of search.py cuts them ---------------------------------------------------
  const small = new Set(asiSearch.small.split(" "));
  const WORD = /\d\s*[x×]\s*\d(?![\p{L}\p{N}])|\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}]+/gu;

  function plain(word) {
    const bare = word.normalize("NFKD").replace(/\p{M}/gu, "");
    const folded = bare.toLowerCase();
    if (small.has(folded) && !(bare.length > 1 && bare === bare.toUpperCase())) return "";
    return folded.replace(/^(\d)\s*[x×]\s*(\d)$/, "$1x$2").replaceAll(",", ".");
  }
  function cut(text) {
    return text.replace(/(^|[^\p{L}\p{N}])[.,](?=\d)/gu, (_, before) => `${before}0.`).match(WORD) || [];
  }
  const words = text => cut(text).map(plain).filter(Boolean);

  // -- The index --------------------------------------------------------------------------------------
  const sections = pages.flatMap(([address, kind, parts], page) =>
    parts.map(([id, heading], part) => ({ page, part, kind, heading, title: parts[0][1], address: id && part ? `${address}#${id}` : address })));
  const known = new Map();

  function places(said) {
    const found = {};
    let section = 0;
    for (const each of said ? said.split(",") : []) {
      const [step, often = "1"] = each.split("*");
      section += parseInt(step, 36);
      found[section] = parseInt(often, 36);
    }
    return found;
  }
  const spread = asiSearch.places.split(" ");
  const index = asiSearch.words.split(" ").map((word, i) => {
    const [inHeadings, inTexts] = spread[i].split(";").map(places);
    known.set(word, Object.keys(inTexts).length + Object.keys(inHeadings).length);
    return [word, { 0: inHeadings, 1: inTexts }];
  });
  const all = sections.map((_, i) => i);
  const search = MiniSearch.loadJS({
    documentCount: sections.length,
    nextId: sections.length,
    documentIds: { ...all },
    fieldIds: { heading: 0, text: 1 },
    fieldLength: { ...all.map(i => [lengths[0][i], lengths[1][i]]) },
    averageFieldLength: lengths.map(field => field.reduce((sum, length) => sum + length, 0) / field.length),
    storedFields: {},
    dirtCount: 0,
    index,
    serializationVersion: 2,
  }, { fields: ["heading", "text"], tokenize: text => [text], processTerm: word => word });

  // Phrases that mean the same, by each of them.
  const groups = new Map();
  for (const group of same) {
    for (const phrase of group) groups.set(phrase, new Set([...(groups.get(phrase) || []), ...group]));
  }
  const longest = Math.max(...[...groups.keys()].map(phrase => phrase.split(" ").length));

  // -- What is asked ------------------------------------------------------------------------------------
  let speller = null;

  // The nearest word of the book, or of the lists, for one that is in neither.
  function spelled(word) {
    if (!speller) {
      speller = new MiniSearch({ fields: ["word"], idField: "word", tokenize: text => [text], processTerm: each => each });
      const both = new Set([...known.keys(), ...[...groups.keys()].flatMap(phrase => phrase.split(" "))]);
      speller.addAll([...both].filter(each => !/\d/.test(each)).map(each => ({ word: each })));
    }
    for (const far of word.length < 6 ? [1] : [1, 2]) {
      const near = speller.search(word, { fuzzy: far, prefix: false }).map(each => each.id);
      if (near.length) return near.reduce((best, each) => ((known.get(each) || 0) > (known.get(best) || 0) ? each : best));
    }
    return word;
  }
  const isNumber = word => /^\d/.test(word);
  const beginsOne = word => word.length > 1 && index.some(([each]) => each.startsWith(word));
  const grouped = word => word.replace(/\B(?=(\d{3})+$)/g, ".");
  const inPhrase = new Set([...groups.keys()].flatMap(phrase => phrase.split(" ")));

  // A word as the index has it: as typed, as the start of longer words, inside of them (hubung: berhubungan), or mended.
  function mended(word) {
    if (known.has(word) || inPhrase.has(word) || beginsOne(word) || isNumber(word)) return word;
    if (word.length > 3 && index.some(([each]) => each.includes(word))) return word;
    return spelled(word);
  }
  function queryOfWord(word) {
    const exact = { queries: [word], prefix: false };
    if (isNumber(word)) {
      if (known.has(word)) return exact;
      return known.has(grouped(word)) ? { queries: [grouped(word)] } : { queries: [word], prefix: true };
    }
    if (word.length < 3) return known.has(word) ? exact : { queries: [word], prefix: true };
    if (known.has(word) || beginsOne(word)) return { queries: [word], prefix: true };
    return { combineWith: "OR", queries: index.map(([each]) => each).filter(each => each.includes(word)) };
  }
  const queryOfPhrase = phrase => ({ combineWith: "AND", queries: phrase.split(" ").map(queryOfWord) });

  // The words of a query, those that are known as a phrase together: each with all that means the same.
  function understand(query) {
    let asked = words(query);
    if (!asked.length) asked = cut(query).map(word => word.toLowerCase()); // "or" alone is OR
    const typed = asked.map(mended);
    const units = [];
    for (let i = 0; i < typed.length;) {
      let length = Math.min(longest, typed.length - i);
      while (length > 1 && !groups.has(typed.slice(i, i + length).join(" "))) length -= 1;
      const phrase = typed.slice(i, i + length).join(" ");
      units.push([phrase, ...[...(groups.get(phrase) || [])].filter(each => each !== phrase)]);
      i += length;
    }
    return { units, mendedTo: typed.some((word, i) => word !== asked[i]) ? typed.join(" ") : "", count: typed.length };
  }

  // MiniSearch ranks by words; whoever asks for a term wants the place that is called so.
  function rank(units, whole) {
    const query = { combineWith: whole ? "AND" : "OR", queries: units.map(phrases => ({ combineWith: "OR", queries: phrases.map(queryOfPhrase) })) };
    const called = units.length === 1 ? units[0] : [units.map(phrases => phrases[0]).join(" ")];
    return search.search(query, { boost: { heading: 3 }, weights: { prefix: 0.3, fuzzy: 0.3 } })
      .map(({ id, score, terms }) => {
        const heading = words(sections[id].heading.split(" · ")[0].replace(/^\d+\. /, "")).join(" "); // without the chapter's number
        const other = words(sections[id].heading.split(" · ")[1] || "").join(" ");
        const same = called.some(phrase => phrase === heading || phrase === other);
        const within = called.some(phrase => ` ${heading} `.includes(` ${phrase} `));
        return { section: sections[id], score: score * (same ? 3 : within ? 1.5 : 1) * (kinds[sections[id].kind] === "beside" ? 0.4 : 1), terms: new Set(terms) };
      })
      .sort((a, b) => b.score - a.score);
  }

  // -- What is shown --------------------------------------------------------------------------------------
  function marked(text, terms, target) {
    let end = 0;
    for (const found of text.matchAll(WORD)) {
      if (!terms.has(plain(found[0]))) continue;
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      target.append(text.slice(end, found.index), mark);
      end = found.index + found[0].length;
    }
    target.append(text.slice(end));
  }

  // The stretch of a text in which the most of the words stand, nearest together.
  function line(text, terms) {
    const found = [...text.matchAll(WORD)].filter(each => terms.has(plain(each[0])));
    let best = { start: 0, score: 0 };
    found.forEach((first, i) => {
      const near = found.slice(i).filter(each => each.index + each[0].length - first.index < LINE - 40);
      const score = new Set(near.map(each => plain(each[0]))).size * 10 + near.length;
      if (score > best.score) best = { start: first.index, score };
    });
    let start = Math.max(0, best.start - 40);
    if (start) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, start + LINE);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + LINE / 2);
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  const waiting = new Map(); // page: its text, once its script has come
  const base = new URL(".", document.querySelector('script[src$="search/index.js"]').src);

  function textOf(page) {
    if (!waiting.has(page)) {
      waiting.set(page, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`${page}.js`, base);
        script.onload = () => done(texts[page]);
        script.onerror = () => { waiting.delete(page); failed(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return waiting.get(page);
  }

  function shown({ section, terms }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.address;
    marked(section.heading, terms, link);
    item.append(link);
    if (section.part) {
      const page = document.createElement("span");
      page.className = "search-page";
      page.textContent = section.title;
      item.append(page);
    }
    const context = document.createElement("p");
    item.append(context);
    textOf(section.page).then(
      parts => marked(line(parts[section.part], terms), terms, context),
      () => context.remove(), // no connection: the heading and the link still stand
    );
    return item;
  }

  function list(kind, found) {
    const part = document.createElement("section");
    if (say[kind]) {
      const heading = document.createElement("h2");
      heading.textContent = say[kind];
      part.append(heading);
    }
    const items = document.createElement("ol");
    part.append(items);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "search-more";
    let count = 0;
    const show = until => {
      const added = found.slice(count, until).map(shown);
      items.append(...added);
      count = Math.min(until, found.length);
      button.textContent = say.more.replace("{count}", found.length - count);
      if (count === found.length) button.remove();
      return added[0];
    };
    part.append(button);
    show(FIRST[kind] ?? FIRST.other);
    button.addEventListener("click", () => show(count + MORE).querySelector("a").focus());
    return part;
  }

  function answer(query) {
    place.replaceChildren();
    status.textContent = "";
    const { units, mendedTo, count } = understand(query);
    if (!count) return;
    let found = rank(units, true);
    const whole = found.length > 0;
    if (!whole && units.length > 1) found = rank(units, false);
    const said = [];
    if (mendedTo && found.length) said.push(say.mended.replace("{words}", mendedTo));
    if (!found.length) said.push(say.nothing);
    else said.push((whole ? say.found : say.some).replace("{count}", found.length));
    status.textContent = said.join(" ");
    const kindOf = ({ section }) => (kinds[section.kind] === "beside" ? "first" : kinds[section.kind]);
    kinds.forEach(kind => {
      const those = found.filter(each => kindOf(each) === kind);
      if (those.length) place.append(list(kind, those));
    });
  }

  // -- When -------------------------------------------------------------------------------------------------
  let timer = 0;

  function ask() {
    clearTimeout(timer);
    const query = box.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try { history.replaceState(null, "", address); } catch { /* a page from a folder keeps its address in some browsers */ }
    answer(query);
  }
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
  box.form.addEventListener("submit", event => { event.preventDefault(); ask(); });
  for (const link of document.querySelectorAll(".language-switch")) { // the same question to the other edition
    link.addEventListener("click", () => { link.search = location.search; });
  }
  answer(box.value.trim());
})();
