// One page a place and language.
const { site, places, t, place, house, placeTrail, person, messageCard } = require("../layouts/house.js");

module.exports.data = {
  items: site.languages.flatMap((language) => Object.keys(places).map((code) => ({ language, code }))),
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `/${item.language}/places/${item.code}/index.html`,
};

module.exports.render = ({ item, collections }) => {
  const { language, code } = item;
  const known = places[code];
  const at = (kind) => collections.by.place[`${language}/${kind}/${code}`] ?? [];
  const below = known.children.map((child) => `<li><a class="mb-tag" href="/${language}/places/${child}/">${place(language, child)} <span class="mb-tag__count">${places[child].within}</span></a></li>`);
  const people = at("candidates").map((one) => person(language, one));
  const messages = at("messages").map((one) => messageCard(language, one));
  const content = `<p class="mb-meta">${t(language, `scope_${known.level}`)}</p>
<h1>${place(language, code)}</h1>
${below.length ? `<h2 id="places">${t(language, "subplaces")}</h2>\n<ul class="mb-chips">${below.join("")}</ul>` : ""}
${people.length ? `<h2 id="candidates">${t(language, "section_candidates")}</h2>\n<ul class="mb-people">${people.join("\n")}</ul>` : ""}
<h2 id="messages">${t(language, "section_messages")}</h2>
${messages.length ? `<ul class="mb-cards">${messages.join("\n")}</ul>` : `<p>${t(language, "nothing_for_place")}</p>`}`;
  const trail = placeTrail(language, known.lineage.slice(0, -1));
  const description = t(language, "candidates_count", { count: known.within });
  return house({ language, address: `places/${code}/`, section: "places", title: known.names[language], description, trail }, content);
};
