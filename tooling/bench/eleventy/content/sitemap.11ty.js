// Every page of both languages, each with its counterpart.
const { site } = require("../layouts/house.js");

module.exports.data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

module.exports.render = ({ collections }) => {
  const rows = collections.all
    .filter((item) => item.url?.endsWith("/"))
    .map((item) => {
      const rest = item.url.split("/").slice(2).join("/");
      const links = site.languages.map((code) => `<xhtml:link rel="alternate" hreflang="${code}" href="${site.url}/${code}/${rest}"/>`);
      return `<url><loc>${site.url}${item.url}</loc>${links.join("")}</url>`;
    });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${rows.join("\n")}
</urlset>
`;
};
