// "Keep this book on this device": fetches all files of the edition by its list, and has sw.js answer from them.
// Nothing is stored and no worker registered before a reader presses. How things lie in the cache: see sw.js.
(() => {
  "use strict";
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll(".keep")];
  if (!blocks.length || !location.protocol.startsWith("http")) return;

  const site = new URL(blocks[0].dataset.site, location.href).href;
  const edition = new URL(root.dataset.content_root, location.href).href;
  const folder = edition.slice(site.length);

  // For the home screen. Added here: a browser complains of a manifest when the page comes from a folder.
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = `${edition}manifest.webmanifest`;
  document.head.append(manifest);

  // Without TLS, and in some private windows, there is nothing to keep the book with.
  if (!navigator.serviceWorker || !window.caches || !window.crypto?.subtle) return;

  const name = `asi-keep ${new URL(site).pathname}`;
  const key = path => `${site}kept/${path}`;
  const going = `asi-keep-going ${edition}`;   // of this tab: a download goes on when the reader turns the page
  const AT_ONCE = 4;
  const PAUSES = [10_000, 30_000, 60_000];   // until it is tried again
  const number = new Intl.NumberFormat(root.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const mib = bytes => number.format(bytes / 2 ** 20);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, each) => values[each] ?? gap);

  let words = {};
  let pressed = null;      // the block in which the reader pressed: it alone speaks to a screen reader
  let stopper = null;
  let afterwards = null;   // waits for a connection
  let tries = 0, timer = 0;

  // -- What is shown --------------------------------------------------------------------------------

  // Both blocks, cover and contents, say the same. Buttons are [what it does, its name].
  function show(text, buttons, progress) {
    for (const block of blocks) {
      const focused = block.contains(document.activeElement);
      const status = block.querySelector(".keep-status");
      if (status.textContent !== text) status.textContent = text;   // said again, it would be read out again
      const line = block.querySelector(".keep-buttons");
      line.replaceChildren(...buttons.map(([act, label]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.do = act;
        button.textContent = label;
        return button;
      }));
      block.querySelector(".keep-progress")?.remove();
      if (progress) {
        const box = document.createElement("p");
        box.className = "keep-progress";
        const bar = document.createElement("progress");
        bar.setAttribute("aria-label", words.progress);
        bar.max = 1;
        bar.value = 0;
        box.append(bar, document.createElement("span"));
        line.before(box);
      }
      if (focused) line.querySelector("button")?.focus();
    }
  }

  function showProgress(pages, allPages, done, size) {
    for (const box of document.querySelectorAll(".keep-progress")) {
      box.firstChild.value = size ? done / size : 1;
      box.lastChild.textContent = fill(words.getting, { pages, all_pages: allPages, done: mib(done), size: mib(size) });
    }
  }

  const pagesOf = list => Object.keys(list.files).filter(path => path.endsWith(".html"));
  const showKept = list => show(fill(words.kept, { pages: pagesOf(list).length }), [["remove", words.remove]]);
  const first = blocks[0].querySelector("button").textContent;
  const offer = blocks[0].querySelector(".keep-status").textContent;

  // -- What is stored -------------------------------------------------------------------------------

  const stored = path => caches.match(key(path), { cacheName: name });
  const noted = async path => (await stored(path))?.text();
  const listOf = async mark => (await stored(`list/${await noted(`${mark}/${folder}`)}`))?.json();
  const paths = async store => (await store.keys()).map(({ url }) => url.slice(key("").length));

  // Lists that nothing speaks of any more, with the files that no other list has.
  async function tidy(store) {
    const there = await paths(store);
    const marks = there.filter(path => /^(use|wanted|open)\//.test(path));
    const spoken = new Set(await Promise.all(marks.map(noted)));
    const all = there.filter(path => path.startsWith("list/"));
    const over = all.filter(path => !spoken.has(path.slice(5)));
    if (!over.length) return;
    const needed = new Set();
    for (const path of all.filter(each => !over.includes(each))) {
      for (const [hash] of Object.values((await (await stored(path)).json()).files)) needed.add(`file/${hash}`);
    }
    const files = there.filter(path => path.startsWith("file/") && !needed.has(path));
    // the lists last: what is interrupted here is done the next time
    for (const path of [...files, ...over]) await store.delete(key(path));
  }

  // The files of a list: [path, hash, bytes on the line], one of two names once.
  const filesOf = list => [...new Map(Object.entries(list.files).map(([path, [hash, , line]]) => [hash, [path, hash, line]])).values()];
  async function missing(list) {
    const there = new Set(await paths(await caches.open(name)));
    return filesOf(list).filter(([, hash]) => !there.has(`file/${hash}`));
  }

  const sum = files => files.reduce((total, [, , line]) => total + line, 0);

  // -- Fetching -------------------------------------------------------------------------------------

  class Problem extends Error {}

  const ask = async (path, options) => {
    let answer;
    try {
      answer = await fetch(edition + path, { ...options, headers: { "Asi-Keep": "1" } });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem("offline");
    }
    if (!answer.ok) throw new Problem("changed");
    return answer;
  };

  async function sha256(bytes) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...hash].map(byte => byte.toString(16).padStart(2, "0")).join("");
  }

  async function fetchFile(store, [path, hash], signal) {
    // once more past every cache on the way: one of them may have an older edition
    for (const cache of ["no-cache", "reload"]) {
      const answer = await ask(path, { cache, signal });
      const bytes = await answer.arrayBuffer().catch(error => {
        throw error.name === "AbortError" ? error : new Problem("offline");
      });
      if (await sha256(bytes) !== hash) continue;
      // a new answer: one that was redirected cannot open a page
      const type = answer.headers.get("Content-Type") ?? "";
      await store.put(key(`file/${hash}`), new Response(bytes, { headers: { "Content-Type": type } }));
      return;
    }
    throw new Problem("changed");
  }

  async function download() {
    const { signal } = stopper;
    const list = await (await ask("kept.json", { cache: "no-cache", signal })).json().catch(error => {
      throw error.name === "AbortError" ? error : new Problem("changed");   // a page to log in, say, instead of the list
    });
    words = list.words;
    const used = await listOf("use");
    show(words.started, [["stop", words.stop]], true);
    const store = await caches.open(name);
    // the mark first: another tab clears away lists that no mark speaks of
    await store.put(key(`wanted/${folder}`), new Response(list.edition));
    await store.put(key(`list/${list.edition}`), new Response(JSON.stringify(list)));
    await navigator.serviceWorker.register(`${site}sw.js`, { scope: site }).catch(error => {
      throw error.name === "SecurityError" ? error : new Problem("changed");
    });

    // pages first, with what they need to be seen: what has come when the connection breaks can be read
    const early = ([path]) => /\.html$|\/(book\.css|site\.js)$/.test(path);
    const queue = (await missing(list)).sort((a, b) => early(b) - early(a));
    const size = sum(filesOf(list)), pages = pagesOf(list).length;
    let done = size - sum(queue), left = queue.filter(([path]) => path.endsWith(".html")).length;
    const report = () => showProgress(pages - left, pages, done, size);
    report();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let file = queue.shift(); file && !signal.aborted; file = queue.shift()) {
        await fetchFile(store, file, signal);
        done += file[2];
        left -= file[0].endsWith(".html");
        report();
      }
    }));
    if (signal.aborted) throw new DOMException("stopped", "AbortError");
    // taken away meanwhile, in another tab
    if (await noted(`wanted/${folder}`) !== list.edition) { stopper.abort(); throw new DOMException("removed", "AbortError"); }
    if ((await missing(list)).length) throw new Problem("changed");
    // from here on it is the one in use
    await store.put(key(`use/${folder}`), new Response(list.edition));
    await store.delete(key(`wanted/${folder}`));
    await tidy(store);
    await navigator.serviceWorker.ready;
    navigator.storage?.persist?.().catch(() => {});   // asks the browser not to clear it by itself
    if (used && used.edition !== list.edition) show(words.fresh, [["reload", words.reload], ["remove", words.remove]]);
    else showKept(list);
  }

  const remember = on => {
    try { if (on) sessionStorage.setItem(going, "1"); else sessionStorage.removeItem(going); } catch { /* it goes on when asked */ }
  };

  // A weak signal comes back without the browser saying so.
  function waitForConnection() {
    afterwards = get;
    clearTimeout(timer);
    timer = setTimeout(goOn, PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
  }
  function goOn() {
    const again = afterwards;
    afterwards = null;
    again?.();
  }

  async function get() {
    if (stopper) return;   // it is coming already
    stopper = new AbortController();
    remember(true);
    for (const button of document.querySelectorAll(".keep button")) button.setAttribute("aria-disabled", "true");
    try {
      await download();
      remember(false);
      tries = 0;
    } catch (error) {
      const stopped = stopper.signal.aborted && error.name === "AbortError";
      stopper.abort();   // the other fetches
      const reason = error instanceof Problem ? error.message
        : error.name === "QuotaExceededError" ? "full" : "blocked";
      if (reason !== "offline" || stopped) remember(false);
      else waitForConnection();
      await showPart(stopped ? "" : words[reason] ?? blocks[0].dataset.failed);
    } finally {
      stopper = null;
    }
  }

  // A download is not whole: what came before it stays in use.
  async function showPart(problem) {
    const [used, wanted] = await Promise.all([listOf("use"), listOf("wanted")]).catch(() => []);
    if (!wanted) return used ? showKept(used) : show(problem || offer, [["get", first]]);
    const left = sum(await missing(wanted)), size = sum(filesOf(wanted));
    const said = fill(used ? words.newer : words.part, { done: mib(size - left), size: mib(used ? left : size) });
    return show(problem || said, [["get", used ? words.get_newer : words.rest], ["remove", words.remove]]);
  }

  // -- Taking it away ---------------------------------------------------------------------------------

  async function remove() {
    const store = await caches.open(name);
    for (const mark of ["use", "wanted"]) await store.delete(key(`${mark}/${folder}`));
    for (const path of await paths(store)) if (path.startsWith("open/")) await store.delete(key(path));
    await tidy(store);
    remember(false);
    if (!(await paths(store)).some(path => /^(use|wanted)\//.test(path))) {
      await caches.delete(name);
      const worker = await navigator.serviceWorker.getRegistration(site);
      if (worker?.scope === site) await worker.unregister();
    }
    show(words.removed, [["get", first]]);
  }

  // -- Start ------------------------------------------------------------------------------------------

  // A newer edition is offered, and comes only when the reader presses.
  async function look(used) {
    const list = await (await fetch(`${edition}kept.json`, { cache: "no-cache" })).json();
    if (list.edition === used.edition || stopper) return;
    const size = mib(sum(await missing(list)));
    show(fill(words.newer, { size }), [["get", words.get_newer], ["remove", words.remove]]);
  }

  const acts = {
    get,
    remove: () => show(words.sure, [["no", words.no], ["yes", words.yes]]),
    no: () => showPart(""),
    yes: remove,
    stop: () => stopper?.abort(),
    reload: () => location.reload(),
  };

  async function start() {
    if (await caches.has(name)) {
      const [used, wanted] = await Promise.all([listOf("use"), listOf("wanted")]);
      words = (used ?? wanted)?.words ?? words;
      if (used) {
        // what is kept may be cleared away in part, and a Jupyter of this origin takes every worker away, ours too
        if ((await missing(used)).length) show(words.partly, [["get", words.rest], ["remove", words.remove]]);
        else showKept(used);
        navigator.serviceWorker.register(`${site}sw.js`, { scope: site }).catch(() => {});
      }
      let unfinished = false;
      try { unfinished = sessionStorage.getItem(going) === "1"; } catch { /* as if not */ }
      if (unfinished) get();
      else if (used && !(await missing(used)).length) { await tidy(await caches.open(name)); await look(used).catch(() => {}); }
      else if (wanted) await showPart("");
    }
  }

  for (const block of blocks) {
    block.hidden = false;
    block.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (!button) return;
      event.stopPropagation();   // the button is gone in a moment, and the contents would close: site.js
      if (pressed !== block) {
        pressed?.querySelector(".keep-status").removeAttribute("role");
        block.querySelector(".keep-status").setAttribute("role", "status");
        pressed = block;
      }
      afterwards = null;
      acts[button.dataset.do]();
    });
  }
  addEventListener("online", goOn);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) goOn(); });
  start().catch(() => { /* a browser that keeps nothing says so when asked to */ });
})();
