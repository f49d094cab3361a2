// The search above the index. It asks nobody: the index lies in files beside the
// site, made with it (generator/search says how), and is loaded as scripts, piece
// by piece, since a page opened from a disk can load nothing else.
(() => {
  const part = (name) => document.getElementById(name);
  const box = part("search"), field = part("q"), said = part("found-n"), list = part("found");
  const filters = () => Object.entries({step: part("q-step"), pursuit: part("q-pursuit"), month: part("q-month")}).filter(([, filter]) => filter);
  const say = box.dataset, {lang} = document.documentElement;
  const worth = [1, 1.5, 4, 8]; // found once, often, as a name, in the title
  const atOnce = 10, mostWords = 150;

  // Loading. Names come with the version of a piece, which the table of contents
  // has, so that a browser never shows a piece of another index; the table is asked
  // for anew when pieces do not fit.
  const loaded = new Map(), arrived = new Map();
  let fresh = "";
  window.journalSearch = (name, version, data) => arrived.set(name, {version, data});
  const load = (name, version, use) => {
    if (!loaded.has(name)) loaded.set(name, new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = say.root + "search/" + name + ".js" + (version ? "?" + version : fresh);
      script.onerror = fail;
      script.onload = () => {
        script.remove();
        const got = arrived.get(name);
        if (!got || version && got.version !== version) fail(new Error(name));
        else done(use(got.data));
      };
      document.head.append(script);
    }));
    return loaded.get(name);
  };
  const forget = () => { loaded.clear(); fresh = "?" + Date.now(); };

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const value = Object.fromEntries([...digits].map((digit, i) => [digit, i]));
  const numbers = (text) => {
    const all = [];
    let n = 0, shift = 0;
    for (const digit of text) {
      n += (value[digit] & 31) * 2 ** shift;
      shift += 5;
      if (value[digit] < 32) { all.push(n); n = shift = 0; }
    }
    return all;
  };
  const sums = (text) => { let sum = 0; return numbers(text).map((n) => sum += n); };
  // The place of the last one that is not greater.
  const fileOf = (starts, x) => Math.max(0, starts.findLastIndex((start) => start <= x));

  const piece = (c, kind, i, use) => load(kind + i, c.versions[kind].slice(8 * i, 8 * i + 8), use);
  const contents = () => load("index", "", (c) =>
    ({...c, starts: sums(c.starts), found: sums(c.found), pages: sums(c.pages)}));
  const wordsFile = (c, i) => piece(c, "words", i, (text) => {
    let word = "";
    return text === "" ? [] : text.split(" ").map((rest, n) => ({word: word = word.slice(0, value[rest[0]]) + rest.slice(1), n: c.starts[i] + n}));
  });
  const foundOf = async (c, n) => {
    const i = fileOf(c.found.slice(0, -1), n);
    const lists = await piece(c, "found", i, (text) => text.split(" "));
    return numbers(lists[n - c.found[i]]);
  };
  const pageOf = async (c, document) => {
    const i = fileOf(c.pages.slice(0, -1), document);
    return (await piece(c, "pages", i, (pages) => pages))[document - c.pages[i]];
  };

  // Words, folded and cut as the index has them (generator/search/fold.go).
  const plain = {ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ"};
  const fold = (text) => text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[ßæœøđðþłıς]/g, (letter) => plain[letter]).normalize("NFC");
  const runs = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+/gu;
  const unspaced = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー";
  const pieces = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
  const isUnspaced = new RegExp(`^[${unspaced}]`, "u");
  const cut = (run) => [...fold(run).matchAll(pieces)].map(([piece]) => piece);
  const clip = (word) => [...word].slice(0, 40).join("");

  // A question is terms, all of which a page must have. Some only sift.
  const months = () => {
    const named = {};
    for (const of of [lang, "en"]) for (const month of ["long", "short"]) for (let m = 0; m < 12; m++) {
      const name = fold(new Intl.DateTimeFormat(of, {month, timeZone: "UTC"}).format(Date.UTC(2026, m, 5))).replace(/\W+$/u, "");
      named[name] = String(m + 1).padStart(2, "0");
    }
    return named;
  };
  const question = (c) => {
    const terms = [], sift = (text, whole) => { terms.push({text, whole, sifts: true}); return " "; };
    let text = " " + fold(field.value).replace(/−/g, "-") + " ";
    const named = (kind, known) => {
      text = text.replace(new RegExp(` ${kind}:(\\S+)`, "g"), (all, name) => {
        const one = known.find(([id, ...rest]) => id === name || fold(rest.at(-1)).replace(/\s+/g, "-").startsWith(name));
        return one ? sift(kind[0] + ":" + one[0], true) : all;
      });
    };
    named("step", c.steps);
    named("pursuit", c.pursuits);
    const month = months(), any = Object.keys(month).sort((a, b) => b.length - a.length).join("|");
    text = text.replace(/(?<=\s)(\d{4}-\d\d(?:-\d\d)?)(?=\s)/g, (day) => sift(day));
    text = text.replace(new RegExp(`(?<=\\s)(?:(\\d{1,2})\\.? (?:de )?)?(${any})\\.?(?: (\\d{1,2}),?)?(?: de)? (\\d{4})(?=\\s)`, "g"),
      (_, before, name, after, year) => sift([year, month[name], (before || after || "").padStart(2, "0")].filter((s) => s !== "00").join("-")));
    text = text.replace(new RegExp(`(?<=\\s)(?:${fold(say.day)}|day) (-?\\d+)(?=\\s)`, "g"), (_, n) => sift("d:" + n, true));
    for (const [run] of text.matchAll(runs)) for (const piece of cut(run)) {
      const signs = [...piece];
      if (!isUnspaced.test(piece)) terms.push({text: clip(piece), whole: signs.length < 2, shown: piece});
      else if (signs.length < 2) terms.push({text: piece, shown: piece});
      else signs.slice(1).forEach((sign, i) => terms.push({text: signs[i] + sign, whole: true, shown: piece}));
    }
    for (const [name, {value}] of filters()) {
      if (name !== "month") value && sift(name[0] + ":" + value, true);
      else if (/^\d{4}(-\d\d)?$/.test(value)) sift(value);
    }
    return terms;
  };

  // How many letters differ at least between what was typed and the beginning of
  // a word; two that changed places count once (optimal string alignment).
  const typos = (typed, word, most) => {
    const length = Math.min(word.length, typed.length + most);
    let before = [], row = Array.from({length: length + 1}, (_, j) => j);
    for (let i = 1; i <= typed.length; i++) {
      const next = [i];
      for (let j = 1; j <= length; j++) {
        const same = typed[i - 1] === word[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return Math.min(...row);
  };

  const between = async (c, from, to) => {
    const files = [];
    for (let i = fileOf(c.words, from); i < c.words.length && (i === 0 || c.words[i] <= to); i++) files.push(wordsFile(c, i));
    return (await Promise.all(files)).flat();
  };
  const isSign = (word) => /[-:]/.test(word);

  // The words that a term stands for, each with how well it fits.
  const fitting = async (c, term) => {
    const {text} = term, close = await between(c, text, term.whole ? text : text + "\uffff");
    const dates = term.sifts || /^\d{4}$/.test(text);
    let fit = close.filter(({word}) => word === text || !term.whole && word.startsWith(text) && (dates || !isSign(word)));
    if (!dates) fit = fit.sort((a, b) => a.word.length - b.word.length).slice(0, mostWords);
    if (fit.length || term.sifts || text.length < 4 || /\p{N}/u.test(text)) return fit.map((w) => ({...w, fits: w.word === text ? 1 : .5 + .4 * text.length / w.word.length}));
    const most = text.length < 8 ? 1 : 2;
    const nearest = (words) => {
      const near = words.filter(({word}) => word.length >= text.length - most && !isSign(word)).map((w) => ({...w, off: typos(text, w.word, most)}));
      const best = Math.min(most, ...near.map(({off}) => off));
      return near.filter(({off}) => off === best).sort((a, b) => a.word.length - b.word.length).slice(0, mostWords).map((w) => ({...w, fits: .5 / (1 + best)}));
    };
    // Most people get the first letter right; all words are looked at only if that
    // leads to nothing.
    let near = nearest(await between(c, text[0], text[0] + "\uffff"));
    if (!near.length) near = nearest(await between(c, "", "\uffff"));
    term.nearly = near.length > 0;
    return near;
  };

  const pagesWith = async (c, term) => {
    const fit = await fitting(c, term), pages = new Map();
    term.words = new Set(fit.map(({word}) => word));
    const lists = await Promise.all(fit.map(({n}) => foundOf(c, n)));
    lists.forEach((list, i) => {
      let page = 0;
      for (const n of list) {
        page += n >> 2;
        pages.set(page, Math.max(pages.get(page) || 0, worth[n & 3] * fit[i].fits));
      }
    });
    return pages;
  };

  // Pages that have all terms, the best first; what is newer counts a little more.
  // Where none has all, those that have the most.
  const answer = async (c, terms) => {
    const all = await Promise.all(terms.map((term) => pagesWith(c, term)));
    const sifts = all.filter((_, i) => terms[i].sifts), words = all.filter((_, i) => !terms[i].sifts);
    const from = sifts.length ? [...sifts].sort((a, b) => a.size - b.size)[0].keys() : new Set(words.flatMap((one) => [...one.keys()]));
    const pages = [];
    let most = words.length ? 1 : 0;
    for (const page of from) {
      const has = words.filter((one) => one.has(page));
      if (has.length < most || !sifts.every((one) => one.has(page))) continue;
      most = has.length;
      pages.push({page, most, points: has.reduce((sum, one) => sum + one.get(page), 0) * (1 + .2 * page / c.documents)});
    }
    const close = most < words.length || terms.some(({nearly}) => nearly);
    return {close, pages: pages.filter((found) => found.most === most).sort((a, b) => b.points - a.points || b.page - a.page).map(({page}) => page)};
  };

  // What is shown.
  const make = (name, props, ...inside) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...inside.filter((child) => child !== null));
    return element;
  };
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {day: "numeric", month: "short", year: "numeric", timeZone: "UTC"});

  // Where a text has words of the terms.
  const hits = (text, terms) => {
    const at = [];
    for (const {0: run, index} of text.matchAll(runs)) for (const piece of cut(run)) terms.forEach((term, i) => {
      if (term.sifts) return;
      const start = isUnspaced.test(piece) ? run.indexOf(term.shown) : term.words.has(clip(piece)) ? 0 : -1;
      const end = index + (isUnspaced.test(piece) ? start + term.shown.length : run.length);
      if (start >= 0 && !(at.at(-1)?.end > index + start)) at.push({start: index + start, end, term: i});
    });
    return at;
  };
  const marked = (text, terms) => {
    const out = [];
    let done = 0;
    for (const {start, end} of hits(text, terms)) {
      out.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
      done = end;
    }
    return [...out, text.slice(done)];
  };
  // The part of a text with the most different terms in it.
  const snippet = (text, terms) => {
    const at = hits(text, terms), length = 180;
    const different = (hit) => new Set(at.filter(({start}) => start >= hit.start && start < hit.start + length * .7).map(({term}) => term)).size;
    const [best] = at.map((hit) => ({...hit, different: different(hit)})).sort((a, b) => b.different - a.different);
    let from = best ? Math.max(0, best.start - 50) : 0, to = from + length;
    if (from) from = text.slice(from, best.start).search(/\s\S/u) + from + 1;
    if (to < text.length) to = Math.max(best?.end || 0, text.lastIndexOf(" ", to));
    return [from ? "…" : "", ...marked(text.slice(from, to), terms), to < text.length ? " …" : ""];
  };
  const row = (c, terms, [address, title, iso, number, steps, pursuits, text, level, levelName]) => {
    const meta = steps.map((i) => make("span", {}, make("b", {className: "n s" + c.steps[i][1]}, c.steps[i][1]), ...marked(" " + c.steps[i][2], terms)));
    meta.push(...pursuits.map((i) => make("span", {}, ...marked(c.pursuits[i][1], terms))));
    if (number) meta.push(make("span", {}, say.day[0].toUpperCase() + say.day.slice(1) + "\u00a0" + number.replace("-", "−")));
    if (level) meta.push(make("span", {className: "badge " + level}, levelName));
    return make("li", {}, iso ? make("time", {dateTime: iso}, day.format(new Date(iso))) : make("span", {}), make("div", {},
      make("p", {className: "ti"}, make("a", {href: say.root + address + "index.html"}, ...marked(title, terms))),
      text && make("p", {className: "ex"}, ...snippet(text.replace(/\s+/g, " "), terms)),
      meta.length ? make("p", {className: "meta"}, ...meta) : null));
  };

  let turn = 0;
  const asked = () => [field, ...filters().map(([, filter]) => filter)].some(({value}) => value.trim());
  const put = (text, ...children) => {
    const held = list.contains(document.activeElement) && document.activeElement;
    const says = text.replace("{q}", field.value.trim());
    if (said.textContent !== says) said.textContent = says;
    list.replaceChildren(...children);
    if (held) ([...list.querySelectorAll("a, button:not([hidden])")].find(({href}) => href === held.href) || field).focus({preventScroll: true});
  };
  const show = async (c, terms, {pages, close}, mine, most) => {
    const rows = make("ol", {className: "rows"}), more = make("button", {type: "button"}, say.more);
    const add = async (n) => {
      const next = await Promise.all(pages.slice(rows.children.length, rows.children.length + n).map((page) => pageOf(c, page)));
      if (mine !== turn) return;
      const first = rows.children.length;
      rows.append(...next.map((page) => row(c, terms, page)));
      more.hidden = rows.children.length >= pages.length;
      if (first) rows.children[first].querySelector("a").focus();
    };
    more.onclick = () => add(atOnce);
    await add(most);
    if (mine !== turn) return;
    const form = say[new Intl.PluralRules(lang).select(pages.length)] || say.other;
    const count = form.replace("{n}", pages.length.toLocaleString(lang));
    put(close ? say.nearly + " " + count : count, rows, more);
  };
  const nothing = () => {
    const tags = say.tags && make("a", {href: "#ix-t", onclick: clear}, say.tags);
    put(field.value.trim() ? say.none : say.nothing, make("p", {className: "sm"}, say.looked + " ", ...(tags ? [tags] : [])));
  };
  const search = async (most = atOnce, again = false) => {
    const mine = ++turn;
    box.classList.toggle("on", asked());
    remember();
    if (!asked()) return put("");
    try {
      const c = await contents();
      if (mine !== turn) return;
      const terms = question(c), found = terms.length ? await answer(c, terms) : {pages: []};
      if (mine !== turn) return;
      await (found.pages.length ? show(c, terms, found, mine, most) : nothing());
    } catch {
      if (mine !== turn) return;
      forget();
      if (!again) return search(most, true);
      box.classList.remove("on");
      put(say.trouble);
    }
  };

  // The address keeps the question, so that it can be kept, and Back leads to it.
  const remember = () => {
    const kept = new URLSearchParams();
    if (field.value.trim()) kept.set("q", field.value.trim());
    for (const [name, {value}] of filters()) if (value) kept.set(name, value);
    try { history.replaceState(null, "", location.pathname + (kept.size ? "?" + kept : "") + location.hash); } catch {}
  };
  const clear = () => {
    field.value = "";
    for (const [, filter] of filters()) filter.value = "";
    search();
  };

  let soon = 0;
  field.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(search, 60); });
  field.addEventListener("focus", () => contents().catch(() => loaded.delete("index")));
  box.addEventListener("input", ({target}) => filters().some(([, filter]) => filter === target) && search());
  box.addEventListener("keydown", (event) => {
    if (event.target !== field && !list.contains(event.target)) return;
    const links = [...list.querySelectorAll("a, button:not([hidden])")], at = links.indexOf(event.target);
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else if (event.key === "Escape" && at >= 0) field.focus();
    else if (event.key === "Escape" && asked()) clear();
    else if (event.key === "Enter" && event.target === field && links[0]) links[0].click();
    else return;
    event.preventDefault();
  });

  const slash = part("q-key");
  try {
    slash.checked = localStorage.getItem("journal-slash") !== "off";
    slash.onchange = () => localStorage.setItem("journal-slash", slash.checked ? "on" : "off");
  } catch { slash.closest("label").hidden = true; }

  // A preview has brought the page up to date: the journal has changed, so what was
  // loaded is old. As many results stay as there were.
  document.addEventListener("journal-patched", () => { forget(); search(Math.max(atOnce, list.querySelectorAll(".ti").length)); });

  const given = new URLSearchParams(location.search);
  if (given.has("q")) field.value = given.get("q");
  for (const [name, filter] of filters()) if (given.has(name)) filter.value = given.get(name);
  box.querySelector("details").open = filters().some(([, {value}]) => value);
  if (location.hash === "#q") field.focus();
  if (asked()) search();
})();
