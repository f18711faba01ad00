// RSS of messages and of the programme, in each language.
const { site, esc, t } = require("../layouts/house.js");

module.exports.data = {
  items: site.languages.flatMap((language) => ["messages", "programme"].map((kind) => ({ language, kind }))),
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `/${item.language}/${item.kind}/index.xml`,
  eleventyExcludeFromCollections: true,
};

module.exports.render = ({ item, collections }) => {
  const rows = (collections[`${item.kind}_${item.language}`] ?? [])
    .slice(-20)
    .map((one) => `<item><title>${esc(one.data.title)}</title><link>${site.url}${one.url}</link><guid>${site.url}${one.url}</guid><description>${esc(one.data.description)}</description></item>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${t(item.language, `section_${item.kind}`)}</title><link>${site.url}/${item.language}/${item.kind}/</link><description>${t(item.language, `intro_${item.kind}`)}</description>
${rows.join("\n")}
</channel></rss>
`;
};
