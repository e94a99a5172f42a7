/** The funnel: send, judge, wait, try again. It is handed to openapi-fetch as its `fetch`, and knows no resource. */

import { APIConnectionError, APIStatusError, APITimeoutError, OmneoError, statusErrorClass } from "./errors.js";

export interface Wire {
  maxRetries: number;
  timeout: number;
  sleep: (milliseconds: number) => Promise<void>;
}

// Both operations are safe to repeat: linking twice leaves one link, unlinking ends in the same state.
const retryable = new Set([408, 429, 500, 502, 503, 504]);
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function isRetryable(error: unknown): boolean {
  return error instanceof APIStatusError ? retryable.has(error.status) : error instanceof APIConnectionError;
}

export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = (value ?? "").trim();
  if (/^[0-9]+$/.test(text)) return Number(text);
  return httpDate.test(text) ? Math.max(0, (Date.parse(text) - now) / 1000) : null;
}

/** The body as JSON; null where it is none, which fits nothing. */
export function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Field -> messages. A lone string counts as a list of one; what is neither is left out. */
function fieldErrors(errors: unknown): Record<string, string[]> {
  if (!isObject(errors)) return {};
  const lists = Object.entries(errors).map(([field, entry]) => [field, typeof entry === "string" ? [entry] : entry] as const);
  return Object.fromEntries(
    lists.flatMap(([field, list]) =>
      Array.isArray(list) ? [[field, list.filter((message): message is string => typeof message === "string")]] : [],
    ),
  );
}

function statusError(response: Response, body: Uint8Array): APIStatusError {
  const parsed = parse(body);
  const envelope = isObject(parsed) ? parsed : {};
  const message = typeof envelope["message"] === "string" ? envelope["message"] : "";
  const wait = parseRetryAfter(response.headers.get("Retry-After"), Date.now());
  return new (statusErrorClass(response.status))(response.status, message, fieldErrors(envelope["errors"]), wait, body);
}

async function attempt(request: Request, wire: Wire): Promise<Response> {
  let response: Response;
  let body: Uint8Array<ArrayBuffer>;
  try {
    response = await fetch(request.clone(), { signal: AbortSignal.timeout(wire.timeout), redirect: "manual" });
    body = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    const timedOut = cause instanceof DOMException && cause.name === "TimeoutError";
    throw new (timedOut ? APITimeoutError : APIConnectionError)(`${request.method} ${request.url}: ${String(cause)}`, { cause });
  }
  if (!response.ok) throw statusError(response, body);
  return new Response(body.length ? body : null, { status: response.status, headers: response.headers });
}

function wait(error: OmneoError, tries: number): number {
  const asked = error instanceof APIStatusError ? error.retryAfter : null;
  return asked === null ? Math.min(8, 0.5 * 2 ** (tries - 1)) + Math.random() / 2 : Math.min(asked, 60);
}

export async function send(request: Request, wire: Wire): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(request, wire);
    } catch (error) {
      if (!(error instanceof OmneoError) || !isRetryable(error) || tries > wire.maxRetries) throw error;
      await wire.sleep(wait(error, tries) * 1000);
    }
  }
}
