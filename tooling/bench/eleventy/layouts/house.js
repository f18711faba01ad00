// What stands around a page, and the parts that several pages share.
const fs = require("node:fs");
const path = require("node:path");

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, "../data", name), "utf8"));
const [site, places, words, menu] = ["site.json", "places.json", "words.json", "menu.json"].map(read);
const RTL = new Set(["ar"]);
const rules = Object.fromEntries(site.languages.map((code) => [code, new Intl.PluralRules(code)]));
const dates = Object.fromEntries(
  site.languages.map((code) => [code, new Intl.DateTimeFormat(`${code}-MA`, { dateStyle: "medium", timeZone: "UTC" })]),
);

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const esc = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
const dir = (language) => (RTL.has(language) ? "rtl" : "ltr");

function t(language, key, values = {}) {
  let entry = words[language][key] ?? key;
  if (typeof entry === "object") {
    entry = entry[values.gender] ?? entry[rules[language].select(values.count ?? 0)] ?? entry.other;
  }
  return esc(entry.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot));
}

const place = (language, code) => esc(places[code].names[language]);
const theme = (language, id) => esc(site.themes[id][language]);
const themeLinks = (language, ids) =>
  ids.map((id) => `<a class="mb-tag" href="/${language}/themes/${id}/">${theme(language, id)}</a>`).join(" ");
const position = (language, data) =>
  data.position === 1
    ? `<span class="mb-badge">${t(language, "list_head", { gender: data.gender })}</span>`
    : t(language, "position_on_list", { position: data.position });
const day = (language, publish) => dates[language].format(new Date(`${publish}Z`));

function head(page) {
  const { language, address, title, description } = page;
  const here = `${site.url}/${language}/${address}`;
  const alternates = site.languages
    .map((code) => `<link rel="alternate" hreflang="${code}" href="${site.url}/${code}/${address}">`)
    .join("\n");
  return `<title>${esc(title)}${address ? ` | ${esc(site.party.short_name[language])}` : ""}</title>
<meta name="description" content="${esc(description)}">
<meta name="robots" content="noindex">
<link rel="canonical" href="${here}">
${alternates}
<link rel="alternate" hreflang="x-default" href="${site.url}/">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${esc(site.party.name[language])}">
<meta property="og:title" content="${esc(title)}">
<meta property="og:description" content="${esc(description)}">
<meta property="og:url" content="${here}">`;
}

const kept = new Map();
function once(key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}

const header = (language) => `<a href="/${language}/" title="${esc(site.party.short_name[language])}" class="md-header__button md-logo"><img src="/media/${site.party.symbol.image}" alt="" width="32" height="32"></a>
<label class="md-header__button md-icon" for="__drawer" aria-label="${t(language, "open_menu")}"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z"/></svg></label>
<div class="md-header__title"><span class="md-ellipsis">${esc(site.party.short_name[language])}</span></div>
<form class="md-header__option" data-md-component="palette">
<input class="md-option" data-md-color-scheme="default" aria-label="${t(language, "dark_mode")}" type="radio" name="__palette" id="__palette_0">
<label class="md-header__button md-icon" title="${t(language, "dark_mode")}" for="__palette_1" hidden><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="m17.75 4.09-2.53 1.94.91 3.06-2.63-1.81-2.63 1.81.91-3.06-2.53-1.94L12.44 4l1.06-3 1.06 3zm3.5 6.91-1.64 1.25.59 1.98-1.7-1.17-1.7 1.17.59-1.98L15.75 11l2.06-.05L18.5 9l.69 1.95zm-2.28 4.95c.83-.08 1.72 1.1 1.19 1.85-.32.45-.66.87-1.08 1.27C15.17 23 8.84 23 4.94 19.07c-3.91-3.9-3.91-10.24 0-14.14.4-.4.82-.76 1.27-1.08.75-.53 1.93.36 1.85 1.19-.27 2.86.69 5.83 2.89 8.02a9.96 9.96 0 0 0 8.02 2.89"/></svg></label>
<input class="md-option" data-md-color-scheme="slate" aria-label="${t(language, "light_mode")}" type="radio" name="__palette" id="__palette_1">
<label class="md-header__button md-icon" title="${t(language, "light_mode")}" for="__palette_0" hidden><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 7a5 5 0 0 1 5 5 5 5 0 0 1-5 5 5 5 0 0 1-5-5 5 5 0 0 1 5-5m0 2a3 3 0 0 0-3 3 3 3 0 0 0 3 3 3 3 0 0 0 3-3 3 3 0 0 0-3-3m0-7 2.39 3.42C13.65 5.15 12.84 5 12 5s-1.65.15-2.39.42zM3.34 7l4.16-.35A7.2 7.2 0 0 0 5.94 8.5c-.44.74-.69 1.5-.83 2.29z"/></svg></label>
</form>`;

function navigation(language, section) {
  const entries = menu[language]
    .map((item) => `<li><a href="${item.url}"${item.id === section ? ' aria-current="true"' : ""}>${esc(item.name)}</a></li>`)
    .join("\n");
  return `<nav class="mb-menu" aria-label="${t(language, "menu")}"><label for="__drawer">${esc(site.party.short_name[language])}</label><ul class="md-grid">
${entries}</ul></nav>`;
}

function footer(language) {
  const links = ["handbook", "places", "themes"]
    .map((name) => `<li><a href="/${language}/${name}/">${t(language, `section_${name}`)}</a></li>`)
    .join("\n");
  const { publisher, responsible, address, email } = site.imprint;
  return `<footer class="md-footer"><div class="md-footer-meta md-typeset"><div class="md-footer-meta__inner md-grid mb-foot">
<p class="mb-foot__who"><strong>${esc(site.party.name[language])}</strong><br>${esc(site.party.slogan[language])}</p>
<ul class="mb-foot__links">${links}</ul>
<p class="mb-foot__small">${[publisher, responsible, address].map((item) => esc(item[language])).join(" · ")} · <a href="mailto:${email}">${email}</a></p>
<p class="mb-foot__small">${t(language, "territory_credit")}</p>
</div></div></footer>
<script src="/assets/minbar/minbar.js" defer></script>`;
}

function crumbs(page) {
  const { language, trail } = page;
  if (!page.address) return "";
  const items = [[t(language, "home"), `/${language}/`], ...trail]
    .filter(([name], at, all) => !at || all[at - 1][0] !== name)
    .map(([name, url]) => `<li><a href="${url}">${name}</a></li>`)
    .join("");
  return `<nav class="mb-crumbs" aria-label="${t(language, "breadcrumb")}"><ol>\n${items}</ol></nav>`;
}

// A section's own step, and the steps of a place.
const step = (language, section) => [t(language, `section_${section}`), `/${language}/${section}/`];
const placeTrail = (language, codes) => [
  step(language, "places"),
  ...codes.map((code) => [place(language, code), `/${language}/places/${code}/`]),
];

/** A whole page: `page` has language, address, section, title, description, trail. */
function house(page, content) {
  const { language, address } = page;
  const others = site.languages
    .filter((code) => code !== language)
    .map((code) => `<a href="/${code}/${address}" hreflang="${code}" lang="${code}" dir="${dir(code)}">${t(code, `language_${code}`)}</a>`)
    .join("\n");
  return `<!doctype html>
<html lang="${language}" dir="${dir(language)}" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
${head(page)}
<link rel="icon" href="/media/${site.party.symbol.image}">
<link rel="preload" href="/assets/minbar/fonts/${t(language, "font_file")}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/minbar/fonts/fonts.css">
<link rel="stylesheet" href="/assets/minbar/minbar.css">
</head>
<body dir="${dir(language)}" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">
<label class="md-overlay" for="__drawer"></label>
<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset"><span>${t(language, "demonstration_banner")}</span></div></aside>
<header class="md-header">
<nav class="md-header__inner md-grid">
${once(`header ${language}`, () => header(language))}
<div class="mb-languages">
${others}
</div>
</nav>
</header>
${once(`navigation ${language} ${page.section}`, () => navigation(language, page.section))}
<main class="md-main">
<div class="md-content"><article class="md-content__inner md-typeset">
${crumbs(page)}
${content}
</article></div>
<button type="button" class="md-top md-icon" data-md-component="top" hidden>${t(language, "back_to_top")}</button>
</main>
${once(`footer ${language}`, () => footer(language))}
</body>
</html>
`;
}

const card = (language, item, meta = "") => `<li class="mb-card"><div class="mb-card__body">
<p class="mb-meta">${theme(language, item.data.themes[0])}${meta}</p>
<h3 class="mb-card__title"><a href="${item.url}">${esc(item.data.title)}</a></h3>
<p>${esc(item.data.description)}</p>
</div></li>`;
const messageCard = (language, item) =>
  card(language, item, ` · ${place(language, item.data.place)} · <time datetime="${item.data.publish}">${day(language, item.data.publish)}</time>`);
const person = (language, item) => `<li class="mb-person"><div>
<p class="mb-person__name"><a href="${item.url}">${esc(item.data.title)}</a></p>
<p class="mb-meta">${esc(item.data.headline)}</p>
<p class="mb-meta">${position(language, item.data)}</p>
</div></li>`;
const line = (item, meta = "") =>
  `<li class="mb-line"><a href="${item.url}">${esc(item.data.title)}</a>${meta ? ` <span class="mb-meta">${meta}</span>` : ""}</li>`;

module.exports = { site, places, words, esc, t, place, theme, themeLinks, position, day, house, step, placeTrail, card, messageCard, person, line };
