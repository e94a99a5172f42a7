/** Whether and when to try again: pure decisions. */

import { APIConnectionError, APIStatusError } from "./errors.js";

// Both operations are safe to repeat: linking twice leaves one link, unlinking ends in the same state.
const retryable = new Set([408, 429, 500, 502, 503, 504]);
const longestWait = 60;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const time = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;
// RFC 9110, 5.6.7: IMF-fixdate, RFC 850, asctime.
const httpDates = [
  new RegExp(String.raw`^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) ${time} GMT$`),
  new RegExp(String.raw`^[A-Z][a-z]{2,5}day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) ${time} GMT$`),
  new RegExp(String.raw`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) ${time} (?<year>\d{4})$`),
];

/** Milliseconds before the next try, or null where there is none. retry: 0 for the first. */
export function waitFor(error: unknown, retry: number): number | null {
  const asked = error instanceof APIStatusError ? error.retryAfter : null;
  const again = error instanceof APIStatusError ? retryable.has(error.status) : error instanceof APIConnectionError;
  if (!again || (asked !== null && asked > longestWait)) return null;
  const seconds = asked === null ? Math.min(8, 0.5 * 2 ** retry) + Math.random() / 2 : asked + Math.random() * (0.5 + asked / 10);
  return seconds * 1000;
}

/** The seconds that a Retry-After header asks for, or null where it cannot be read. now: milliseconds since the epoch. */
export function parseRetryAfter(value: string, now: number): number | null {
  const text = value.trim();
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : (httpDate(text, now) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** Milliseconds since the epoch, NaN for what is no HTTP date. */
function httpDate(text: string, now: number): number {
  const parts = httpDates.map((form) => form.exec(text)?.groups).find((groups) => groups);
  if (!parts) return NaN;
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = parts;
  const given = [fullYear(year, now), months.indexOf(month), +day, +hour, +minute, +second] as const;
  const date = new Date(Date.UTC(...given));
  const read = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return read.every((part, index) => part === given[index]) ? date.getTime() : NaN;
}

/** RFC 9110: two digits that would be more than 50 years ahead are of the past. */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return +digits;
  const current = new Date(now).getUTCFullYear();
  const year = current - (current % 100) + +digits;
  return year > current + 50 ? year - 100 : year;
}
