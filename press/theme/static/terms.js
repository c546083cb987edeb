// A link to a term opens what the term means, beside it. In print, without this script, and with Ctrl
// or the middle button, it is the link into the glossary that it is anyway.
(() => {
  "use strict";
  const store = document.querySelector("template.meanings");
  if (!store) return;
  const main = document.querySelector("main");
  const [shell, ...entries] = store.content.children;
  const meanings = new Map(entries.map(entry => [entry.dataset.term, entry]));
  // Not the browser's own popover: old phones have none, and in Safari on a phone no tap beside it closed it
  // before 18.3.
  const box = document.importNode(shell, true);
  const [more, closer] = box.querySelectorAll("a, button");
  let opener = null, forgetBack = () => {};

  // Sphinx keeps the capitals of a term in its address
  const meaningOf = link => link.pathname.endsWith("/glossary.html")
    && meanings.get(decodeURIComponent(link.hash.slice(1)).toLowerCase());

  // Below the link or, where there is no room but above, above it; never wider than the window. Absolute, so
  // that it goes along when the page is scrolled.
  function place() {
    const edge = 8;
    const view = document.documentElement;
    box.style.maxWidth = `${view.clientWidth - 2 * edge}px`;
    box.style.left = box.style.top = "0";
    const { left, top, width, height } = box.getBoundingClientRect();
    const lines = opener.getClientRects(); // a link may stand in two lines
    const first = lines[0];
    const last = lines[lines.length - 1];
    const bar = document.querySelector(".top-bar").offsetHeight;
    const above = last.bottom + height + edge > view.clientHeight && first.top - height - edge > bar;
    const x = Math.max(edge, Math.min((above ? first : last).left, view.clientWidth - edge - width));
    const y = above ? first.top - height - edge / 2 : last.bottom + edge / 2;
    box.style.left = `${x - left}px`;
    box.style.top = `${y - top}px`;
  }

  function open(link, meaning) {
    close();
    opener = link;
    const [name, ...text] = document.importNode(meaning, true).children;
    box.querySelector("#term-box-name").replaceChildren(...name.childNodes);
    box.querySelector("#term-box-text").replaceChildren(...text);
    more.href = link.href;
    link.setAttribute("aria-expanded", "true");
    main.append(box);
    place();
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    forgetBack = window.asiPage.closesByBack(() => close(true));
  }

  // `back`: the focus goes to where it came from. Not when the reader has gone on to something else.
  function close(back = false) {
    if (!opener) return;
    const link = opener;
    opener = null; // first: the focus leaves the box below
    forgetBack();
    link.setAttribute("aria-expanded", "false");
    box.remove();
    if (back) link.focus({ preventScroll: true });
  }

  for (const link of main.querySelectorAll("a[href*='glossary.html#']")) {
    if (!meaningOf(link)) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }

  main.addEventListener("click", event => {
    const link = event.target.closest("a[aria-haspopup=dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link === opener) close(true);
    else open(link, meaningOf(link));
  });
  closer.addEventListener("click", () => close(true));
  // not "click", which a phone does not send for plain text
  document.addEventListener("pointerdown", event => {
    if (opener && !box.contains(event.target) && !opener.contains(event.target)) close();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && opener) close(true);
  });
  // The box stands at the end of the text, but by Tab the reader goes on, or back, from the link.
  box.addEventListener("keydown", event => {
    if (event.key !== "Tab") return;
    const leaves = event.shiftKey ? event.target !== closer : event.target === closer;
    if (!leaves) return;
    if (event.shiftKey) event.preventDefault(); // back is the link itself
    close(true);
  });
  box.addEventListener("focusout", event => {
    // to the link itself by a click on it, which closes the box in its own way
    if (event.relatedTarget && event.relatedTarget !== opener && !box.contains(event.relatedTarget)) close();
  });
  let width = innerWidth;
  addEventListener("resize", () => { // a phone's bar that comes and goes changes the height alone
    if (opener && innerWidth !== width) place();
    width = innerWidth;
  });
})();
