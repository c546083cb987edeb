// The mark beside a heading, figure, question or exercise copies the address of that place. A report of
// a mistake says in which section the reader is. Without this script the mark leads to its place.
(() => {
  "use strict";
  const { make, unmarked, isAbove } = window.asiPage;
  const main = document.querySelector("main");
  const page = location.href.split(/[?#]/)[0];

  // -- Copy an address ------------------------------------------------------------------------------
  const said = make("p", { className: "said-briefly" });
  said.setAttribute("role", "status");
  main.append(said);
  let silence;

  function say(words) {
    said.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 3000);
  }

  main.addEventListener("click", async event => {
    const mark = event.target.closest("a.headerlink");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!navigator.clipboard) return; // then the mark leads to its place, and the browser shows the address
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(page + mark.hash);
      say(main.dataset.linkCopied);
    } catch {
      location.hash = mark.hash;
    }
  });

  // -- Report a mistake -----------------------------------------------------------------------------
  // From the contents: the section that is being read. At the end of the page: the place that the address
  // names, if any; there the last section is above, whatever the mistake is in.
  function sectionRead() {
    return [...main.querySelectorAll("h2, h3, h4")].filter(each => each.querySelector(".headerlink") && isAbove(each)).pop();
  }

  function plain(hash) {
    try { return decodeURIComponent(hash); } catch { return hash; }
  }

  for (const link of document.querySelectorAll(".report-link")) {
    const fill = () => {
      const heading = "section" in link.dataset ? sectionRead() : null;
      const hash = heading ? heading.querySelector(".headerlink").hash : location.hash;
      const name = heading ? unmarked(heading).textContent.trim() : "";
      const address = new URL(link.href);
      if (hash) address.searchParams.set("section", `${name} ${plain(hash)}`.trim());
      else address.searchParams.delete("section");
      link.href = address.href;
    };
    // before a menu of the browser or the middle button takes the address, and before Enter does
    link.addEventListener("pointerdown", fill);
    link.addEventListener("click", fill);
  }
})();
