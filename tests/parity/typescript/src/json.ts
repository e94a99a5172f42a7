/** JSON without loss: an integer that a number cannot hold becomes a bigint, and a bigint is written as an integer. */

import { randomUUID } from "node:crypto";

// What stands for a bigint while it is on its way through JSON.parse and JSON.stringify. No document can know it.
const mark = `${randomUUID()}:`;
const marked = new RegExp(`"${mark}(-?[0-9]+)"`, "g");
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;

/** Throws a SyntaxError for what is no JSON, and a RangeError for what is nested too deeply. */
export function parse(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const exact = text.replace(stringOrNumber, (token) => (isLarge(token) ? `"${mark}${token}"` : token));
  return exact === text ? value : JSON.parse(exact, (_, entry: unknown) => revived(entry));
}

export function stringify(value: unknown): string {
  const text = JSON.stringify(value, (_, entry: unknown) => (typeof entry === "bigint" ? `${mark}${entry}` : entry));
  return text.replace(marked, "$1");
}

function isLarge(token: string): boolean {
  return /^-?[0-9]+$/.test(token) && !Number.isSafeInteger(Number(token));
}

function revived(entry: unknown): unknown {
  return typeof entry === "string" && entry.startsWith(mark) ? BigInt(entry.slice(mark.length)) : entry;
}
