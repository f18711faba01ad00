// A document: candidate, plank or message.
const { site, places, esc, t, place, themeLinks, position, day, house, step, placeTrail, line } = require("./house.js");

const CHANNELS = ["x", "threads", "bluesky", "mastodon", "facebook", "instagram", "whatsapp", "telegram", "linkedin", "youtube", "tiktok", "sms"];

function candidate(data) {
  const { language, slug } = data;
  const others = Object.entries(data.name)
    .filter(([code]) => code !== language)
    .map(([code, name]) => `<p class="mb-candidate__other"><bdi lang="${code}">${esc(name)}</bdi></p>`)
    .join("\n");
  const list = data.collections.by.place[`${language}/candidates/${data.place}`]
    .filter((item) => item.data.slug !== slug)
    .map((item) => line(item, t(language, "position_on_list", { position: item.data.position })))
    .join("\n");
  return `<article class="mb-candidate">
<div class="mb-candidate__top"><div>
<p class="mb-meta">${t(language, "candidate", { gender: data.gender })} · ${position(language, data)}</p>
<h1>${esc(data.title)}</h1>
${others}
<p class="mb-lead">${esc(data.headline)}</p>
</div></div>
<dl class="mb-facts">
<div><dt>${t(language, "contest")}</dt><dd><a href="/${language}/contests/${data.contest}/">${esc(site.contests[data.contest][language])}</a></dd></div>
<div><dt>${t(language, "constituency")}</dt><dd><a href="/${language}/places/${data.place}/">${place(language, data.place)}</a></dd></div>
<div><dt>${t(language, "ballot_symbol")}</dt><dd>${esc(site.party.symbol.name[language])}</dd></div>
</dl>
<p>${esc(data.description)}</p>
${data.content}
<p class="mb-chips">${themeLinks(language, data.themes)}</p>
</article>
<h2 id="list">${t(language, "candidates_in", { place: places[data.place].names[language] })}</h2>
<ul class="mb-list">${list}</ul>`;
}

function plank(data) {
  const { language, slug } = data;
  const number = new Intl.NumberFormat(`${language}-MA`);
  const measures = Object.entries(data.measures).map(([id, measure]) => `<li id="measure-${id}">
<p class="mb-measures__figure"><strong>${number.format(measure.figure)}</strong> ${esc(data.promises[id].unit)}</p>
<p>${esc(data.promises[id].says)}</p>
<p class="mb-meta">${t(language, "cost_label")}: ${t(language, "millions_MAD", { count: measure.cost / 1e6 })} · ${t(language, "by_year", { year: measure.by })}</p>
</li>`);
  const messages = (data.collections.by.plank[`${language}/messages/${slug}`] ?? []).map((item) => line(item));
  return `<article>
<h1>${esc(data.title)}</h1>
<p class="mb-meta">${themeLinks(language, data.themes)} ${t(language, "scope_country")}</p>
<p class="mb-lead">${esc(data.description)}</p>
${data.content}
<h2 id="measures">${t(language, "measures")}</h2>
<ul class="mb-measures">
${measures.join("\n")}
</ul>
</article>
<h2 id="messages">${t(language, "section_messages")}</h2>
<ul class="mb-list">${messages.join("\n")}</ul>`;
}

function message(data) {
  const { language } = data;
  const here = `${site.url}${data.page.url}`;
  const text = `${data.title}\n\n${data.description}\n\n${here} ${data.hashtags.map((tag) => `#${tag}`).join(" ")}`;
  const texts = CHANNELS.map((channel) => `<details class="mb-channel"><summary>${channel}</summary><section class="mb-post" id="post-${channel}">
<p class="mb-post__text" data-mb-text>${esc(text)}</p>
<p class="mb-post__row"><button type="button" class="mb-button" data-mb-copy data-mb-done="${t(language, "copied")}" data-mb-failed="${t(language, "copy_failed")}">${t(language, "copy")}</button> <span class="mb-count"><bdi>${[...text].length}</bdi></span></p>
</section></details>`);
  return `<article>
<h1>${esc(data.title)}</h1>
<p class="mb-meta">${themeLinks(language, data.themes)} <a href="/${language}/places/${data.place}/">${place(language, data.place)}</a> · <time datetime="${data.publish}">${t(language, "published_on", { date: day(language, data.publish) })}</time></p>
<p class="mb-lead">${esc(data.description)}</p>
${data.content}
</article>
<p class="mb-notice">${t(language, "plank_of_message")}: <a href="/${language}/programme/${data.plank}/">${esc(data.plank)}</a></p>
<h2 id="ready-texts">${t(language, "ready_texts")}</h2>
<p class="mb-meta">${t(language, "kit_how")}</p>
${texts.join("\n")}`;
}

const BODIES = { candidates: candidate, programme: plank, messages: message };

module.exports.render = (data) => {
  const { language, kind, slug, title, description } = data;
  const trail = kind === "candidates" ? placeTrail(language, places[data.place].lineage) : [step(language, kind)];
  return house({ language, address: `${kind}/${slug}/`, section: kind, title, description, trail }, BODIES[kind](data));
};
