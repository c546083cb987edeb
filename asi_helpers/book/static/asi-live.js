/* Live exercises: fields to type an answer into, judged as check_fields in asi_helpers does
   (tests/site/test_live.py holds the two equal). Without this script there is the question, and the code. */
(() => {
  "use strict";
  const STORE = "asi-live-right";

  // ---- Judging an answer (pure; tested on its own) ------------------------------------------------

  const UNKNOWN = ["near", "other_percent", "other_number", "other_pair"];
  const isClose = (a, b, room = 1e-9) => Math.abs(a - b) <= room * Math.max(Math.abs(a), Math.abs(b));

  /* Whether a number is the wanted one rounded to so many decimals. */
  const isRounded = (value, wanted, places) => value !== 0 && places.some(
    each => value === Number(value.toFixed(each)) && Math.abs(value - wanted) <= 0.5000001 * 10 ** -each);

  function accepts({ kind, tolerance }, value, wanted) {
    if (kind === "percent") return Math.abs(value - wanted) <= Math.min(0.06, 0.02 * Math.abs(wanted));
    if (kind === "whole" && Number.isInteger(wanted)) return isClose(value, wanted);
    const near = isClose(value, wanted, tolerance);
    return near || (kind !== "whole" && isRounded(value, wanted, [2, 3]));
  }

  const accepted = (exercise, values, wanted) => values.length === wanted.length
    && values.every((value, i) => accepts(exercise, value, wanted[i]));

  /* The code of the hint if the right answer is such a number once it is rounded. */
  function roundedTooFar(exercise, values) {
    const { kind, answer } = exercise;
    const places = kind === "percent" ? [0] : [0, 1];
    if (kind === "whole" || !values.every(
      (value, i) => accepts(exercise, value, answer[i]) || isRounded(value, answer[i], places))) return null;
    if (values.some((value, i) => Math.abs(value - answer[i]) >= 0.2 * Math.abs(answer[i]))) return "rounded_away";
    return kind === "percent" ? "rounded_percent" : "rounded";
  }

  /* Where no mistake of the exercise was met. */
  function slip(exercise, values) {
    const { kind, answer } = exercise;
    const slips = {
      sign: x => -x, hundred: x => 100 * x, [kind === "percent" ? "percent_twice" : "percent"]: x => x / 100,
    };
    for (const [code, undo] of Object.entries(slips)) {
      if (accepted(exercise, values.map(undo), answer)) return code;
    }
    if (kind === "whole") return Number.isInteger(values[0]) ? "other_whole" : "fraction_of_mother";
    return values.every((value, i) => isClose(value, answer[i], 0.03)) ? "near" : `other_${kind}`;
  }

  /* What is met ("right", or the code of a hint) and what is said before it. */
  function judge(exercise, values) {
    if (accepted(exercise, values, exercise.answer)) return ["right", "right"];
    const rounded = roundedTooFar(exercise, values);
    for (const [code, ...mistake] of exercise.mistakes) {
      if (accepted(exercise, values, mistake)) return [code, rounded === "rounded" ? "if_rounded" : "not_yet"];
    }
    if (rounded) return [rounded, rounded === "rounded_away" ? "not_yet" : "right_so_far"];
    return [slip(exercise, values), "not_yet"];
  }

  function met(exercise, texts) {
    const { kind } = exercise;
    const typed = texts.map(text => window.asiNumbers.read(text));
    const problems = typed.map(each => each.problem).filter(Boolean);
    if (problems.length) {
      const fraction = problems.every(each => each === "fraction");
      return [fraction ? "fraction" : kind === "pair" ? "no_pair" : "no_number", "not_yet"];
    }
    if (kind !== "percent" && typed.some(each => each.unit === "%")) return ["no_percent", "not_yet"];
    const found = judge(exercise, typed.map(each => each.value));
    if (!UNKNOWN.includes(found[0]) || typed.every(each => each.grouped === null)) return found;
    const other = judge(exercise, typed.map(each => each.grouped ?? each.value)); // 1.517 may be 1517
    return UNKNOWN.includes(other[0]) ? found : other;
  }

  /* { right, hint, said } of what was typed into the fields; **stress** is marked in what is said. */
  function check(exercise, texts) {
    const [code, lead] = met(exercise, texts);
    const right = code === "right";
    const said = exercise.leads[lead] + (right ? "" : ` ${exercise.hints[code]}`);
    return { right, hint: right ? null : code, said };
  }

  window.asiLive = { check };

  // ---- What was right before ----------------------------------------------------------------------

  // Storage may be blocked, or full: then a tick lasts as long as the page.
  let done = new Set();
  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      done = new Set(Array.isArray(kept) ? kept : []);
    } catch { /* not available */ }
  }

  function keep(name) {
    if (done.has(name)) return;
    recall(); // another chapter, in another tab perhaps, has added its own
    try {
      localStorage.setItem(STORE, JSON.stringify([...done, name].sort()));
    } catch { /* not available */ }
    document.dispatchEvent(new Event("asi-progress")); // the page of one's progress counts it
    done.add(name);
    showAll();
  }

  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const exercises = document.querySelectorAll(".asi-try");

  function showAll() {
    for (const exercise of exercises) {
      const tick = exercise.querySelector(".asi-tick");
      const wanted = done.has(exercise.dataset.exercise);
      if (tick && !wanted) tick.remove();
      if (tick || !wanted) continue;
      const mark = make("span", { className: "asi-tick", textContent: "✓ " });
      mark.append(make("span", { className: "asi-hidden", textContent: `(${exercise.dataset.answered}) ` }));
      exercise.querySelector("p").prepend(mark);
    }
  }

  // ---- Fields --------------------------------------------------------------------------------------

  function start(exercise, number) {
    const data = JSON.parse(exercise.querySelector("template").content.textContent), { words } = data;
    const form = make("form", { className: "asi-ask", autocomplete: "off", noValidate: true });
    const said = make("div", { className: "asi-said", id: `asi-try-${number}-said` });
    said.setAttribute("role", "status");
    const names = data.kind === "pair" ? ["low", "high"] : ["your"];
    const inputs = names.map(name => {
      const id = `asi-try-${number}-${name}`, row = make("div");
      const label = make("label", { htmlFor: id, textContent: words[name] + (data.unit && ` (${data.unit})`) });
      const input = make("input", { id, name, type: "text", inputMode: "decimal" });
      input.setAttribute("aria-describedby", said.id);
      row.append(label, input);
      form.append(row);
      return input;
    });
    form.append(make("button", { textContent: words.check }), said);
    form.addEventListener("submit", event => {
      event.preventDefault();
      const { right, said: text } = check(data, inputs.map(input => input.value));
      said.dataset.verdict = right ? "right" : "wrong";
      const p = make("p");
      p.append(...text.split("**").map((part, i) => (i % 2 ? make("strong", { textContent: part }) : part)));
      said.replaceChildren(p);
      if (right) keep(exercise.dataset.exercise);
    });
    exercise.dataset.answered = words.answered;
    exercise.querySelector(".asi-how").textContent = words.turn;
    exercise.append(form);
  }

  exercises.forEach(start);
  recall();
  showAll();
  const again = () => { recall(); showAll(); };
  document.addEventListener("asi-progress", again);
  addEventListener("storage", again); // another tab
  addEventListener("pageshow", event => { if (event.persisted) again(); });
})();
