// Home, sections and contests, in each language.
const { site, places, esc, t, place, theme, house, step, card, messageCard } = require("../layouts/house.js");

const contests = Object.keys(site.contests).map((id) => `contests/${id}`);
module.exports.data = {
  items: site.languages.flatMap((language) => ["", ...site.sections, ...contests].map((section) => ({ language, section }))),
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `/${[item.language, item.section, "index.html"].filter(Boolean).join("/")}`,
};

const regions = Object.keys(places).filter((code) => places[code].level === "region");
const link = (language, code) => `<a href="/${language}/places/${code}/">${place(language, code)}</a>`;

/** Regions, with the places two levels down that `choose` keeps. */
function tree(language, choose, below) {
  return `<ul class="mb-tree">${regions.map((code) => `<li class="mb-tree__box"><p class="mb-tree__name">${link(language, code)}</p>
<ul>${below(code).filter(choose).map((child) => `<li>${link(language, child)} <span class="mb-meta">${t(language, "candidates_count", { count: places[child].within })}</span></li>`).join("\n")}</ul></li>`).join("\n")}</ul>`;
}

const provinces = (region) => places[region].children;
const communes = (region) => places[region].children.flatMap((code) => places[code].children);
const themes = (language) =>
  `<ul class="mb-chips">${Object.keys(site.themes).map((id) => `<li><a class="mb-tag" href="/${language}/themes/${id}/">${theme(language, id)}</a></li>`).join("")}</ul>`;

const BODIES = {
  programme: (language, all) => `<ul class="mb-cards mb-cards--wide">${all("programme").map((one) => card(language, one)).join("\n")}</ul>`,
  messages: (language, all) => `${themes(language)}<ul class="mb-cards">${all("messages").map((one) => messageCard(language, one)).join("\n")}</ul>`,
  candidates: (language) => tree(language, (code) => places[code].within, provinces),
  places: (language) => tree(language, () => true, (region) => [...provinces(region), ...communes(region)]),
  themes,
  contests: (language) => tree(language, (code) => places[code].own, communes),
};

function home(language, all) {
  return `<section class="mb-hero"><h1>${esc(site.party.name[language])}</h1><p class="mb-hero__slogan">${esc(site.party.slogan[language])}</p></section>
<h2 id="messages">${t(language, "latest_messages")}</h2>
<ul class="mb-cards">${all("messages").slice(-3).map((one) => messageCard(language, one)).join("\n")}</ul>
<h2 id="place">${t(language, "your_place")}</h2>
<ul class="mb-chips">${regions.map((code) => `<li>${link(language, code)}</li>`).join("")}</ul>`;
}

module.exports.render = ({ item, collections }) => {
  const { language, section } = item;
  const all = (kind) => collections[`${kind}_${language}`] ?? [];
  if (!section) {
    const page = { language, address: "", section: "home", title: site.party.name[language], trail: [] };
    return house({ ...page, description: site.party.slogan[language] }, home(language, all));
  }
  const [first, contest] = section.split("/");
  const title = contest ? site.contests[contest][language] : t(language, `section_${section}`);
  const description = t(language, `intro_${contest ? "candidates" : section}`);
  const content = `<h1>${esc(title)}</h1>\n<p class="mb-lead">${description}</p>\n${BODIES[first]?.(language, all) ?? ""}`;
  const trail = contest ? [step(language, "candidates")] : [];
  return house({ language, address: `${section}/`, section: first, title, description, trail }, content);
};
