// One page a theme and language.
const { site, t, theme, house, step, card, messageCard } = require("../layouts/house.js");

module.exports.data = {
  items: site.languages.flatMap((language) => Object.keys(site.themes).map((id) => ({ language, id }))),
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `/${item.language}/themes/${item.id}/index.html`,
};

module.exports.render = ({ item, collections }) => {
  const { language, id } = item;
  const about = (kind) => collections.by.theme[`${language}/${kind}/${id}`] ?? [];
  const content = `<h1>${theme(language, id)}</h1>
<h2 id="programme">${t(language, "section_programme")}</h2>
<ul class="mb-cards mb-cards--wide">${about("programme").map((one) => card(language, one)).join("\n")}</ul>
<h2 id="messages">${t(language, "section_messages")}</h2>
<ul class="mb-cards">${about("messages").map((one) => messageCard(language, one)).join("\n")}</ul>`;
  const page = { language, address: `themes/${id}/`, section: "themes", title: site.themes[id][language] };
  return house({ ...page, description: t(language, "intro_themes"), trail: [step(language, "themes")] }, content);
};
