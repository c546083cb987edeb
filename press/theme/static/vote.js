// A vote held on a projector (press/theme/templates/vote.html). What is typed stays in its fields: nothing is stored.
(() => {
  "use strict";
  const root = document.documentElement;
  const sheet = document.querySelector(".sheet"), form = document.forms[0];
  const own = document.querySelector(".own"), said = document.querySelector(".said");
  const answers = [...sheet.querySelectorAll("[data-letter]")];
  const button = name => document.querySelector(`[data-do=${name}]`);
  const states = { counts: false, answer: false };
  root.classList.add("js");
  try { // light or dark as chosen in the book
    const mode = localStorage.getItem("mode");
    if (mode === "light" || mode === "dark") root.style.colorScheme = mode;
  } catch { /* not available: as the device has it */ }

  // ---- What is counted (pure; tested on its own) -----------------------------------------------

  /* A typed count: { count }, or { problem }. Empty is nobody. */
  function read(typed) {
    const text = typed.trim();
    if (/^[-−–]\s*\d+$/.test(text)) return { problem: "negative" };
    if (text && !/^\d{1,5}$/.test(text)) return { problem: "unread" };
    return { count: Number(text) };
  }

  /* Which row of the plan's table holds for a vote; 30 and 70 belong to the middle, exactly. */
  function rowOf(right, all, second) {
    if (second) return 2 * right < all ? "low" : "settled"; // pairs have talked already
    if (100 * right < 30 * all) return "under";
    return 100 * right > 70 * all ? "over" : "between";
  }

  window.asiVote = { read, rowOf };

  // ---- Words -----------------------------------------------------------------------------------

  const words = document.querySelector("template.words").content;
  const format = (value, digits) => new Intl.NumberFormat(root.lang, { maximumFractionDigits: digits }).format(value);
  function words_of(name, gaps = {}) {
    const text = words.querySelector(`[data-word=${name}]`).textContent;
    return text.replace(/\{(\w+)\}/g, (gap, key) => gaps[key] ?? gap);
  }
  function say(text) {
    said.textContent = text;
  }

  // ---- Counts ----------------------------------------------------------------------------------

  /* The votes that have been typed: [{ name, counts, all }], the first first; or { problem }, as a sentence. */
  function readVotes() {
    const votes = [];
    for (const field of form.querySelectorAll("fieldset")) {
      const inputs = [...field.querySelectorAll("input")], name = field.dataset.name;
      for (const input of inputs) input.removeAttribute("aria-invalid");
      if (inputs.every(input => !input.value.trim())) continue;
      const counts = {};
      for (const input of inputs) {
        const letter = input.name[1], { problem, count } = read(input.value);
        if (problem) {
          input.setAttribute("aria-invalid", "true");
          return { problem: words_of(problem, { vote: name, letter }) }; // the class reads along: not what was typed
        }
        counts[letter] = count;
      }
      const all = Object.values(counts).reduce((sum, count) => sum + count);
      if (!all) return { problem: words_of("zero", { vote: name }) };
      votes.push({ name, number: Number(field.dataset.vote), counts, all });
    }
    return { votes };
  }

  function drawCounts(votes) {
    for (const answer of answers) {
      const place = answer.querySelector(".counts");
      place.replaceChildren(...votes.map(({ name, number, counts, all }) => {
        const count = counts[answer.dataset.letter], line = document.createElement("p");
        const percent = 100 * count / all;
        line.className = "count";
        line.append(document.createElement("span"), document.createElement("span"), document.createElement("span"));
        const [which, space, text] = line.children, hidden = document.createElement("span");
        hidden.className = "unseen";
        hidden.textContent = `${name}: `;
        const mark = document.createElement("span");
        mark.setAttribute("aria-hidden", "true");
        mark.textContent = number;
        which.append(hidden, mark);
        space.append(document.createElement("i"));
        space.firstChild.style.width = `${percent}%`;
        text.className = "number";
        text.textContent = `${format(percent, 0)}% (${format(count, 0)})`;
        return line;
      }));
    }
  }

  function showAdvice(votes) {
    const share = own.querySelector(".share"), rows = [...own.querySelectorAll(".row")];
    const right = sheet.dataset.right, last = votes.at(-1);
    share.hidden = !last;
    share.textContent = votes.map(({ name, counts, all }) => words_of("share", {
      vote: name, right: format(counts[right], 0), all: format(all, 0), percent: format(100 * counts[right] / all, 1),
    })).join(" ");
    const row = last && rowOf(last.counts[right], last.all, last.number === 2);
    // nothing typed: the whole table, for who wants to read ahead
    for (const each of rows) each.hidden = Boolean(last) && each.dataset.row !== row;
  }

  form.addEventListener("input", event => {
    if (event.target.name === "see") return;
    if (states.counts) set("counts", false); // the class must not read along
    const { votes = [], problem = "" } = readVotes();
    say(problem);
    showAdvice(votes);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    set("counts", false);
    readVotes();
    showAdvice([]);
    say("");
  }));
  form.addEventListener("submit", event => event.preventDefault());
  // The first vote cannot be had again: what the advice leads to opens beside it, and leaving is asked about.
  for (const link of own.querySelectorAll(".advice a")) Object.assign(link, { target: "_blank", rel: "noopener" });
  addEventListener("beforeunload", event => {
    if ([...form.querySelectorAll("fieldset input")].some(input => input.value.trim())) event.preventDefault();
  });

  // ---- Steps -----------------------------------------------------------------------------------

  function set(name, on) {
    const at = button(name);
    at.dataset.off ??= at.textContent;
    states[name] = on;
    at.textContent = on ? at.dataset.on : at.dataset.off;
    if (name === "counts") {
      sheet.querySelector(".answers").classList.toggle("counted", on);
      for (const place of sheet.querySelectorAll(".counts")) place.hidden = !on;
      sheet.querySelector(".legend").hidden = !on || sheet.querySelectorAll(".count").length <= answers.length;
      say(words_of(on ? "shown" : "hidden"));
    } else {
      sheet.classList.toggle("answered", on);
      for (const answer of answers) {
        const right = answer.dataset.letter === sheet.dataset.right;
        answer.classList.toggle("right", on && right);
        answer.querySelector(".verdict").hidden = !(on && right);
        answer.querySelector(".why").open = on && right;
      }
      say(on ? words_of("right", { letter: sheet.dataset.right }) : "");
    }
    fit();
  }

  /* The teacher's part, closed; covered once, the advice is opened anew. At once: the event comes later. */
  function cover() {
    own.open = own.querySelector(".advice").open = false;
  }

  function showCounts() {
    const { votes, problem } = readVotes();
    if (problem || !votes.length) return say(problem || words_of("first"));
    cover();
    drawCounts(votes);
    set("counts", true);
  }

  button("counts").addEventListener("click", () => states.counts ? set("counts", false) : showCounts());
  button("answer").addEventListener("click", () => {
    cover();
    set("answer", !states.answer);
  });
  const full = button("full");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {}); // refused: the window stays as it is
  });

  // The keys of a presenter. Letters would get in the way of who speaks to the computer, or types.
  document.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "F2") {
      if (own.open) cover();
      else own.open = true;
      if (own.open) form.querySelector("input").focus();
      else own.querySelector("summary").focus();
    } else if (event.key === "PageDown" && fits()) {
      if (!states.counts && !states.answer) showCounts();
      else if (!states.answer) set("answer", true);
    } else if (event.key === "PageUp" && fits()) {
      if (states.answer) set("answer", false);
      else if (states.counts) set("counts", false);
    } else return;
    event.preventDefault();
  });
  own.addEventListener("toggle", () => {
    if (!own.open) cover(); // by a press on its title
  });

  // ---- As large as fits ------------------------------------------------------------------------

  const wide = matchMedia("(min-width: 50rem) and (min-height: 30rem)");
  const SMALLEST = 24, LARGEST = 60;

  /* Whether nothing has to be scrolled; on a phone keys scroll the page as ever. */
  function fits() {
    return wide.matches && sheet.scrollHeight <= sheet.clientHeight && sheet.scrollWidth <= sheet.clientWidth;
  }
  function fit() {
    sheet.style.removeProperty("--size");
    if (!wide.matches) return;
    let fine = SMALLEST, next = LARGEST;
    const set = size => sheet.style.setProperty("--size", `${size}px`);
    while (next - fine > 1) {
      const middle = Math.floor((fine + next) / 2);
      set(middle);
      if (fits()) fine = middle;
      else next = middle;
    }
    set(fine);
  }
  addEventListener("resize", fit);
  sheet.addEventListener("toggle", fit, true); // a feedback opened
  showAdvice([]);
  fit();
})();
