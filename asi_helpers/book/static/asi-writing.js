/* The box to write in: hints by the rules that come with the page, as check_paragraph in asi_helpers gives
   them (tests/site/test_writing.py holds the two equal). What is typed is kept in this browser and nowhere else. */
(() => {
  "use strict";
  const STORE = "asi-writing";
  const WAIT = 700; // ms of rest before the hints change

  // ---- The rules (pure; tested on their own) ----------------------------------------------------

  const plain = text =>
    text.normalize("NFKC").replace(/[‐-―−]/g, "-").split(/\s+/).filter(Boolean).join(" ");
  const expression = pattern => new RegExp(pattern, "gi");
  const has = (pattern, text) => text.search(expression(pattern)) >= 0;

  /* The words in a part of the text that a rule is about. */
  function found(rule, part) {
    if (rule.also && !has(rule.also, part)) return [];
    if (rule.unless && has(rule.unless, part)) return [];
    return [...part.matchAll(expression(rule.find))].filter(match => {
      if (rule.before && has(rule.before, part.slice(0, match.index))) return false;
      const [first, second] = match.slice(1).map(number => Number(number.replace(",", ".")));
      return !rule.falls || first > second;
    }).map(match => match[0].replace(/^[^\w]+/, ""));
  }

  /* The hints on a text: { rule, words, advice, missing }, those about what stands there first. */
  function check(text, rules) {
    const whole = plain(text);
    if (!whole) return [];
    const sentences = whole.replace(/([.!?]) /g, "$1\n").split("\n");
    return rules.flatMap(rule => {
      const all = (rule.missing ? [whole] : sentences).flatMap(part => found(rule, part));
      if (!all.length) return [];
      const words = rule.missing ? [] : [...new Set(all)];
      const quoted = words.map(each => `“${each}”`).join(", ");
      const advice = rule.advice.replace("{words}", () => quoted);
      return [{ rule: rule.name, words, advice, missing: Boolean(rule.missing) }];
    });
  }

  window.asiWriting = { check };

  // ---- The page -----------------------------------------------------------------------------------

  function read() {
    try { return JSON.parse(localStorage.getItem(STORE)) || {}; } catch { return {}; }
  }

  /* Keep what stands in a box, or forget it; false where the browser does not let us. */
  function keep(box, state) {
    const all = read(); // another box, in another tab perhaps, has its own
    if (state.text || state.rows.length) all[box] = state;
    else delete all[box];
    try {
      if (Object.keys(all).length) localStorage.setItem(STORE, JSON.stringify(all));
      else localStorage.removeItem(STORE);
      return true;
    } catch { return false; }
  }

  /* Exchange only the items that differ: what stays is not read out again. */
  function fill(list, texts) {
    for (const item of [...list.children]) if (!texts.includes(item.textContent)) item.remove();
    texts.forEach((text, i) => {
      if (list.children[i]?.textContent === text) return;
      const item = document.createElement("li");
      item.textContent = text;
      list.insertBefore(item, list.children[i] || null);
    });
    list.parentElement.hidden = !texts.length;
  }

  function start(figure) {
    const form = figure.querySelector("form"), { text, copy, forget } = form.elements;
    const words = JSON.parse(figure.querySelector("template.asi-rules").content.textContent);
    const rows = [...form.querySelectorAll("[name=row]")];
    const kept = form.querySelector(".asi-kept"), box = figure.dataset.box;
    let timer, forgotten = null;

    const state = () => ({
      text: text.value, rows: rows.filter(row => row.checked).map(row => row.value),
    });
    function put(state) {
      text.value = state.text || "";
      for (const row of rows) row.checked = (state.rows || []).includes(row.value);
      hint();
    }

    function hint() {
      const hints = check(text.value, words.rules);
      const missing = hints.filter(each => each.missing).map(each => each.advice);
      const slips = hints.filter(each => !each.missing).map(each => each.advice);
      const summary = hints.length ? words.found : words.none;
      form.querySelector(".asi-summary").textContent = text.value.trim() && summary
        .replace("{slips}", slips.length).replace("{missing}", missing.length);
      fill(form.querySelector(".asi-slips ul"), slips);
      fill(form.querySelector(".asi-missing ul"), missing);
    }

    function changed() {
      if (!keep(box, state())) kept.textContent = words.not_kept;
      clearTimeout(timer);
      timer = setTimeout(hint, WAIT);
    }

    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", () => {
      forgotten = null;
      forget.textContent = words.forget;
      changed();
    });
    forget.addEventListener("click", () => {
      const back = forgotten;
      forgotten = back ? null : state();
      put(back || {});
      forget.textContent = back ? words.forget : words.undo;
      changed();
    });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
      } catch { // not from everywhere
        text.select();
        document.execCommand("copy");
      }
      copy.textContent = words.copied;
      setTimeout(() => { copy.textContent = words.copy; }, 1500);
    });
    put(read()[box] || {});
    form.hidden = false;
    figure.classList.add("asi-alive");
  }

  document.querySelectorAll('figure.asi-explorer[data-explorer="writing"]').forEach(start);
})();
