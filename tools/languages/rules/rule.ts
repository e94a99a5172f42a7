/** The id rule in TypeScript, and a program that applies it: node rule.js, see tests/tools/test_languages.py. */

import { readFileSync } from "node:fs";

// begin
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Strings of digits, never numbers: a number has lost digits beyond 2^53. */
function isInteger(text: string): boolean {
  return /^[1-9][0-9]{0,18}$/.test(text) && BigInt(text) < 2n ** 63n;
}

/** The id as it travels. A message begins with the name of the argument. */
export function targetId(appointment: string, type: string, id: string): string {
  if (!isInteger(appointment)) throw new RangeError("appointment must be an integer from 1 to 9223372036854775807");
  if (!["profile", "list"].includes(type)) throw new RangeError("type must be profile or list");
  if (type === "profile" && !uuid.test(id)) throw new RangeError("id must be a UUID in its 8-4-4-4-12 form");
  if (type !== "profile" && !isInteger(id)) throw new RangeError("id must be an integer from 1 to 9223372036854775807");
  return id.toLowerCase();
}
// end

for (const line of readFileSync(0, "utf-8").trimEnd().split("\n")) {
  const [appointment = "", type = "", id = ""] = line.split("\t").map((word) => Buffer.from(word, "base64").toString());
  try {
    console.log(targetId(appointment, type, id));
  } catch (error) {
    console.log((error as Error).message);
  }
}
