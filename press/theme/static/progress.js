/* Back to where the reader was: the place in a chapter, a ring a chapter, minutes left. What is kept is kept in this
   browser and nowhere else; the pages read without it. */
(() => {
  "use strict";
  const { make, get, put, list, unmarked, isAbove } = window.asiPage;
  const PLACE = "asi-place", READ = "asi-read", TICKS = "asi-quiz-ticks";
  const REST = 300; // ms without scrolling: on the way to a link's target nobody reads
  const words = document.querySelector(".continue").dataset;
  const root = document.documentElement;
  const chapters = [...document.querySelectorAll(".book-menu a[data-chapter]")];
  const here = chapters.find(link => link.hasAttribute("aria-current"));
  const titles = new Map(chapters.map(link => [link, link.lastChild.textContent.trim()]));

  const say = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);

  // -- Rings ----------------------------------------------------------------------------------------
  const row = document.querySelector(".cover-progress");

  function ring(done, all, ...parts) {
    const title = say(words.ring, { done, all });
    const shown = make("span", { className: "ring", role: "img", ariaLabel: title, title }, ...parts);
    shown.style.setProperty("--share", `${100 * done / all}%`);
    return shown;
  }
  function showRings() {
    const ticks = new Set(list(TICKS));
    const begun = [];
    for (const link of chapters) {
      const all = link.dataset.items.split(" ");
      const done = all.filter(item => ticks.has(`${link.dataset.chapter}-${item}`)).length;
      link.querySelector(".ring")?.remove();
      if (!done) continue;
      link.append(ring(done, all.length));
      const number = make("span", { className: "ring-number" }, String(Number(link.dataset.chapter)));
      const title = make("span", { className: "visually-hidden" }, `${titles.get(link)}, `);
      begun.push(make("li", {}, make("a", { href: link.href }, number, " ", title, ring(done, all.length))));
    }
    if (!row) return;
    row.querySelector("ul").replaceChildren(...begun);
    row.hidden = !begun.length;
  }
  document.addEventListener("asi-progress", again);
  // also what was forgotten, on this page or in another tab
  function again() {
    showRings();
    if (!place || get(PLACE)) return;
    place = null;
    moved = false;
    showPlace();
  }

  // -- The place that is offered: the one kept when this page came ---------------------------------
  let place;
  const offers = [document.querySelector(".continue")];
  const start = document.querySelector(".cover h1 + p");
  if (start) {
    offers.push(offers[0].cloneNode(true));
    start.after(offers[1], row);
  }

  function showPlace(at) {
    const link = chapters.find(each => each.dataset.chapter === place?.chapter);
    for (const offer of offers) {
      offer.hidden = !link || (link === here && at?.id === place.id);
      if (!link) continue;
      const to = offer.querySelector("a");
      to.href = `${link.href.split("#")[0]}#${encodeURIComponent(place.id)}`;
      to.querySelector("span").textContent = say(words.place, {
        number: Number(place.chapter),
        // the words of a section are those of the edition in which it was read
        words: place.lang === root.lang ? place.words : titles.get(link),
      });
    }
  }
  function goTo({ id, part }) {
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (box) scrollTo({ top: scrollY + box.top + (Number(part) || 0) * box.height, behavior: "instant" });
  }
  for (const offer of offers) {
    offer.querySelector("a").addEventListener("click", event => {
      moved = false;
      put(PLACE, { ...place, go: true });
      if (event.currentTarget.pathname !== location.pathname) return;
      if (root.dataset.menu === "open") document.querySelector(".close-menu").click();
      setTimeout(goTo, 0, place);
    });
    offer.querySelector("button").addEventListener("click", () => {
      put(PLACE, place = null);
      moved = false;
      showPlace();
      (offer === offers[0] ? offer.parentElement.querySelector(".menu-home a") : document.querySelector("main")).focus();
    });
  }

  // -- Where the reader is: in chapters only ---------------------------------------------------------
  const sections = here ? [...document.querySelectorAll("main section section[id]")]
    .filter(section => section.querySelector(":scope > :is(h2, h3)")) : [];
  const end = sections.findIndex(section => section.id === "summary"); // what comes after it is not for every reader
  const passed = new Set();
  let moved = false, timer = 0;

  function where() {
    return sections.filter(isAbove).pop();
  }
  function keep(at) {
    moved = false;
    if (!at) return; // the top of a chapter is no place to come back to
    const box = at.getBoundingClientRect();
    put(PLACE, {
      chapter: here.dataset.chapter,
      id: at.id,
      words: unmarked(at.querySelector("h2, h3")).textContent.trim(),
      lang: root.lang,
      part: Number((-box.top / box.height).toFixed(3)),
    });
    passed.add(sections.indexOf(at));
    // a jump to the end is not reading
    const read = list(READ);
    if (sections.indexOf(at) < end || !passed.has(end - 1) || read.includes(here.dataset.chapter)) return;
    put(READ, [...read, here.dataset.chapter].sort());
  }

  const shown = here ? [document.querySelector(".place"), here]
    .map(parent => parent.appendChild(make("span", { className: "minutes-left" }))) : [];
  /* By the heading, and to five minutes: it changes from section to section, not at each line. */
  function showMinutes(at) {
    if (end < 0) return;
    const top = document.querySelector("main article").getBoundingClientRect().top;
    const bottom = sections[end].getBoundingClientRect().bottom;
    const share = (bottom - (at ? at.getBoundingClientRect().top : top)) / (bottom - top);
    const minutes = Math.round(here.dataset.minutes * share / 5) * 5;
    const over = sections.indexOf(at) >= end;
    for (const each of shown) each.textContent = over ? "" : say(minutes ? words.left : words.less, { minutes });
  }
  function look() {
    const at = where();
    if (moved) keep(at);
    showMinutes(at);
    showPlace(at);
  }
  const leave = () => { if (moved) look(); };

  function begin() {
    place = get(PLACE);
    if (typeof place?.id !== "string" || !/^[\w.-]+$/.test(place.id)) place = null; // not ours
    showRings();
    if (here) look();
    else showPlace();
  }
  begin();
  addEventListener("storage", again); // another tab
  addEventListener("pageshow", event => { if (event.persisted) begin(); });
  if (!here) return;
  addEventListener("scroll", () => {
    moved = true;
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  }, { passive: true });
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  if (place?.go && place.chapter === here.dataset.chapter) {
    delete place.go;
    put(PLACE, place);
    addEventListener("load", () => goTo(place));
  }
})();
