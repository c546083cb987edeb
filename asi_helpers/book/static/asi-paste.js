/* The field of the calculator that takes a pasted table. Reader and audit are larger than all else on
   the page, so they come when the field is first used. Nothing that is pasted leaves the browser; a
   link keeps it behind the #, which no browser sends. */
(() => {
  "use strict";
  const HERE = document.currentScript ? document.currentScript.src : "";
  const WAIT = 250; // ms of rest before what is typed is read
  const MARK = "#table=", SHOWN = 6000; // ms that it stands there that something was copied
  const OF_ROLE = {
    count: "count", total: "total", percentage: "percentage", expected: "expected",
    "total that does not add up": "total",
  };
  const NO_STATISTIC = ["", "words", "label", "hidden", "reference", "second interval", "part of chi-square"];
  const kindOf = role => OF_ROLE[role] || (NO_STATISTIC.includes(role) ? "other" : "statistic");
  let loading = null, warming = null;

  /* A browser compiles patterns and code when they are first used, which on a phone takes longer than to
     read a table: so they are used before there is one. */
  function warm() {
    const sample = "a\tx\ty\tp\tOR (95% CI)\nb\t27 (79,4)\t7 (20,6)\t0,000\t0,029 (0,94-0,009)\nc\t6 (10,0)\t54 (90,0)\n"
      + "Pearson Chi-Square\t45,897a\t1\t,000\nN of Valid Cases\t94";
    const read = window.asiPasted.read(sample, window.asiPasteWords.pasted, window.asiPrinted.audit);
    window.asiPrinted.audit(read.table, read.printed, read.percentages, null, read.totals);
  }

  /* Reader, audit and their words: one script, once. */
  function load() {
    if (window.asiPasted && window.asiPrinted && window.asiPasteWords) return Promise.resolve();
    loading = loading || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("asi-read.js", HERE).href;
      script.onload = resolve;
      script.onerror = () => { loading = null; reject(new Error("not loaded")); };
      document.head.append(script);
    });
    return loading;
  }

  const prepare = () => { warming = warming || load().then(warm, () => { warming = null; }); };

  /* What is printed of one row or column as that of the other. */
  function swapped(printed, pairs) {
    const turned = {}, names = new Map(pairs.flatMap(([x, y]) => [[x, y], [y, x]]));
    for (const name in printed) turned[names.get(name) || name] = printed[name];
    return turned;
  }

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = element("textarea", { "aria-hidden": "true", class: "asi-hidden" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy"); // where a page has no safe connection
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function start(figure) {
    const form = figure.querySelector("form"), area = form.elements.paste;
    if (!area) return;
    const words = JSON.parse(figure.querySelector("template.asi-words").content.textContent);
    const language = figure.lang, other = Object.keys(words.page).find(each => each !== language);
    const own = words.paste[language];
    const shown = figure.querySelector(".asi-read"), findings = figure.querySelector(".asi-findings");
    const claim = form.elements.claim, claimRow = figure.querySelector(".asi-claim");
    const told = figure.querySelector(".asi-copied");
    let pasted = null, percentages = {}, totals = {}, now = null, timer;
    let kept = { typed: {}, table: "" }; // names that a reader gave, and a table of the book if it is one
    let flipped = new Set(); // "exposed", "case": whether rows or columns are not in the order they came in
    let done = "", reading = Promise.resolve(), restoring = false; // which text was read last

    const { grouped } = window.asiCalculator.speaker(words, language);
    const filled = (template, gaps) => template.replace(/\{(\w+)\}/g,
      (_, gap) => typeof gaps[gap] === "number" ? grouped(gaps[gap]) : gaps[gap]);

    /* The pasted text with every number tinted, and under it in words what each was taken for. */
    function showRead(result) {
      const text = element("p", { class: "asi-pasted-text", tabindex: "0" }), lists = {};
      let place = 0;
      for (const { text: number, role, start, end } of result.numbers) {
        const kind = kindOf(role);
        (lists[kind] = lists[kind] || []).push(number);
        text.append(result.text.slice(place, start),
          element("mark", { "data-kind": kind, "data-role": role }, result.text.slice(start, end)));
        place = end;
      }
      text.append(result.text.slice(place));
      const kinds = Object.keys(own.roles).filter(kind => lists[kind]).map(kind => element("li", {},
        element("mark", { "data-kind": kind }, own.roles[kind]), ` ${lists[kind].join("; ")}`));
      const said = window.asiPasteWords.pasted.said[language].warnings;
      const warnings = result.warnings.map(({ key, gaps }) =>
        element("li", {}, filled(said[key], gaps)));
      shown.replaceChildren(
        element("p", {}, element("b", {}, own.text.read_as)), text,
        element("ul", { class: "asi-kinds" }, ...kinds),
        ...warnings.length ? [element("ul", { class: "asi-warnings" }, ...warnings)] : [],
        element("p", { class: "asi-note" }, own.text.correct));
    }

    function showFindings() {
      const isPrinted = () => [pasted.printed, percentages, totals].some(some => Object.keys(some).length);
      const nothing = !pasted || !now || !isPrinted();
      claimRow.hidden = nothing || !("or" in pasted.printed);
      if (nothing) { findings.replaceChildren(); return; }
      const { t, names } = now;
      const claimed = claim.value && !claimRow.hidden ? [claim.value, "case"] : null;
      const audited = window.asiPrinted.audit(t, pasted.printed, percentages, claimed, totals);
      if (audited.refused) { findings.replaceChildren(); return; } // no number that its kind can have
      const details = element("details", { lang: other },
        element("summary", {}, words.page[other].words), listOf(audited, names, other));
      details.open = Boolean(findings.querySelector("details")?.open);
      findings.replaceChildren(
        element("p", {}, element("b", {}, own.text.findings)), listOf(audited, names, language), details);
    }

    function listOf(audited, names, l) {
      const items = window.asiPrinted.describe(audited, names[l], l, window.asiPasteWords.printed);
      return element("ul", { class: "asi-finding-list", lang: l }, ...items.map(text => element("li", {}, text)));
    }

    /* Three typed numbers that are no odds ratio with its limits: what each is, instead of the sentence
       that they are not. Where the audit cannot be loaded, that sentence stays. */
    function showUnexplained({ t, texts: [or, low, high], names }) {
      const found = figure.querySelector(".asi-found"), sentence = found.querySelector(".asi-sentence");
      load().then(() => {
        const audited = window.asiPrinted.audit(t, { or, or_low: low, or_high: high });
        if (!found.contains(sentence) || audited.refused) return; // something else was typed meanwhile
        sentence.replaceWith(listOf(audited, names, language));
        flagLostZero(found, audited.findings.some(one => one.verdict === "lost_zero"));
        found.querySelector("details > p").replaceWith(listOf(audited, names, other));
      }, () => {});
    }

    /* The audit knows more of a lost zero than the short check. */
    function flagLostZero(found, isLost) {
      let list = found.querySelector(".asi-flags");
      list?.querySelector("[data-flag=lost_zero]")?.remove();
      if (isLost) {
        if (!list) found.prepend(list = element("ul", { class: "asi-flags" }));
        const flag = element("li", { class: "asi-flag", "data-flag": "lost_zero" }, words.page[language].flags.lost_zero);
        const after = words.flags.slice(words.flags.indexOf("lost_zero") + 1);
        list.insertBefore(flag, [...list.children].find(item => after.includes(item.dataset.flag)) || null);
      }
      if (list && !list.children.length) list.remove();
    }

    function refuse(message) {
      pasted = null;
      const still = now ? [element("p", { class: "asi-note" }, own.text.still)] : [];
      shown.replaceChildren(element("p", { class: "asi-note asi-refused" }, message), ...still);
      showFindings();
    }

    function read() {
      const text = area.value;
      clearTimeout(timer);
      done = text;
      if (!text.trim()) { pasted = null; shown.replaceChildren(); showFindings(); return Promise.resolve(); }
      reading = load().then(() => {
        if (area.value !== text) return; // more was typed while the scripts came
        const { pasted: reader } = window.asiPasteWords;
        const result = window.asiPasted.read(text, reader, window.asiPrinted.audit);
        if (result.refused) { refuse(filled(reader.said[language].refusals[result.refused], result.found)); return; }
        pasted = result;
        percentages = { ...result.percentages };
        totals = { ...result.totals };
        flipped = new Set();
        claim.value = "";
        showRead(result);
        const { a, b, c, d } = result.table, [exposed, unexposed] = result.rows || [], [yes, no] = result.columns || [];
        const names = { exposed, unexposed, case: yes, noncase: no };
        figure.dispatchEvent(new CustomEvent("asi-put", { detail: { counts: [a, b, c, d], names } }));
      }, () => refuse(own.text.not_loaded));
      return reading;
    }

    area.addEventListener("input", event => {
      event.stopPropagation(); // the calculator has its own fields
      clearTimeout(timer);
      timer = setTimeout(read, WAIT);
    });
    for (const name of ["paste", ...words.printed.fields]) form.elements[name].addEventListener("focus", prepare);
    claim.addEventListener("input", event => { event.stopPropagation(); showFindings(); });
    figure.addEventListener("asi-table", ({ detail }) => {
      now = detail.t ? detail : null;
      kept = detail;
      showFindings();
    });
    figure.addEventListener("asi-unexplained", ({ detail }) => showUnexplained(detail));
    figure.addEventListener("asi-flip", ({ detail }) => {
      percentages = swapped(percentages, detail.pairs);
      totals = swapped(totals, [detail.labels]);
      const [line] = detail.labels;
      if (!flipped.delete(line)) flipped.add(line);
      // who has more of the first outcome: the same people, but not of another outcome
      if (detail.labels[0] === "case") claim.value = "";
      else if (claim.value) claim.value = claim.value === "exposed" ? "unexposed" : "exposed";
    });
    figure.addEventListener("asi-clear", () => {
      clearTimeout(timer);
      area.value = done = "";
      pasted = null;
      flipped = new Set();
      shown.replaceChildren();
      showFindings();
      if (!restoring && location.hash.startsWith(MARK)) history.replaceState(null, "", location.href.split("#")[0]);
    });

    // ---- Keep and copy ----

    function copied(text) {
      copyText(text).then(() => own.text.copied, () => own.text.not_copied)
        .then(message => {
          told.textContent = message;
          setTimeout(() => { told.textContent = ""; }, SHOWN);
        });
    }

    figure.querySelector("[name=copy_link]").addEventListener("click", () => {
      (area.value === done ? reading : read()).then(() => { // counts that go with the text
        const state = {
          counts: words.cells.map(name => form.elements[name].value), paste: area.value,
          names: kept.typed, table: kept.table, claim: claim.value, flipped: [...flipped],
          fields: Object.fromEntries(["level", ...words.printed.fields].map(name => [name, form.elements[name].value])),
        };
        history.replaceState(null, "", MARK + encodeURIComponent(JSON.stringify(state)));
        copied(location.href);
      });
    });
    figure.querySelector("[name=copy_results]").addEventListener("click", () => {
      const rows = [...figure.querySelectorAll(".asi-results table tr")].map(
        row => [...row.cells].map(cell => cell.textContent.trim()).join("\t"));
      const lists = [...figure.querySelectorAll(`.asi-results .asi-in-words[lang=${language}] > p:not(.asi-label),`
        + ` .asi-finding-list[lang=${language}] > li`)].map(said => said.textContent);
      copied([...rows, "", ...lists].join("\n"));
    });

    /* What a link keeps, as far as it can be what it should be. */
    function stateOf(hash) {
      let state;
      try {
        state = JSON.parse(decodeURIComponent(hash.slice(MARK.length)));
      } catch { return null; } // a link that was cut off says nothing
      const isText = value => typeof value === "string" || typeof value === "number";
      const isList = value => Array.isArray(value) && value.every(isText);
      if (!state || typeof state !== "object") return null;
      const texts = all => Object.fromEntries(Object.entries(all || {}).filter(([, text]) => typeof text === "string"));
      const { counts, paste, names, table, claim: claimed, flipped: turned, fields } = state;
      return {
        counts: isList(counts) && counts.length === words.cells.length ? counts.map(String) : null,
        paste: typeof paste === "string" ? paste : "",
        names: texts(names),
        fields: texts(fields),
        table: typeof table === "string" ? table : "",
        claimed: ["exposed", "unexposed"].includes(claimed) ? claimed : "",
        flipped: isList(turned) ? turned : [],
      };
    }

    function restore() {
      const state = location.hash.startsWith(MARK) ? stateOf(location.hash) : null;
      if (!state || !(state.counts || state.paste)) return;
      restoring = true;
      figure.dispatchEvent(new CustomEvent("asi-choose", { detail: state }));
      restoring = false;
      area.value = state.paste;
      read().then(() => {
        if (!state.counts) return;
        figure.dispatchEvent(new CustomEvent("asi-restore", { detail: state })); // as it was corrected
        claim.value = state.claimed;
        showFindings();
      });
    }
    restore();
    window.addEventListener("hashchange", restore);

    // ---- The tables to practise on (field_tables.py) ----

    for (const table of document.querySelectorAll(".asi-field-table")) {
      const button = table.querySelector("button");
      button.hidden = false;
      button.addEventListener("click", () => {
        area.value = table.querySelector("pre").textContent;
        figure.scrollIntoView({ behavior: "instant" });
        area.focus({ preventScroll: true });
        read();
      });
    }
    figure.dispatchEvent(new CustomEvent("asi-ask"));
  }

  document.querySelectorAll('figure.asi-explorer[data-explorer="calculator"]').forEach(start);
})();
