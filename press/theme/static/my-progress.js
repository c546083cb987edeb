/* The page "My progress": what this browser keeps of a reader's work, counted, printed, copied, forgotten.
   Nothing is sent, and the name is not kept. */
(() => {
  "use strict";
  const { copy, get, put, list, unmarked } = window.asiPage;
  const KEPT = ["asi-place", "asi-quiz-ticks", "asi-quiz-first", "asi-read", "asi-live-right", "asi-done"];
  const [, TICKS, FIRST, READ, LIVE, DONE] = KEPT;
  const sheet = document.querySelector(".my-progress");
  const words = sheet.dataset;
  const rows = [...sheet.querySelectorAll("tbody tr")];
  const button = name => sheet.querySelector(`button[name=${name}]`);
  const said = sheet.querySelector(".sheet-said");
  const sure = sheet.querySelector(".sheet-sure");
  const of = (done, all) => words.of.replace("{done}", done).replace("{all}", all);

  const set = key => new Set(list(key));
  function mark(key, name, on) {
    const all = set(key); // as another tab may have left it
    if (on) all.add(name);
    else all.delete(name);
    put(key, all.size ? [...all].sort() : null);
  }

  /* What the boxes and cells of a row hold, with what the browser keeps. */
  function count(row, kept) {
    const { chapter, items, live } = row.dataset;
    const names = items.split(" ").map(item => `${chapter}-${item}`);
    const lives = live.split(" ").filter(Boolean);
    const boxes = [...row.querySelectorAll("details input")];
    return {
      read: [Number(row.querySelector("[name=read]").checked), 1],
      first: [names.filter(name => kept.first?.[name] === true).length, names.length],
      now: [names.filter(name => kept.ticks.has(name)).length, names.length],
      live: [lives.filter(name => kept.live.has(name)).length, lives.length],
      done: [boxes.filter(box => box.checked).length, boxes.length],
    };
  }
  function show() {
    const kept = { first: get(FIRST), ticks: set(TICKS), live: set(LIVE) };
    const sums = {};
    for (const row of rows) {
      const counts = count(row, kept);
      for (const [name, [done, all]] of Object.entries(counts)) {
        sums[name] = [(sums[name]?.[0] || 0) + done, (sums[name]?.[1] || 0) + all];
        const cell = row.querySelector(`[data-cell=${name}]`);
        if (cell) cell.textContent = name !== "live" ? of(done, all) : done ? words.right : "–";
      }
    }
    for (const [name, [done, all]] of Object.entries(sums)) {
      sheet.querySelector(`[data-all=${name}]`).textContent = of(done, all);
    }
  }
  function fill() {
    const read = set(READ), done = set(DONE);
    for (const row of rows) {
      row.querySelector("[name=read]").checked = read.has(row.dataset.chapter);
      for (const box of row.querySelectorAll("details input")) box.checked = done.has(box.value);
    }
    show();
  }

  /* The sheet for a message to the teacher: a line a chapter that was begun. */
  function text() {
    const line = row => {
      const [title, ...cells] = row.cells;
      const parts = cells.map(cell => {
        const tick = cell.querySelector("[name=read]");
        const shown = tick ? (tick.checked ? "✓" : "–") : (cell.querySelector("[data-cell]") || cell).textContent;
        return `${cell.dataset.label}: ${shown}`;
      });
      return `${title.textContent}\n  ${parts.join("; ")}`;
    };
    const head = sheet.querySelector(".sheet-date").textContent;
    const name = sheet.querySelector("[name=student]");
    return [
      unmarked(document.querySelector("h1")).textContent, `${name.labels[0].textContent.trim()}: ${name.value}`, head, "",
      ...rows.map(line), line(sheet.querySelector("tfoot tr")), "", sheet.querySelector(".sheet-worth").textContent,
    ].join("\n");
  }
  sheet.addEventListener("change", event => {
    const { name, value, checked, type } = event.target;
    if (type !== "checkbox") return;
    if (name === "read") mark(READ, event.target.closest("tr").dataset.chapter, checked);
    else mark(DONE, value, checked);
    show();
  });
  button("print").addEventListener("click", () => print());
  button("copy").addEventListener("click", async () => {
    await copy(text(), button("copy"));
    said.textContent = words.copied;
  });
  const ask = asks => { sure.hidden = !asks; button("forget").hidden = asks; };
  const keep = () => { ask(false); button("forget").focus(); };
  button("forget").addEventListener("click", () => { said.textContent = ""; ask(true); button("no").focus(); });
  button("no").addEventListener("click", keep);
  sure.addEventListener("keydown", event => { if (event.key === "Escape") keep(); });
  button("yes").addEventListener("click", () => {
    try { for (const key of KEPT) localStorage.removeItem(key); } catch { /* nothing was kept */ }
    fill();
    keep();
    said.textContent = words.forgotten;
    document.dispatchEvent(new Event("asi-progress"));
  });

  sheet.querySelector("[data-date]").textContent =
    new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  fill();
  addEventListener("storage", fill); // another tab
  addEventListener("pageshow", event => { if (event.persisted) fill(); });
})();
