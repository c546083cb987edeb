/* Quizzes: a tick beside a question that was answered, kept in this browser and nowhere else, and a
   field to type a number into. Without this script every answer still opens to what it means.
   Others hear of a change by the event "asi-progress" of the document. */
(() => {
  "use strict";
  const TICKS = "asi-quiz-ticks"; // [item, ...]: answered right at some time
  const FIRST = "asi-quiz-first"; // {item: whether the first answer was right}, items of a chapter's quiz only

  // ---- Reading and judging a number (pure; tested on their own) ---------------------------------

  /* What a typed text may mean, where `percent` says whether the answer is a percentage: { values, mark }
     with the likeliest reading first, or { problem }. "1,517" and "1.517" may also be one thousand and some. */
  function parse(text, percent = true) {
    if (!percent && text.includes("%")) return { problem: "no_percent" };
    const { problem, value, grouped, mark } = window.asiNumbers.read(text);
    if (problem) return { problem: problem === "fraction" ? problem : "unreadable" };
    return { values: grouped === null ? [value] : [value, grouped], mark };
  }

  /* Which of the verdicts (objects with a `value`) a number meets; "near" or null if none. */
  function judge(values, verdicts, tolerance) {
    for (const [i, verdict] of verdicts.entries()) {
      // a small number (a proportion, say) has a small tolerance, or it would swallow others
      const room = i === 0 ? tolerance : Math.min(tolerance, 0.02 * Math.abs(verdict.value));
      const value = values.find(v => Math.abs(v - verdict.value) <= room * (1 + 1e-9));
      if (value !== undefined) return { verdict, value };
    }
    const right = verdicts[0].value;
    return values.some(v => Math.abs(v - right) <= 0.03 * Math.abs(right)) ? "near" : null;
  }

  window.asiQuiz = { parse, judge };

  // ---- Ticks -----------------------------------------------------------------------------------

  // Storage may be blocked, or full: then ticks last as long as the page.
  function read(store) {
    try {
      return JSON.parse(localStorage.getItem(store));
    } catch { return null; }
  }
  function write(store, value, empty) {
    try {
      if (empty) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify(value));
    } catch { /* not available */ }
    document.dispatchEvent(new Event("asi-progress"));
  }
  let ticks = new Set(), first = {};
  // what another tab, or another page, has kept since
  function readAll() {
    const kept = read(TICKS), tried = read(FIRST);
    if (Array.isArray(kept)) ticks = new Set(kept);
    if (tried && typeof tried === "object" && !Array.isArray(tried)) first = tried;
  }
  readAll();

  function show(quiz) {
    const questions = [...quiz.querySelectorAll(".asi-question")];
    for (const question of questions) {
      const stem = question.querySelector(".asi-stem");
      const tick = stem.querySelector(".asi-tick");
      const done = ticks.has(question.dataset.item);
      if (tick && !done) tick.remove();
      if (!tick && done) {
        const mark = document.createElement("span");
        mark.className = "asi-tick";
        mark.textContent = "✓ ";
        const word = document.createElement("span");
        word.className = "asi-hidden";
        word.lang = quiz.lang;
        word.textContent = `(${quiz.dataset.answered}) `;
        mark.append(word);
        stem.prepend(mark);
      }
    }
    const progress = quiz.querySelector(".asi-progress");
    if (!progress) return;
    const done = questions.filter(question => ticks.has(question.dataset.item)).length;
    const words = progress.querySelector("[data-words]");
    words.textContent = words.dataset.words.replace("{done}", done).replace("{all}", questions.length);
    progress.hidden = done === 0;
  }

  const showAll = () => document.querySelectorAll(".asi-quiz").forEach(show);

  function tick(question) {
    readAll();
    if (ticks.has(question.dataset.item)) return;
    ticks.add(question.dataset.item);
    write(TICKS, [...ticks]);
    showAll();
  }

  /* The first answer to an item counts once. One with a tick was answered before anybody kept this. */
  function tried(question, right) {
    const { item } = question.dataset;
    if (question.closest(".asi-quiz").dataset.role !== "quiz") return;
    readAll();
    if (item in first || ticks.has(item)) return;
    first[item] = right;
    write(FIRST, first);
  }

  // ---- Questions -------------------------------------------------------------------------------

  function watch(question) {
    const quiz = question.closest(".asi-quiz");
    if ("key" in quiz.dataset) return; // an instructor's copy
    for (const details of question.querySelectorAll("details.asi-answer")) {
      // a click (or Enter, or Space) comes before the answer opens
      details.querySelector("summary").addEventListener("click", () => {
        if (details.open) return;
        const right = Boolean(details.querySelector("p[data-verdict=right]"));
        tried(question, right); // where a number is asked for, whoever looks first has not found it
        if (right) tick(question);
      });
    }
    if (question.dataset.tolerance) ask(question, quiz);
  }

  // A field to type a number into. What it says about a number are the lines of the answer below it.
  function ask(question, quiz) {
    const verdicts = [...question.querySelectorAll("[data-value]")].map(line => (
      { kind: line.dataset.verdict, value: Number(line.dataset.value), said: line }));
    const words = {};
    for (const p of quiz.querySelector(".asi-words").content.children) words[p.dataset.word] = p.textContent;
    const tolerance = Number(question.dataset.tolerance);
    const id = `${question.getAttribute("aria-labelledby")}-n`;

    const form = document.createElement("form");
    form.className = "asi-ask";
    form.autocomplete = "off";
    form.noValidate = true;
    form.lang = quiz.lang;
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = words.your + (question.dataset.unit ? ` (${question.dataset.unit})` : "");
    const input = document.createElement("input");
    Object.assign(input, { id, type: "text", inputMode: "decimal", name: "answer" });
    input.setAttribute("aria-describedby", `${id}-said`);
    const button = document.createElement("button");
    button.textContent = words.check;
    const said = document.createElement("div");
    said.className = "asi-said";
    said.id = `${id}-said`;
    said.setAttribute("role", "status");
    form.append(label, input, button, said);
    question.querySelector(".asi-stem").after(form);

    function say(verdict, ...parts) {
      const p = document.createElement("p");
      for (const part of parts) p.append(typeof part === "string" ? part : part.cloneNode(true), " ");
      said.dataset.verdict = verdict;
      said.replaceChildren(p);
    }
    const strong = text => Object.assign(document.createElement("strong"), { textContent: text });
    form.addEventListener("submit", event => {
      event.preventDefault();
      const read = parse(input.value, "percent" in question.dataset);
      if (read.problem) { say("unread", words[read.problem]); return; }
      const met = judge(read.values, verdicts, tolerance);
      const right = met?.verdict?.kind === "right";
      tried(question, right);
      const foreign = words.mark === "." ? "," : ".";
      let note = "";
      if (read.mark === foreign && met?.value !== undefined && met.value === read.values[0]) {
        note = foreign === "," ? words.comma : words.point;
      }
      if (met === "near") say("wrong", words.near, note);
      else if (!met) say("wrong", strong(words.wrong), words.other, note);
      else {
        say(met.verdict.kind, strong(right ? words.right : words.wrong), met.verdict.said, note);
        if (right) tick(question);
      }
    });
  }

  document.querySelectorAll(".asi-quiz .asi-question").forEach(watch);
  for (const progress of document.querySelectorAll(".asi-progress")) {
    const { forget, no, yes } = Object.fromEntries(
      [...progress.querySelectorAll("button")].map(button => [button.name, button]));
    const sure = progress.querySelector(".asi-sure");
    const quiz = progress.closest(".asi-quiz");
    const ask = asks => { sure.hidden = !asks; forget.hidden = asks; };
    const keep = () => { ask(false); forget.focus(); };
    forget.addEventListener("click", () => { ask(true); no.focus(); });
    no.addEventListener("click", keep);
    sure.addEventListener("keydown", event => { if (event.key === "Escape") keep(); });
    yes.addEventListener("click", () => {
      readAll();
      ticks = new Set([...ticks].filter(item => !String(item).startsWith(`${quiz.dataset.quiz}-`)));
      write(TICKS, [...ticks], !ticks.size);
      ask(false);
      showAll();
      quiz.querySelector("summary").focus(); // the button is gone, and focus must not fall to the top of the page
    });
  }
  const again = () => { ticks = new Set(); first = {}; readAll(); showAll(); };
  addEventListener("storage", again); // another tab
  addEventListener("pageshow", event => { if (event.persisted) again(); });
  showAll();
})();
