// All candidates, a hundred a page, in each language.
const { site, t, house, step, person } = require("../layouts/house.js");

const SIZE = 100;
module.exports.data = {
  pagination: {
    data: "collections",
    size: 1,
    alias: "chunk",
    before: (_, { collections }) =>
      site.languages.flatMap((language) => {
        const all = collections[`candidates_${language}`] ?? [];
        const total = Math.ceil(all.length / SIZE);
        return Array.from({ length: total }, (__, at) => ({ language, n: at + 1, total, items: all.slice(at * SIZE, (at + 1) * SIZE) }));
      }),
  },
  permalink: ({ chunk }) => `/${chunk.language}/candidates/page/${chunk.n}/index.html`,
};

module.exports.render = ({ chunk }) => {
  const { language, n, total, items } = chunk;
  const turn = (to, word) => (to >= 1 && to <= total ? `<a href="/${language}/candidates/page/${to}/">${t(language, word)}</a>` : "");
  const content = `<h1>${t(language, "section_candidates")}</h1>
<ul class="mb-people">${items.map((one) => person(language, one)).join("\n")}</ul>
<nav class="mb-pager"><p>${turn(n - 1, "previous")} ${t(language, "page_of", { n, total })} ${turn(n + 1, "next")}</p></nav>`;
  const page = { language, address: `candidates/page/${n}/`, section: "candidates", title: t(language, "section_candidates") };
  return house({ ...page, description: t(language, "intro_candidates"), trail: [step(language, "candidates")] }, content);
};
