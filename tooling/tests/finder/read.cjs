// Reads {find, rules, texts} and prints how the script of the search page reads each text.
const { find, rules, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const source = /^function reader[\s\S]*?^}$/m.exec(find)[0];
const read = new Function(`${source}; return reader;`)()(rules);
process.stdout.write(JSON.stringify(texts.map(read)));
