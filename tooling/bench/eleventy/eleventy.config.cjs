// The benchmark's campaign: Markdown in content/, names and words in data/, one layout in JavaScript.
const attributes = require("markdown-it-attrs");

module.exports = function (config) {
  config.addPassthroughCopy({ static: "/" });
  config.amendLibrary("md", (markdown) => markdown.set({ html: false }).use(attributes));
  // Looked up by place and theme once a build, not once a page.
  config.addCollection("by", (api) => {
    const by = { place: {}, theme: {}, plank: {} };
    for (const item of api.getAll()) {
      const { kind, language, place, themes, plank } = item.data;
      if (!kind) continue;
      const keep = (index, key) => ((by[index][`${language}/${kind}/${key}`] ??= []).push(item));
      if (place) keep("place", place);
      for (const theme of themes ?? []) keep("theme", theme);
      if (plank) keep("plank", plank);
    }
    for (const items of Object.values(by.place)) {
      items.sort((a, b) => (a.data.position ?? 0) - (b.data.position ?? 0));
    }
    return by;
  });
  return {
    dir: { input: "content", output: "public", includes: "../layouts", data: "../data" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
};
