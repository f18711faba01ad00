// Finds people and places in the finder's files, texts in Pagefind's. What is typed stays in the browser.
const one = (selector, parent = document) => parent.querySelector(selector);
const form = one("[data-mb-find]"), input = form.elements.q, said = one("[data-mb-said]");
const results = one("[data-mb-results]"), browse = one("[data-mb-browse]"), files = {};
const root = new URL(form.dataset.mbFind, location).href, words = JSON.parse(form.dataset.mbWords);
const language = document.documentElement.lang, SHOWN = { people: 8, places: 4, texts: 4 };
let finder, read, texts, asked = 0, timer;

function load(name, version = "?" + finder.version) {
  files[name] ??= fetch(`${root}finder/${name}.json${version}`, version ? {} : { cache: "no-cache" })
    .then(answer => answer.ok ? answer.json() : Promise.reject(name));
  files[name].catch(() => delete files[name]);
  return files[name];
}

// Reads a query as finder/fold.py reads names.
function reader(rules) {
  const fold = {}, mark = `[${rules.apostrophes}]`;
  for (const to in rules.letters) for (const letter of rules.letters[to]) fold[letter] = to;
  const elided = new RegExp(`(^|[^\\p{L}])[${rules.elided}]${mark}`, "gu");
  const dropped = new RegExp(`${mark}|[${rules.dropped}]`, "gu");
  return text => {
    text = text.normalize("NFKC").toLowerCase().replace(elided, "$1 ").replace(dropped, "");
    const all = Array.from(text, letter => fold[letter] ?? letter).join("").match(/[\p{L}\p{M}\p{N}]+/gu) || [];
    const kept = all.filter(word => !rules.lone.includes(word)), { article, rest } = rules;
    return (kept.length ? kept : all).map(word =>
      word.startsWith(article) && [...word].length >= article.length + rest ? word.slice(article.length) : word);
  };
}

// Steps: n goes n further, -n takes the next n too.
function mark(found, steps, weight) {
  let at = 0;
  for (const step of steps) {
    const end = at + Math.abs(step);
    for (let n = step < 0 ? at + 1 : end; n <= end; n++) found.set(n, Math.max(found.get(n) || 0, weight));
    at = end;
  }
}

// What a word finds: numbers, with how well each fits.
async function look(word) {
  const people = new Map(), places = new Map(), starts = finder.words, wanted = [];
  let n = Math.max(1, starts.filter(start => start <= word).length) - 1;
  do wanted.push(load("words/" + n++)); while (wanted.length < 3 && starts[n]?.startsWith(word));
  for (const part of await Promise.all(wanted)) {
    for (const token in part) {
      if (!token.startsWith(word)) continue;
      const weights = token === word ? [8, 4, 3, 8, 7, 6] : [6, 2, 1, 5, 5, 5];
      part[token].forEach((steps, list) => mark(list > 2 ? places : people, steps, weights[list]));
    }
  }
  return { people, places };
}

// What every word finds: (weight, number), the best first.
function common(looked, kind) {
  const found = [], maps = looked.map(item => item[kind]);
  for (const n of maps[0]?.keys() || []) {
    if (maps.every(map => map.has(n))) found.push([maps.reduce((sum, map) => sum + map.get(n), 0), n]);
  }
  return found.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
}

// What files say becomes text, never HTML.
function add(parent, tag, textContent, className = "") {
  return parent.appendChild(Object.assign(document.createElement(tag), { textContent, className }));
}

function line(href, title, facts, others = []) {
  const node = add(new DocumentFragment(), "li", "", "mb-line"), link = add(node, "a", "");
  link.href = href;
  add(link, "bdi", title);
  for (const [lang, name] of others) Object.assign(add(node, "bdi", name, "mb-meta"), { lang, dir: words.directions[lang] });
  add(node, "span", facts.filter(Boolean).join(" · "), "mb-meta");
  return node;
}

const own = names => names[finder.languages.indexOf(language)] || names.find(Boolean);
const say = (forms, count, slot = "{count}") => (forms[new Intl.PluralRules(words.locale).select(count)] ||
  forms.other || forms).replace(slot, count.toLocaleString(words.locale));
const address = (pattern, item) => root + pattern.replace("{language}", language).replace("{item}", item);

async function row(kind, n) {
  const { rows, places } = await load(`${kind}/${Math.floor(n / finder.rows)}`);
  const place = number => number > 0 ? own(places[number].slice(1)) : "";
  return [rows[n % finder.rows], place, number => place(places[number]?.[0])];
}

const make = {
  async people([, n]) {
    const [[slug, at, contest, position, ...names], place, above] = await row("people", n);
    return line(address(finder.person, slug), own(names), [...new Set([place(at), above(at)]),
      words.contests[finder.contests[contest]], say(words.position, position, "{position}")],
    finder.languages.map((code, at) => [code, names[at]]).filter(([code, name]) => code !== language && name));
  },
  async places([, n]) {
    const [[item, at, type, count, ...names], place] = await row("places", n);
    return line(address(finder.place, item), own(names),
      [words.types[finder.types[type]], place(at), count && say(words.people, count)]);
  },
  async texts(found) {
    const { url, meta, excerpt } = await found.data();
    const node = line(url, meta.title, [meta.kind]), text = add(node, "p", "");
    for (const part of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
      add(text, part.nodeName === "MARK" ? "mark" : "span", part.textContent);
    }
    return node;
  },
};

async function show(kind, list, ask) {
  const section = one(`[data-mb-found=${kind}]`), more = one("button", section), shown = one("ul", section);
  let at = 0;
  async function next() {
    const nodes = await Promise.all(list.slice(at, at += SHOWN[kind]).map(make[kind]));
    if (ask !== asked) return;
    if (at === SHOWN[kind]) shown.textContent = "";
    shown.append(...nodes);
    more.hidden = at >= list.length;
    section.hidden = !list.length;
    return nodes[0];
  }
  more.onclick = () => next().then(node => node?.firstChild.focus(), fail);
  await next();
}

const fail = () => said.textContent = words.failed;

async function written(query) {
  if (!words.texts) return [];
  const { createInstance } = await import(`${root}search/${language}/pagefind.js`);
  texts ??= createInstance({ noWorker: true, baseUrl: new URL(root).pathname });
  return (await texts.search(query)).results;
}

async function search() {
  const ask = ++asked, query = input.value.trim(), counts = [], enough = query.length > 1;
  history.replaceState(null, "", location.pathname + (query && "?q=" + encodeURIComponent(query)));
  document.querySelectorAll(".mb-languages a").forEach(link => link.search = location.search);
  browse.hidden = enough;
  results.hidden = !enough;
  said.textContent = "";
  if (!enough) return;
  const tell = (kind, list) => {
    if (list.length) counts.push(say(words[kind], list.length));
    said.textContent = counts.join(" · ");
    return show(kind, list, ask);
  };
  try {
    finder = await load("index", "");
    read ??= reader(finder.rules);
    const looked = await Promise.all(read(query).slice(0, 5).map(look));
    const people = common(looked, "people"), places = common(looked, "places");
    if (ask !== asked) return;
    results.prepend(one(`[data-mb-found=${places[0]?.[0] >= (people[0]?.[0] || 0) ? "places" : "people"}]`));
    await Promise.all([tell("people", people), tell("places", places)]);
    const found = ask === asked && await written(query);
    if (ask !== asked) return;
    await tell("texts", found);
    if (counts.length) return;
    said.textContent = words.none.replace("{query}", () => `\u2068${query}\u2069`);
    browse.hidden = false;
  } catch {
    if (ask === asked) fail();
  }
}

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(search, wait);
}

form.onsubmit = event => { event.preventDefault(); soon(0); };
input.oninput = () => soon(250);
one("[data-mb-without]").hidden = true;
input.value = new URLSearchParams(location.search).get("q") || "";
input.value ? search() : input.focus();
