// Asks for the page again at each new version and patches the one on the screen,
// so that scroll position, focus, selection, opened details and typed text stay.
let stream = null, busy = false, again = false;
const part = (name, page = document) => page.getElementById("journal-" + name);
const here = part("script").dataset;

// The stream is closed while nobody looks: browsers allow few at a time.
function look() {
  if (document.hidden) return close();
  if (stream) return;
  stream = new EventSource("/_events");
  stream.onopen = () => { part("offline").hidden = true; };
  stream.onmessage = (event) => event.data !== here.version && update();
  stream.onerror = () => {
    part("offline").hidden = false;
    if (stream.readyState === EventSource.CLOSED) update(); // refused
  };
}

function close() {
  if (stream) stream.close();
  stream = null;
}

async function update() {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      await refresh();
    }
  } catch {} // the server is gone; the next one says what it has
  busy = false;
  if (stream?.readyState === EventSource.CLOSED) {
    close();
    setTimeout(look, 1000);
  }
}

async function refresh() {
  const answer = await fetch(location.pathname + location.search);
  if (answer.status === 403) return notice("Open the address that the terminal shows.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (part("script", page)?.integrity !== part("script").integrity) return location.reload();
  const now = part("script", page).dataset;
  if (here.audience && now.audience && now.audience !== here.audience) return location.reload(); // the server was started for other eyes
  if (here.page === "found" && (now.page !== "found" || now.source !== here.source)) {
    if (now.page === "broken") return keep(page, page.querySelector("main").textContent);
    const {source = "", audience: as} = here;
    const where = await fetch("/_journal/where?" + new URLSearchParams({source, as}));
    const {address, said} = await where.json();
    if (said) return keep(page, said);
    if (address !== location.pathname) {
      history.replaceState(null, "", address + location.hash);
      return refresh();
    }
  }
  if (hasNewScripts(page)) return location.reload();
  const styled = restyle(page);
  if (styled && !await styled) return;
  attributes(document.documentElement, page.documentElement);
  patch(document.head, page.head);
  patch(document.body, page.body);
  document.dispatchEvent(new Event("journal-patched"));
  files().catch(() => {}); // the server is gone
}

// Scripts that a page is patched with do not run. Their names tell what they say.
function hasNewScripts(page) {
  const names = (of) => [...of.scripts].map((script) => script.src.split("/").pop());
  const running = new Set(names(document));
  return names(page).some((name) => !running.has(name));
}

// The page stays as it last was.
function keep(page, said) {
  patch(part("preview"), part("preview", page));
  here.version = part("script", page).dataset.version;
  notice(said);
}

function notice(text) {
  const p = part("notice") || document.createElement("p");
  Object.assign(p, {id: "journal-notice", lang: "en", dir: "ltr", role: "alert", textContent: text});
  document.body.append(p);
}

// New stylesheets are loaded beside the old ones before those go. Where a newer
// version came meanwhile, they may not have been there any more.
function restyle(page) {
  const old = new Map(sheets(document).map((link) => [link.href, link])), fresh = [];
  sheets(page).forEach((wanted, i) => {
    if (!old.delete(wanted.href)) fresh.push(load(wanted, sheets(document)[i] || null));
  });
  if (!fresh.length && !old.size) return null;
  return Promise.all(fresh).then((links) => {
    replace(links, again ? links : old.values());
    return !again;
  });
}

const sheets = (of) => [...of.querySelectorAll("link[rel=stylesheet]")];

function load(wanted, before) {
  const link = document.importNode(wanted);
  link.media = "not all"; // loaded, not yet in force
  document.head.insertBefore(link, before);
  return new Promise((done) => { link.onload = link.onerror = () => done(link); });
}

function replace(fresh, old) {
  for (const link of fresh) link.removeAttribute("media");
  for (const link of old) link.remove();
}

// Pictures and copied stylesheets keep their addresses when they change. What one was
// when the page loaded it is known only if there has been no newer version since.
const known = new Map();
async function files() {
  const users = [...sheets(document), ...document.images].filter((user) => address(user).startsWith(location.origin));
  await Promise.all([...new Set(users.map(address))].map(async (file) => {
    if (!known.has(file)) known.set(file, {version: here.version, etag: ""});
    const {headers} = await fetch(file, {method: "HEAD"}), is = known.get(file);
    const etag = headers.get("Etag"), version = headers.get("Journal-Version");
    if (Number(version) < Number(is.version) && version !== here.version) return; // it was overtaken
    const same = is.etag ? is.etag === etag : is.version === version;
    Object.assign(is, {version, etag});
    if (same) return;
    for (const user of users) if (address(user) === file) await renew(user);
  }));
}

const address = (user) => user.href || user.currentSrc || user.src;

async function renew(user) {
  if (user.src) user.src = user.src;
  else replace([await load(user, user)], [user]);
}

function patch(from, to) {
  if (from.nodeType !== 1) return retext(from, to.data);
  if (from.isEqualNode(to)) return;
  attributes(from, to);
  if (!from.hasAttribute("data-filled")) children(from, to); // what scripts of the page fill is theirs
}

// Only what differs is replaced, so that a selection stays.
function retext(text, data) {
  const old = text.data, most = Math.min(old.length, data.length);
  let start = 0, end = 0;
  while (start < most && old[start] === data[start]) start++;
  while (end < most - start && old.at(-1 - end) === data.at(-1 - end)) end++;
  if (old !== data) text.replaceData(start, old.length - start - end, data.slice(start, data.length - end));
}

// Whether details are open is for the reader to say.
function attributes(from, to) {
  for (const name of [...from.getAttributeNames(), ...to.getAttributeNames()]) {
    const value = to.getAttribute(name);
    if (name === "open" || value === from.getAttribute(name)) continue;
    value === null ? from.removeAttribute(name) : from.setAttribute(name, value);
  }
}

// No node moves, since moved nodes lose their focus: what is the same stays
// where its order allows, what is of the same kind is patched.
function children(from, to) {
  const [olds, news, end] = unlike([...from.childNodes], [...to.childNodes]);
  const oldKeys = olds.map(key), newKeys = news.map(key);
  const places = (keys) => new Map(keys.map((k, i) => [k, i]).filter(([k]) => k.trim()));
  const inOld = places(oldKeys), inNew = places(newKeys);
  let at = 0;
  news.forEach((node, i) => {
    const needed = () => inNew.get(oldKeys[at]) > i;
    while (inOld.get(newKeys[i]) > at && oldKeys[at] !== newKeys[i] && !needed()) olds[at++].remove();
    const old = olds[at];
    if (old && old.nodeName === node.nodeName && (oldKeys[at] === newKeys[i] || old.id === node.id && !needed())) {
      patch(old, node);
      at++;
    } else {
      from.insertBefore(document.importNode(node, true), old || end);
    }
  });
  while (at < olds.length) olds[at++].remove();
}

// Long lists are nearly always alike but for one place. end is what follows it.
function unlike(olds, news) {
  const most = Math.min(olds.length, news.length);
  let start = 0, tail = 0;
  while (start < most && olds[start].isEqualNode(news[start])) start++;
  while (tail < most - start && olds.at(-1 - tail).isEqualNode(news.at(-1 - tail))) tail++;
  const middle = (nodes) => nodes.slice(start, nodes.length - tail);
  return [middle(olds), middle(news), olds[olds.length - tail] || null];
}

// Two nodes with one key are the same thing, perhaps changed.
const key = (node) => node.getAttribute?.("id") || (node.rel === "stylesheet" ? node.href : node.outerHTML?.replaceAll(' open=""', "") || node.data);

const bar = part("bar");
bar.open = sessionStorage.bar ? sessionStorage.bar === "open" : innerWidth > 640;
bar.ontoggle = () => { sessionStorage.bar = bar.open ? "open" : "shut"; };
// A list that was opened from the bar goes like a menu.
const fold = (kept) => bar.querySelectorAll("details[open]").forEach((list) => { list.open = list.contains(kept); });
document.addEventListener("click", (event) => fold(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && fold(null));
document.addEventListener("visibilitychange", look);
look();
files();
