// Answers from what a reader keeps of the book, each page and all that belongs to it from one edition.
//
// keep.js registers this worker when a reader wants to keep the book, and puts everything into one cache:
//   kept/file/SHA256     a file, by what is in it: editions and languages share what they have in common
//   kept/list/EDITION    the list of an edition (kept.json)
//   kept/use/FOLDER      name of the edition that is read in a folder of the site ("", "id/")
//   kept/wanted/FOLDER   name of the edition that is coming
//   kept/open/CLIENT     name of the edition of a page that is open: written here
// It only reads by these; a list is in use when all of its files are there. Without one, the network answers.
"use strict";
const site = self.registration.scope;
const name = "asi-keep " + new URL(site).pathname;
const lists = new Map();   // an edition never changes

const stored = key => caches.match(`${site}kept/${key}`, { cacheName: name }).catch(() => undefined);
const noted = async key => (await stored(key))?.text();

async function listOf(edition) {
  if (edition && !lists.has(edition)) {
    const answer = await stored(`list/${edition}`);
    if (answer) lists.set(edition, await answer.json());
  }
  return lists.get(edition);
}

// The name of a file in a list: "" is index.html, and some servers leave .html out.
function find(list, path) {
  const inside = path.slice(list.folder.length);
  return [inside, inside.replace(/(^|\/)$/, "$1index.html"), `${inside}.html`].find(each => Object.prototype.hasOwnProperty.call(list.files, each));
}

async function editionFor(path, client, mark = "use") {
  const folder = path.match(/^[^/]+\//)?.[0] ?? "";
  const asked = [client && `open/${client}`, folder && `${mark}/${folder}`, `${mark}/`];
  for (const key of asked.filter(Boolean)) {
    const list = await listOf(await noted(key));
    if (list && path.startsWith(list.folder)) {
      const file = find(list, path);
      if (file || path === `${list.folder}kept.json`) return { list, file };
    }
  }
  return null;
}

// A page that is open goes on with its own edition, also when another comes into use.
async function noteOpen(client, edition) {
  const cache = await caches.open(name);
  const alive = new Set((await clients.matchAll({ includeUncontrolled: true })).map(each => each.id)).add(client);
  if (client) await cache.put(`${site}kept/open/${client}`, new Response(edition));
  const open = `${site}kept/open/`;
  for (const { url } of await cache.keys()) {
    if (url.startsWith(open) && !alive.has(url.slice(open.length))) await cache.delete(url);
  }
}

// Says in the language of the book that this page is not kept.
async function absent(path, from) {
  const before = from.startsWith(site) ? from.slice(site.length) : "";
  const folders = [path, before].map(each => each.match(/^[^/]+\//)?.[0]).filter(Boolean);
  const marks = (await (await caches.open(name)).keys()).map(({ url }) => url.slice(`${site}kept/`.length))
    .filter(key => /^(use|wanted)\//.test(key));
  let list;
  for (const key of [...folders, ""].flatMap(folder => [`use/${folder}`, `wanted/${folder}`]).concat(marks)) {
    list ??= await listOf(await noted(key));
  }
  if (!list) return Response.error();
  const start = `${site}${list.folder}index.html`;
  const address = text => text.replace(/[&"<>]/g, sign => `&#${sign.charCodeAt(0)};`);
  const page = list.absent.replace("%back%", () => address(before ? from : start)).replace("%start%", () => address(start));
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function answer(event) {
  const { request } = event;
  const path = new URL(request.url).pathname.slice(new URL(site).pathname.length);
  const visit = request.mode === "navigate";
  const fileOf = found => found?.file && stored(`file/${found.list.files[found.file][0]}`);
  let found, file;
  try {
    found = await editionFor(path, visit ? "" : event.clientId);
    file = await fileOf(found);
  } catch { found = null; }   // what is stored is damaged: then the network answers
  if (file) {
    if (visit) event.waitUntil(noteOpen(event.resultingClientId, found.list.edition));
    return file;
  }
  try {
    return await fetch(request);
  } catch (error) {
    // of an edition that is still coming, what has come can be read
    const part = await fileOf(await editionFor(path, "", "wanted").catch(() => null));
    if (part) return part;
    if (visit) {
      const folder = await editionFor(`${path}/`, "").catch(() => null);   // id for id/, as servers lead on
      if (folder?.file) return Response.redirect(`${site}${path}/`);
      return absent(path, request.referrer).catch(() => Response.error());
    }
    // a page asks whether there is a newer edition: without a network, there is none
    if (found && !found.file) return stored(`list/${found.list.edition}`);
    throw error;
  }
}

addEventListener("install", () => { skipWaiting(); });
addEventListener("activate", event => { event.waitUntil(clients.claim()); });
addEventListener("fetch", event => {
  const { request } = event;
  // what keep.js fetches to keep must come from the server
  if (request.method !== "GET" || !request.url.startsWith(site) || request.headers.has("Asi-Keep")) return;
  event.respondWith(answer(event));
});
