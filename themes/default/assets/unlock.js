// Opens what is sealed for a circle of readers, and shows it in the place of this
// page. It asks nobody but the site that it came from, and tells nobody anything: the
// passphrase and the keys stay in this browser. These lines are not published; what is
// published is short, so that whoever wants to can read all of it.
(() => {
  const format = "journal-seal-1", {subtle} = crypto;
  const bytes = (text) => new TextEncoder().encode(text), text = (data) => new TextDecoder().decode(data);

  // The lock; generator/seal of the program that made this explains the construction.
  const aes = {name: "AES-GCM", length: 256}, hash = "SHA-256";
  const open = (key, circle, id, data) => subtle.decrypt({name: "AES-GCM", iv: data.slice(0, 12), additionalData: bytes([format, circle, id].join("\n"))}, key, data.slice(12));
  const unlock = async (passphrase, circle, lock) => {
    const iterations = new DataView(lock.buffer).getUint32(0);
    // Fewer rounds would make guessing cheap, more would make a telephone hang.
    if (lock.length !== 80 || iterations < 600000 || iterations > 10000000) throw Error();
    const words = passphrase.split(/[\s\x85]+/).filter(Boolean).join(" ").normalize("NFC");
    const typed = await subtle.importKey("raw", bytes(words), "PBKDF2", false, ["deriveKey"]);
    const key = await subtle.deriveKey({name: "PBKDF2", hash, salt: lock.slice(4, 20), iterations}, typed, aes, false, ["decrypt"]);
    return subtle.importKey("raw", await open(key, circle, "lock", lock.slice(20)), "HKDF", false, ["deriveKey"]);
  };
  const reveal = async (site, circle, id, data) => {
    const info = bytes(format + " page " + id);
    const key = await subtle.deriveKey({name: "HKDF", hash, salt: bytes(""), info}, site, aes, false, ["decrypt"]);
    const padded = await open(key, circle, id, data), length = new DataView(padded).getUint32(0);
    if (length > padded.byteLength - 4) throw Error();
    return padded.slice(4, 4 + length);
  };
  window.journalSealed = {unlock, reveal};

  const d = document, all = (within, what) => [...within.querySelectorAll(what)], part = (id) => d.getElementById(id);
  const form = part("unlock"), say = form.dataset, field = part("passphrase"), bar = part("bar").content;
  const here = new URL(".", location), root = new URL("../../", here), circle = here.pathname.split("/").at(-2);
  const tell = (words) => { d.querySelector(".said").textContent = words; };

  // What may be remembered, if the reader asks for it: a key that no script can read,
  // for a day, in this browser.
  const memory = (mode, use) => new Promise((done, fail) => {
    const ask = indexedDB.open("journal-sealed", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore("keys");
    ask.onerror = fail;
    ask.onsuccess = () => {
      const answer = use(ask.result.transaction("keys", mode).objectStore("keys"));
      answer.onsuccess = () => done(answer.result);
      answer.onerror = fail;
    };
  });
  const forget = () => memory("readwrite", (keys) => keys.delete(here.pathname)).catch(() => {});

  let site, sealed = new Map(), made = [], turn = 0;
  const load = async (name, folder = here) => {
    const answer = await fetch(new URL(name, folder), {cache: "no-cache"});
    if (!answer.ok) throw answer;
    return new Uint8Array(await answer.arrayBuffer());
  };
  // A file of the site as this circle has it.
  const get = async (path, id = sealed.get(path)) => id ? reveal(site, circle, id, await load(id + ".bin")) : load(path, root);
  const within = (url) => url.href.startsWith(root.href) ? decodeURI(url.pathname.slice(root.pathname.length)) : null;
  const local = async (path) => {
    const url = URL.createObjectURL(new Blob([await get(path)], {type: path.endsWith(".svg") ? "image/svg+xml" : ""}));
    made.push(url);
    return url;
  };

  // Links lead on inside: #/PATH~PLACE. Those to a place of their own page do already.
  const link = (a, from) => {
    const href = a.getAttribute("href"), to = new URL(href, from), path = within(to);
    if (/^#/.test(href) || path === null || /^s\//.test(path)) return;
    if (/(^|\/|\.html)$/.test(path)) a.setAttribute("href", "#/" + path.replace(/index\.html$/, "") + to.hash.replace("#", "~"));
    else if (sealed.has(path)) a.onclick = async (event) => {
      event.preventDefault();
      Object.assign(d.createElement("a"), {href: await local(path), download: path.split("/").at(-1)}).click();
    };
    else a.setAttribute("href", to);
  };
  // Of the copies of a picture the one that suits the window.
  const picture = async (img, from) => {
    const copies = (img.getAttribute("srcset") || "").split(", ").map((copy) => copy.split(" "));
    const [fit] = copies.find(([, width]) => parseInt(width) >= Math.min(innerWidth, 800) * devicePixelRatio) || [img.getAttribute("src")];
    const url = new URL(fit, from), path = within(url);
    img.removeAttribute("srcset");
    img.removeAttribute("src");
    img.src = sealed.has(path) ? await local(path) : url;
  };
  const style = (href) => [...d.styleSheets].some((sheet) => sheet.href === href) || new Promise((onload) =>
    d.head.prepend(Object.assign(d.createElement("link"), {rel: "stylesheet", href, onload, onerror: onload})));

  const places = {};
  let place;
  const show = async () => {
    if (place && /^#[^/]/.test(location.hash)) return;
    const mine = ++turn;
    if (place) places[place] = scrollY;
    place = history.state || Math.random();
    history.replaceState(place, "");
    try {
      const [asked, anchor] = decodeURIComponent(location.hash.replace(/^#([^/].*|\/)/, "")).split("~");
      const path = asked.replace(/(^|\/)$/, "$1index.html"), from = new URL(path, root);
      const page = new DOMParser().parseFromString(text(await get(path)), "text/html");
      if (mine !== turn) return;
      all(page, "script, #search").forEach((e) => e.remove());
      all(page, "a[href]").forEach((a) => link(a, from));
      const sheets = all(page, "link[rel=stylesheet]").map((sheet) => new URL(sheet.getAttribute("href"), from).href);
      await Promise.all(sheets.map(style));
      if (mine !== turn) return;
      made.splice(0).forEach((url) => URL.revokeObjectURL(url));
      all(page, "img").forEach((img) => picture(img, from).catch(() => {}));
      d.documentElement.lang = page.documentElement.lang;
      d.dir = page.dir;
      d.title = page.title;
      d.body.className = page.body.className;
      d.body.replaceChildren(...page.body.childNodes);
      d.body.insertBefore(bar.cloneNode(true), d.querySelector("body > .skip")?.nextSibling || d.body.firstChild);
      for (const sheet of d.styleSheets) sheet.disabled = !sheets.includes(sheet.href) && !/unlock/.test(sheet.href);
      d.querySelector(".sealed button").onclick = () => forget().then(() => location.replace(location.pathname));
      const target = anchor && part(anchor), focus = target || d.querySelector("h1") || d.body;
      focus.tabIndex = -1;
      focus.focus({preventScroll: true});
      if (places[place] >= 0 || !target) scrollTo(0, places[place] || 0);
      else target.scrollIntoView();
    } catch (error) {
      if (mine === turn) form.hidden = tell(say.missing);
    }
  };

  const enter = async (key) => {
    sealed = new Map(Object.entries(JSON.parse(text(await reveal(key, circle, "index", await load("index.bin"))))));
    site = key;
    history.scrollRestoration = "manual";
    onhashchange = show;
    await show();
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    field.removeAttribute("aria-invalid");
    tell(say.opening);
    try {
      const lock = await load("lock.bin");
      const key = await unlock(field.value, circle, lock);
      if (part("remember").checked) await memory("readwrite", (keys) => keys.put({key, until: Date.now() + 864e5}, here.pathname)).catch(() => {});
      field.value = "";
      await enter(key);
    } catch ({name}) {
      const wrong = name === "OperationError";
      tell(wrong ? say.wrong : say.trouble);
      field.setAttribute("aria-invalid", wrong);
      field.select();
    }
    button.disabled = false;
  };
  part("show").onchange = ({target}) => { field.type = target.checked ? "text" : "password"; };
  (async () => {
    // Browsers have no keys for pages from a disk or over a connection that anybody
    // can change on its way.
    if (!subtle || !/^http/.test(here)) return form.hidden = !tell(say.insecure);
    const kept = await memory("readonly", (keys) => keys.get(here.pathname)).catch(() => {});
    if (kept) {
      if (kept.until > Date.now()) try { return await enter(kept.key); } catch {}
      await forget();
    }
  })();
})();
