/** One call to the wire: send, check, wait, try again. It knows no resource. */

import http from "node:http";
import https from "node:https";

import { APIConnectionError, APITimeoutError, statusErrorClass, type APIStatusError } from "./errors.js";
import { isObject } from "./fits.js";
import { parse } from "./json.js";
import { parseRetryAfter, waitFor } from "./retries.js";

export interface Wire {
  token: string;
  maxRetries: number;
  /** Milliseconds for one whole try. */
  timeout: number;
  sleep: (milliseconds: number) => Promise<void>;
}

export interface Answer {
  status: number;
  retryAfter: string;
  body: Uint8Array;
}

/** The answer, which is a 2xx. A body that is undefined is none. Not by fetch, since that sends a request again where the answer is 421. */
export async function send(method: string, url: string, body: unknown, wire: Wire): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await attempt(method, url, JSON.stringify(body), wire);
      if (answer.status < 200 || answer.status > 299) throw statusError(answer, wire.token);
      return answer;
    } catch (error) {
      const wait = tries < wire.maxRetries ? waitFor(error, tries) : null;
      if (wait === null) throw error;
      await wire.sleep(wait);
    }
  }
}

async function attempt(method: string, url: string, body: string | undefined, { token, timeout }: Wire): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  const headers = { Accept: "application/json", Authorization: `Bearer ${token}`, ...type };
  try {
    return await exchange(url, { method, headers, signal }, body);
  } catch (cause) {
    throw new (signal.aborted ? APITimeoutError : APIConnectionError)(`${method} ${url}: ${String(cause)}`, { cause });
  }
}

function exchange(url: string, options: http.RequestOptions, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith("https:") ? https : http).request(url, options, (response) => {
      const chunks: Uint8Array[] = [];
      response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const retryAfter = (response.headersDistinct["retry-after"] ?? []).join(", ");
        resolve({ status: response.statusCode ?? 0, retryAfter, body: Buffer.concat(chunks) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The body as JSON; undefined where it is none, which fits nothing. */
export function json(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function statusError({ status, retryAfter, body }: Answer, token: string): APIStatusError {
  const parsed = json(body);
  const envelope = isObject(parsed) ? parsed : {};
  const clean = (text: string) => text.replaceAll(token, "[token]");
  const message = typeof envelope["message"] === "string" ? clean(envelope["message"]) : "";
  const wait = parseRetryAfter(retryAfter, Date.now());
  return new (statusErrorClass(status))(status, message, fieldErrors(envelope["errors"], clean), wait, body);
}

/** Field -> messages. A lone string counts as a list of one; what is neither is left out. */
function fieldErrors(errors: unknown, clean: (text: string) => string): Record<string, string[]> {
  const lists = Object.entries(isObject(errors) ? errors : {}).map(
    ([field, entry]) => [field, typeof entry === "string" ? [entry] : entry] as const,
  );
  return Object.fromEntries(
    lists.flatMap(([field, list]) =>
      Array.isArray(list) ? [[field, list.filter((message): message is string => typeof message === "string").map(clean)]] : [],
    ),
  );
}
