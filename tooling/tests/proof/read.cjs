// Reads {script, rules, sizes, texts} and prints words, their places and numbers of runs as the verify page's script does.
const { script, rules, sizes, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const parts = ["reader", "number", "choose", "within", "differ"].map(name => new RegExp(`^function ${name}\\([\\s\\S]*?^}$`, "m").exec(script)[0]);
const made = new Function(`${parts.join("\n")}; return { reader, choose, differ };`)();
const read = made.reader(rules), points = (text, at) => [...text.slice(0, at)].length;
process.stdout.write(JSON.stringify(texts.map(text => {
  const words = read(text), own = words.map(word => word.text);
  return {
    words: words.map(word => [word.text, points(text, word.start), points(text, word.stop)]),
    runs: made.choose(own, sizes),
  };
})));
