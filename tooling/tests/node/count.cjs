// Reads JSON strings, one a line; prints [weightedLength, valid] for each, one a line.
const { createInterface } = require("node:readline");
const { parseTweet } = require("twitter-text");

createInterface({ input: process.stdin }).on("line", (line) => {
  const { weightedLength, valid } = parseTweet(JSON.parse(line));
  process.stdout.write(JSON.stringify([weightedLength, valid]) + "\n");
});
