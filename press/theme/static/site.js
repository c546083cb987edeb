// Theme, code of the cells, contents on a small screen, copying of code. The page reads without any of it.
(() => {
  "use strict";
  const root = document.documentElement;

  // -- Theme: as the system has it, light, dark ---------------------------------------------------
  const modes = ["auto", "light", "dark"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const themeButton = document.querySelector(".theme-button");

  function showMode(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    themeButton.querySelector(".theme-name").textContent = themeButton.dataset[mode];
    // the bar of a phone's browser is as the page, also where the reader chose another theme than the device has
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = ground;
  }

  themeButton.addEventListener("click", () => {
    const mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
    try { localStorage.setItem("mode", mode); } catch { /* a private window: the choice lasts for this page */ }
    showMode(mode);
  });
  dark.addEventListener("change", () => showMode(root.dataset.mode));
  showMode(modes.includes(root.dataset.mode) ? root.dataset.mode : "auto");

  // -- Code of the cells: hidden, shown; a reader may still open or close one fold --------------------
  const codeButton = document.querySelector(".code-button");

  function showCode(code) {
    const shown = code === "shown";
    root.dataset.code = shown ? "shown" : "hidden";
    codeButton.setAttribute("aria-pressed", shown);
    for (const fold of document.querySelectorAll("details.code")) fold.open = shown;
  }

  if (codeButton) {
    codeButton.addEventListener("click", () => {
      const code = root.dataset.code === "shown" ? "hidden" : "shown";
      try { localStorage.setItem("code", code); } catch { /* as above */ }
      showCode(code);
    });
    // The reader comes back to a page that the browser kept as it was, and may have switched since.
    addEventListener("pageshow", event => {
      if (!event.persisted) return;
      try { showCode(localStorage.getItem("code")); } catch { /* as it was */ }
    });
    showCode(root.dataset.code);
  }

  // -- Within the page the text glides; whoever comes from another page is there at once --------------
  addEventListener("load", () => requestAnimationFrame(() => root.classList.add("arrived")));

  // -- Contents on a small screen -----------------------------------------------------------------
  const menu = document.getElementById("book-menu");
  const menuButton = document.querySelector(".menu-button");
  const behind = document.querySelectorAll("main, .top-bar, .skip-link");

  let forgetBack = () => {};
  function openMenu(open) {
    forgetBack();
    if (open) forgetBack = window.asiPage.closesByBack(() => openMenu(false));
    root.dataset.menu = open ? "open" : "closed";
    menuButton.setAttribute("aria-expanded", open);
    for (const part of behind) part.inert = open;
    // not the search box: on a phone its keyboard would cover half of the contents
    if (open) (menu.querySelector("[aria-current]") || menu.querySelector("a")).focus();
    else menuButton.focus({ preventScroll: true });  // the bar is in sight: the text must not move
  }

  menuButton.setAttribute("role", "button");
  menuButton.setAttribute("aria-expanded", "false");
  menuButton.setAttribute("aria-controls", menu.id);
  menuButton.addEventListener("click", event => { event.preventDefault(); openMenu(true); });
  menuButton.addEventListener("keydown", event => {
    if (event.key === " ") { event.preventDefault(); openMenu(true); }
  });
  menu.querySelector(".close-menu").addEventListener("click", () => openMenu(false));
  document.addEventListener("click", event => {
    if (root.dataset.menu === "open" && !menu.contains(event.target) && !menuButton.contains(event.target)) openMenu(false);
  });
  matchMedia("(min-width: 60.001rem)").addEventListener("change", () => {
    if (root.dataset.menu === "open") openMenu(false);
  });
  const current = menu.querySelector("[aria-current]");
  if (current && current.offsetTop + current.offsetHeight > menu.clientHeight) {
    menu.scrollTop = current.offsetTop - menu.clientHeight / 2;
  }

  // -- Menus that stand over the text close as a reader expects -------------------------------------
  const runMenu = document.querySelector(".run-menu");
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    if (root.dataset.menu === "open") openMenu(false);
    if (runMenu?.open) { runMenu.open = false; runMenu.querySelector("summary").focus(); }
  });
  // A browser starts Python only for a page that a server sent.
  if (location.protocol === "file:") document.querySelector(".run-lite a")?.removeAttribute("href");
  document.addEventListener("click", event => {
    if (runMenu?.open && !runMenu.contains(event.target)) runMenu.open = false;
  });

  // -- The same place in another language: both editions name their headings alike -------------------
  for (const link of document.querySelectorAll(".language-switch")) {
    link.addEventListener("click", () => {
      const here = document.querySelector('.sections a[aria-current="location"]');
      const section = here && document.getElementById(here.hash.slice(1));
      const asked = document.getElementById(location.hash.slice(1));
      // the reader may have gone on from the place in the address
      link.hash = !section || section.contains(asked) ? location.hash : here.hash;
    });
  }

  // -- Ctrl+K goes to the search box ----------------------------------------------------------------
  document.addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (getComputedStyle(menu).display === "none") openMenu(true);
    document.getElementById("search-box").focus();
  });

  // -- What scrolls sideways can be scrolled by keyboard ----------------------------------------------
  const frames = document.querySelectorAll(".table-frame, .output, main pre, div.math");
  function markScrollers() {
    for (const frame of frames) {
      const scrolls = frame.scrollWidth > frame.clientWidth + 1;
      if (scrolls) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  }
  markScrollers();
  addEventListener("resize", markScrollers);
  document.addEventListener("toggle", markScrollers, true);
  document.fonts?.ready.then(markScrollers);

  // -- Copy a cell's code: the button has a line of its own, above the code -----------------------------
  if (navigator.clipboard) {
    const words = document.querySelector("main").dataset;
    for (const box of document.querySelectorAll(".cell_input .highlight")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy-code";
      button.textContent = words.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(box.querySelector("pre").textContent);
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = words.copy; }, 1500);
      });
      box.prepend(button);
    }
  }
})();
