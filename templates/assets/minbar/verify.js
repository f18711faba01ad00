// Tells whether a pasted text is official. The text stays here: files are asked for by numbers of runs of words.
const one = (selector, parent = document) => parent.querySelector(selector);
const form = one("[data-mb-verify]"), box = form.elements.text, said = one("[data-mb-said]");
const paste = one("[data-mb-paste]"), ready = one("[data-mb-ready]"), files = {};
const root = new URL(form.dataset.mbVerify, location).href, words = JSON.parse(form.dataset.mbWords);
const LEAST_ALIKE = .6, SURE_WORDS = 8, FIRST_RUNS = 8, MOST_RUNS = 48, ROWS = 6, MOST_CHANGES = 8;
const SMALL_BYTES = 1_500_000, AT_ONCE = 4, WHOLE = 1000, MOST_LETTERS = 20_000;
let index, read, asked = 0, timer;

function load(name, version = "?" + index.version) {
  files[name] ??= fetch(`${root}verify/${name}.json${version}`, version ? {} : { cache: "no-cache" })
    .then(answer => answer.ok ? answer.json() : Promise.reject(name));
  files[name].catch(() => delete files[name]);
  return files[name];
}

// Reads a text as proof/fold.py does: words, and where each stands.
function reader({ dropped, letters, token, trailing, following }) {
  const to = {}, folds = {}, drop = new RegExp(`[${dropped}]`, "gu"), behind = new RegExp(trailing, "u");
  const tokens = new RegExp(token, "gu"), follows = new RegExp(following, "u");
  for (const letter in letters) for (const other of letters[letter]) to[other] = letter;
  const fold = letter => folds[letter] ??=
    Array.from(letter.normalize("NFKD").toLowerCase().replace(drop, ""), made => to[made] ?? made).join("");
  function lead(link) {
    const rest = link.replace(behind, "").replace(/^https?:\/\//, "").split("#")[0].replace(/^www\./, "");
    const cut = rest.indexOf("?"), path = cut < 0 ? rest : rest.slice(0, cut);
    const asks = cut < 0 ? [] : rest.slice(cut + 1).split("&").filter(item => item && !follows.test(item.split("=")[0]));
    return "//" + path.replace(/\/+$/, "") + (asks.length ? "?" + asks.join("&") : "");
  }
  return text => {
    const starts = [], stops = [];
    let folded = "", at = 0;
    for (const letter of text) {
      const made = fold(letter);
      folded += made;
      for (let n = 0; n < made.length; n++) starts.push(at), stops.push(at + letter.length);
      at += letter.length;
    }
    return Array.from(folded.matchAll(tokens), ({ index: first, 1: link, 2: grouped, 3: decimal, 4: word, 5: sign }) => ({
      text: link ? lead(link) : grouped ? grouped.replace(/[ .,]/g, "") : decimal ? decimal.replace(",", ".")
        : word ?? sign.replace("\u2212", "-"),
      start: starts[first],
      stop: stops[first + (link ?? grouped ?? decimal ?? word ?? sign).length - 1],
    }));
  };
}

// As proof/shingles.py numbers and chooses.
function number(texts) {
  const hash = numbers => numbers.reduce((found, n) => Math.imul(found ^ n, 16777619) >>> 0, 2166136261);
  return hash(texts.map(text => hash([...new TextEncoder().encode(text)])));
}

function choose(texts, { run, window, short }) {
  const runs = [], chosen = [];
  for (let n = 0; n + run <= texts.length; n++) runs.push(number(texts.slice(n, n + run)));
  if (texts.length <= short) return [...new Set(runs)];
  for (let n = 0; n + window <= runs.length; n++) chosen.push(Math.min(...runs.slice(n, n + window)));
  return [...new Set(chosen)];
}

const spread = (list, count) => list.filter((_, n) => !n || Math.floor(n * count / list.length) > Math.floor((n - 1) * count / list.length));

// The passages that share most with a text; what few others share weighs more. If it is not clear which, more is asked.
async function near(texts) {
  const votes = new Map(), shared = new Map(), runs = choose(texts, index.words), first = spread(runs, FIRST_RUNS);
  const more = (map, key, weight) => map.set(key, (map.get(key) || 0) + weight);
  const ask = (list, weight) => Promise.all(list.map(async run => {
    const places = (await load("runs/" + run % index.runs))[Math.floor(run / index.runs)] || [];
    for (const at of places) more(votes, at, weight / places.length), more(shared, at, weight);
  }));
  const best = () => [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  await Promise.all([ask([number(["=", ...texts])], WHOLE), ask(first, 1)]);
  if (!(shared.get(best()[0]?.[0]) * 2 > first.length)) await ask(spread(runs.filter(run => !first.includes(run)), MOST_RUNS - FIRST_RUNS), 1);
  return Promise.all(best().slice(0, ROWS).map(async ([at]) => {
    const file = index.texts.filter(start => start <= at).length - 1;
    return (await load("texts/" + file))[at - index.texts[file]];
  }));
}

function within(inner, outer) {
  for (let at = 0; at + inner.length <= outer.length; at++) if (inner.every((word, n) => word === outer[at + n])) return at;
  return -1;
}

// How two texts differ: [words of the first, words of the second] that are equal, or stand for each other.
function differ(a, b) {
  let start = 0, end = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const n = a.length - start - end, m = b.length - start - end, width = m + 1, common = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) for (let j = m - 1; j >= 0; j--) {
    common[i * width + j] = a[start + i] === b[start + j] ? common[(i + 1) * width + j + 1] + 1
      : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
  }
  const parts = [], put = (equal, i, j) => {
    let last = parts.at(-1);
    if (last?.equal !== equal) parts.push(last = { equal, a: [], b: [] });
    if (i >= 0) last.a.push(i);
    if (j >= 0) last.b.push(j);
  };
  for (let k = 0; k < start; k++) put(true, k, k);
  let i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && a[start + i] === b[start + j]) put(true, start + i++, start + j++);
    else if (j >= m || (i < n && common[(i + 1) * width + j] >= common[i * width + j + 1])) put(false, start + i++, -1);
    else put(false, -1, start + j++);
  }
  for (let k = end; k > 0; k--) put(true, a.length - k, b.length - k);
  return { parts, alike: start + end + common[0] };
}

const texts = list => list.map(word => word.text);

function overlap(a, b) {
  const left = new Map();
  for (const word of b) left.set(word, (left.get(word) || 0) + 1);
  let found = 0;
  for (const word of a) if (left.get(word)) found++, left.set(word, left.get(word) - 1);
  return found;
}

// What a text is among those that are near to it.
function judge(pasted, rows) {
  const mine = texts(pasted), all = rows.flatMap(row => row[5].map(([lines, channels]) => {
    const text = lines.map(n => row[4][n]).join("\n"), list = read(text), own = texts(list);
    return { row, text, channels, list, own };
  }));
  const same = all.find(item => item.own.length === mine.length && within(mine, item.own) === 0);
  if (same) return { verdict: "official", ...same };
  const held = all.filter(item => within(mine, item.own) >= 0).sort((a, b) => a.own.length - b.own.length)[0];
  if (held) return { verdict: "part", ...held, at: within(mine, held.own) };
  const holding = all.filter(item => item.own.length >= SURE_WORDS && within(item.own, mine) >= 0).sort((a, b) => b.own.length - a.own.length)[0];
  if (holding) return { verdict: "surrounded", ...holding, ...differ(mine, holding.own) };
  const close = all.map(item => ({ ...item, shared: overlap(mine, item.own) }))
    .sort((a, b) => b.shared / (b.own.length + mine.length) - a.shared / (a.own.length + mine.length)).slice(0, 4)
    .map(item => ({ ...item, ...differ(mine, item.own) }))
    .filter(item => item.alike > index.words.least && item.alike >= LEAST_ALIKE * Math.min(item.own.length, mine.length))
    .sort((a, b) => b.alike / (b.own.length + mine.length) - a.alike / (a.own.length + mine.length))[0];
  return close ? { verdict: "altered", ...close } : { verdict: "unknown" };
}

async function digest(list) {
  const data = new TextEncoder().encode(texts(list).filter(word => !word.startsWith("//")).join(" "));
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", data)).slice(0, 16), byte => byte.toString(16).padStart(2, "0")).join("");
}

// Whether a text, or a paragraph of it, is one that holds no longer.
async function over(text, list) {
  const gone = await load("over"), whole = await digest(list);
  const lines = text.split("\n").map(read).filter(line => texts(line).filter(word => !word.startsWith("//")).length >= index.words.paragraph);
  const parts = await Promise.all(lines.map(digest));
  const states = Object.keys(gone), has = (state, made) => gone[state].some(digests => digests.includes(made));
  return { whole: states.find(state => has(state, whole)), part: states.find(state => parts.some(made => has(state, made))) };
}

// Files give text, never HTML.
function add(parent, tag, textContent, className = "") {
  return parent.appendChild(Object.assign(document.createElement(tag), { textContent, className }));
}

// A text cut before each word, so that nothing between words is lost.
const slices = (text, list) => list.map((word, n) => text.slice(n ? word.start : 0, list[n + 1]?.start ?? text.length));
const quote = (text, list, chosen) => text.slice(list[chosen[0]].start, list[chosen.at(-1)].stop);
const matters = list => list.some(word => /^[\d%‰+-]|^\/\/|^\p{Sc}/u.test(word.text));

// What was put in, left out or put in another's place; numbers and links first.
function changes(parent, { parts, list, text }, pasted, typed) {
  const found = parts.filter(part => !part.equal).map(part => ({
    heavy: matters([...part.a.map(n => pasted[n]), ...part.b.map(n => list[n])]),
    words: (part.a.length ? part.b.length ? words.instead : words.added : words.missing)
      .split(/(\{pasted\}|\{official\})/).map(piece => piece === "{pasted}" ? quote(typed, pasted, part.a)
        : piece === "{official}" ? quote(text, list, part.b) : piece),
  })).sort((a, b) => b.heavy - a.heavy);
  const lines = add(parent, "ul", "", "mb-changes");
  for (const { heavy, words: pieces } of found.slice(0, MOST_CHANGES)) {
    const line = add(lines, "li", "", heavy ? "mb-changes__heavy" : "");
    pieces.forEach((piece, n) => add(line, n % 2 ? "bdi" : "span", piece));
  }
}

// The pasted text with what differs marked; what was cut off at either end is left out.
function marked(parent, { parts, list, text }, pasted, typed) {
  const own = slices(typed, pasted), official = slices(text, list);
  const put = (tag, pieces) => {
    const [, said, space] = /^([^]*?)(\s*)$/.exec(pieces.join(""));
    if (said) add(parent, tag, said);
    if (space) add(parent, "span", space);
  };
  parts.forEach((part, n) => {
    if (part.equal) return put("span", part.a.map(at => own[at]));
    const cut = !part.a.length && (n === 0 || n === parts.length - 1);
    put("del", part.a.map(at => own[at]));
    if (cut) add(parent, "span", n ? " […]" : "[…] ");
    else put("ins", part.b.map(at => official[at]).concat(part.b.length ? " " : ""));
  });
}

function block(parent, label, lang) {
  if (label) add(parent, "h3", label);
  return Object.assign(add(parent, "p", "", "mb-post__text"), { lang, dir: words.directions[lang] });
}

function lay(found, pasted, typed) {
  const { verdict, row, text, channels, list, at } = found, card = add(new DocumentFragment(), "div", "", `mb-verdict mb-verdict--${verdict}`);
  const [title, advice] = words.verdicts[verdict];
  add(card, "h2", title);
  add(card, "p", advice);
  if (row) {
    const [kind, item, lang, heading] = row;
    if (verdict === "altered" || verdict === "surrounded") {
      changes(card, found, pasted, typed);
      marked(block(card, words.pasted, lang), found, pasted, typed);
    }
    const fold = Object.assign(add(card, "details", "", "mb-channel"), { open: verdict === "part" });
    add(fold, "summary", words.whole);
    const whole = block(fold, "", lang);
    whole.dataset.mbText = "";
    if (verdict === "part") {
      add(whole, "span", text.slice(0, list[at].start));
      add(whole, "mark", text.slice(list[at].start, list[at + pasted.length - 1].stop));
      add(whole, "span", text.slice(list[at + pasted.length - 1].stop));
    } else whole.textContent = text;
    const line = add(card, "p", "", "mb-post__row"), copy = add(line, "button", words.copy, "mb-button mb-button--strong");
    Object.assign(copy, { type: "button" }).dataset.mbCopy = "";
    Object.assign(copy.dataset, { mbDone: words.copied, mbFailed: words.copy_failed });
    const link = add(line, "a", words.page, "mb-button");
    link.href = root + index.page.replace("{language}", lang).replace("{kind}", kind).replace("{item}", item);
    add(add(card, "p", "", "mb-meta"), "bdi", [heading, ...channels.map(id => words.channels[id])].join(" · "));
  }
  said.replaceChildren(card);
}

async function prepare() {
  index = await load("index", "");
  read ??= reader(index.rules);
}

async function verify(scroll) {
  const ask = ++asked, typed = box.value.slice(0, MOST_LETTERS).trim();
  if (!typed) return said.replaceChildren();
  const show = (...found) => {
    if (ask !== asked) return;
    lay(...found);
    if (scroll) said.scrollIntoView();
  };
  try {
    await prepare();
    const pasted = read(typed);
    if (pasted.length < index.words.least) return show({ verdict: "short" });
    const [rows, gone] = await Promise.all([near(texts(pasted)), over(typed, pasted)]), found = judge(pasted, rows);
    const lapsed = found.verdict !== "official" && (gone.whole || (found.verdict !== "part" && gone.part));
    show(lapsed ? { verdict: lapsed } : found, pasted, typed);
  } catch {
    show({ verdict: "failed" });
  }
}

// Where all of it is small, it is fetched beforehand: then nothing more is asked for, with a network or without.
async function keep() {
  await prepare();
  if (index.bytes > SMALL_BYTES || navigator.connection?.saveData) return;
  const names = ["over", ...Array.from({ length: index.runs }, (_, n) => "runs/" + n), ...index.texts.map((_, n) => "texts/" + n)];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let name; (name = names.pop());) await load(name);
  }));
  ready.hidden = false;
}

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(verify, wait, !wait);
}

form.onsubmit = event => { event.preventDefault(); soon(0); };
box.oninput = () => soon(400);
paste.hidden = !navigator.clipboard?.readText;
paste.onclick = async () => {
  try { box.value = await navigator.clipboard.readText(); soon(0); } catch { box.focus(); }
};
one("[data-mb-without]").hidden = true;
keep().catch(() => { /* it is asked for again with the first text */ });
