// What helps to read a long page: its sections at hand wherever the reader is, the size of the text, figures that open
// large. The page reads without any of it.
(() => {
  "use strict";
  const { make, unmarked, isAbove } = window.asiPage;
  const root = document.documentElement;
  const words = document.querySelector("main").dataset;

  // -- The sections of the page ---------------------------------------------------------------------
  // The page holds its list once, as a fold under the title. From that come the sidebar of a wide screen, the lines
  // under the chapter in the contents, and the sheet that opens from "Chapter 5 of 11" in the bar.
  const fold = document.querySelector(".sections details");
  const menu = document.getElementById("book-menu");
  if (fold) {
    const name = document.getElementById("sections").textContent;
    const lists = [fold.querySelector("ul")];
    const copy = className => {
      const list = lists[0].cloneNode(true);
      list.className = className;
      lists.push(list);
      return list;
    };

    const sidebar = make("nav", { className: "on-this-page" });
    sidebar.setAttribute("aria-label", name);
    sidebar.append(make("p", {}, name), copy(""));
    document.querySelector(".frame").append(sidebar);

    const chapter = menu.querySelector('[aria-current="page"]');
    if (chapter) {
      const list = copy("menu-sections");
      list.setAttribute("aria-label", name);
      chapter.after(list);
      // on a small screen the contents lie over the text that the link leads to
      list.addEventListener("click", event => {
        if (root.dataset.menu === "open" && event.target.closest("a")) menu.querySelector(".close-menu").click();
      });
    }

    const place = document.querySelector(".place");
    if (place) {
      const button = make("button", { className: "place-button" });
      button.type = "button";
      button.append(...place.childNodes, make("span", { className: "visually-hidden" }, ` ${name}`));
      place.append(button);
      if (HTMLElement.prototype.togglePopover) {
        const sheet = make("nav", { className: "section-sheet" });
        sheet.id = "section-sheet";
        sheet.popover = "auto";
        sheet.setAttribute("aria-label", name);
        const top = make("a", { className: "to-top" }, fold.dataset.top);
        top.href = "#main-content";
        sheet.append(top, copy(""));
        place.after(sheet);
        button.popoverTargetElement = sheet;  // Escape and a tap beside it close it, and the focus returns
        sheet.addEventListener("toggle", event => {
          if (event.newState === "open") (sheet.querySelector("[aria-current]") || top).focus();
        });
        sheet.addEventListener("click", event => {
          if (event.target.closest("a")) sheet.hidePopover();
        });
      } else {
        button.addEventListener("click", () => {  // an older browser
          fold.open = true;
          fold.scrollIntoView();
          fold.querySelector("summary").focus({ preventScroll: true });
        });
      }
    }

    const links = lists.map(list => [...list.querySelectorAll("a")]);
    const sections = links[0].map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const mark = () => {
      const here = sections.filter(isAbove).length - 1;
      for (const list of links) {
        list.forEach((link, i) => {
          if (i === here) link.setAttribute("aria-current", "location");
          else link.removeAttribute("aria-current");
        });
      }
      // the sidebars scroll along, unless the reader is busy there
      for (const bar of [menu, sidebar]) {
        const link = bar.querySelector('[aria-current="location"]');
        if (!link?.checkVisibility?.() || bar.matches(":hover, :focus-within")) continue;
        const above = link.getBoundingClientRect().top - bar.getBoundingClientRect().top;
        if (above < 0 || above + link.offsetHeight > bar.clientHeight) bar.scrollTop += above - bar.clientHeight / 2;
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    sections.forEach(section => observer.observe(section));
  }

  // -- The size of the text: normal is what nobody has chosen, and is not kept --------------------------
  const KEY = "asi-text-size";
  const sizes = [...document.querySelectorAll(".text-size input")];
  const showSize = size => {
    root.dataset.size = size;
    for (const input of sizes) input.checked = input.value === size;
    dispatchEvent(new Event("resize"));  // what scrolls sideways is measured again
  };
  for (const input of sizes) {
    input.addEventListener("change", () => {
      try {
        if (input.value === "100") localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, input.value);
      } catch { /* a private window: the choice lasts for this page */ }
      showSize(input.value);
      input.closest("fieldset").scrollIntoView({ block: "nearest", behavior: "instant" });
    });
  }
  showSize(sizes.some(input => input.value === root.dataset.size) ? root.dataset.size : "100");

  // -- Figures that open large ------------------------------------------------------------------------
  // The picture of an explorer is not among them: it changes with the controls beside it.
  const pictures = [...document.querySelectorAll("main figure svg[role=img]")]
    .filter(picture => !picture.closest(".asi-explorer"));
  if (pictures.length && window.HTMLDialogElement) {
    const dialog = make("dialog", { className: "large" });
    const frame = make("div", { className: "large-frame" });
    const caption = make("div", { className: "large-caption" });
    const close = make("button", { className: "large-close" }, words.close);
    close.type = "button";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    dialog.append(close, frame, caption);
    document.body.append(dialog);
    let putBack = () => {};

    const enlarge = (picture, text) => {
      // The picture itself moves, so that no id stands twice; an empty space keeps its place.
      const space = make("div");
      space.style.height = `${picture.getBoundingClientRect().height}px`;
      picture.replaceWith(space);
      putBack = () => { space.replaceWith(picture); putBack = () => {}; };
      const { width, height } = picture.viewBox.baseVal;
      frame.style.setProperty("--least", `${2 * width}px`);
      frame.style.setProperty("--ratio", width / height);
      frame.replaceChildren(picture);
      caption.replaceChildren(...(text ? unmarked(text).childNodes : []));
      const number = text?.querySelector(".caption-number")?.textContent.trim() || words.enlarge;
      dialog.setAttribute("aria-label", number);
      frame.setAttribute("aria-label", number);
      dialog.showModal();
      frame.scrollTo(0, 0);
    };

    for (const picture of pictures) {
      const figure = picture.closest("figure");
      const text = figure.querySelector("figcaption");
      const button = make("button", { className: "enlarge" }, words.enlarge);
      button.type = "button";
      const number = text?.querySelector(".caption-number");
      if (number) button.append(make("span", { className: "visually-hidden" }, ` ${number.textContent.trim()}`));
      button.addEventListener("click", () => enlarge(picture, text));
      if (text) text.before(button);
      else figure.append(button);
    }
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => {
      if (event.target === dialog || event.target === frame) dialog.close();  // beside the picture
    });
    dialog.addEventListener("close", () => putBack());
    addEventListener("beforeprint", () => { if (dialog.open) { dialog.close(); putBack(); } });
  }
})();
