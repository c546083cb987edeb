/* The form on the page "Running a class": the links of all chapters for a class hub. They are those of
   press/hub_link.py; a test compares. Nothing is sent and nothing is kept. */
(() => {
  "use strict";
  // With http(s):// any host; without, one with a dot, so that a slip is no address.
  const HUB = /^(?:(https?):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)|([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?))(\/[^?#\s]*)?(?:[?#].*)?$/i;
  // Where a notebook can be opened as well, and no link of nbgitpuller leads anywhere.
  const NO_HUB = /^(?:.+\.)?(?:mybinder\.org|github\.(?:com|io)|google\.com)(?::\d+)?$/i;
  // What a hub shows behind its own address: teachers copy the address of the page where they are.
  const PAGE_OF_HUB = new RegExp(
    "/(?:hub(?:/(?:home|log(?:in|out)|signup|spawn|token|admin|user|oauth_login|change-password"
    + "|authorize|groups|error)\\b.*)?|(?:user|user-redirect|services)(?:/.*)?)/?$",
  );
  const form = document.querySelector(".hub-links");
  const { repository, branch, copied, bad, done } = form.dataset;
  const field = form.querySelector("[name=hub]");
  const said = form.querySelector("#hub-said");
  const lists = [...form.querySelectorAll(".hub-list")];

  function address(typed) {
    const found = HUB.exec(typed.trim());
    if (!found || NO_HUB.test(found[2] || found[3])) return null;
    const path = (found[4] || "").replace(PAGE_OF_HUB, "").replace(/\/+$/, "");
    return `${(found[1] || "https").toLowerCase()}://${(found[2] || found[3]).toLowerCase()}${path}`;
  }
  function link(hub, notebook) {
    const folder = repository.split("/").pop(); // nbgitpuller copies the repository into it
    const query = { repo: repository, branch, urlpath: `lab/tree/${folder}/${notebook}` };
    const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${hub}/hub/user-redirect/git-pull?${parts.join("&")}`;
  }

  function show() {
    const hub = address(field.value);
    field.setAttribute("aria-invalid", String(!hub));
    said.textContent = hub ? done : bad;
    const chosen = form.querySelector("[name=language]:checked");
    for (const list of lists) {
      list.hidden = !hub || (chosen !== null && list.dataset.language !== chosen.value);
      for (const row of hub ? list.querySelectorAll("li") : []) {
        row.querySelector("a").href = link(hub, row.dataset.notebook);
      }
    }
    if (!hub) field.focus();
  }
  async function copy(text, button) {
    await asiPage.copy(text, button);
    form.querySelectorAll(".hub-copied").forEach(mark => mark.remove());
    const mark = asiPage.make("span", { className: "hub-copied", role: "status" }, copied);
    if (button.name === "copy") button.before(mark); // so that the button stays where it is
    else button.after(mark);
  }

  form.querySelector("form").addEventListener("submit", event => { event.preventDefault(); show(); });
  form.addEventListener("change", event => {
    if (event.target.name === "language" && field.value.trim()) show();
  });
  form.addEventListener("click", event => {
    const button = event.target.closest("[name=copy], [name=all]");
    if (!button) return;
    const lines = row => `${row.querySelector("a").textContent.trim()}\n${row.querySelector("a").href}`;
    const text = button.name === "copy"
      ? button.closest("li").querySelector("a").href
      : [...button.closest(".hub-list").querySelectorAll("li")].map(lines).join("\n\n");
    copy(text, button);
  });
})();
