/** This client as a runner of the vectors: `node dist/runner.js`. See spec/vectors/README.md. */

import { readFileSync } from "node:fs";

import { Omneo } from "./client.js";
import * as errors from "./errors.js";
import { parse, stringify } from "./json.js";
import type { RecordId } from "./morphs.js";

interface Case {
  operation: string;
  base_url: string;
  /** In the order of the method's parameters. */
  arguments: Record<string, unknown>;
  max_retries: number | null;
  timeout: number | null;
  kept: string[];
}
interface Told {
  links?: { type: string; target_id: unknown }[];
}
/** The client by its method names. */
type Verbs = Record<string, ((...given: RecordId[]) => Promise<Told | void>) | undefined>;

// From the narrow to the wide: the first that fits names the kind.
const kinds: [new (...given: never[]) => errors.OmneoError, string][] = [
  [errors.BadRequestError, "bad-request"],
  [errors.AuthenticationError, "authentication"],
  [errors.PermissionDeniedError, "permission-denied"],
  [errors.NotFoundError, "not-found"],
  [errors.ConflictError, "conflict"],
  [errors.ValidationError, "validation"],
  [errors.RateLimitError, "rate-limit"],
  [errors.InternalServerError, "server"],
  [errors.APIStatusError, "status"],
  [errors.APIResponseError, "response"],
  [errors.APITimeoutError, "timeout"],
  [errors.APIConnectionError, "connection"],
];

/** The language cannot express a value. */
class NotApplicable extends Error {}

/** A value of a case, tagged where JSON has no type for it. There is no UUID type here: its string stands for it. */
function value(given: unknown): RecordId {
  const tagged = given as { $type?: string; value: string } | null;
  if (tagged?.$type === "integer") return BigInt(tagged.value);
  if (tagged?.$type === "uuid") return tagged.value;
  if (tagged?.$type !== "float") return given as RecordId;
  if (Number.isSafeInteger(Number(tagged.value))) throw new NotApplicable(`${tagged.value} and ${Number(tagged.value)} are one number here`);
  return Number(tagged.value);
}

/** The value at a JSON pointer (RFC 6901). */
function at(document: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
}

function success({ kept }: Case, appointment: Told | void): object {
  if (!appointment) return { success: {} };
  const links = appointment.links?.map((link) => [link.type, String(link.target_id)]);
  const facts = Object.fromEntries(kept.map((pointer) => [pointer, at(appointment, pointer)]));
  return { success: { ...(links && { links }), ...(kept.length && { kept: facts }) } };
}

function failure(error: unknown): object {
  if (error instanceof NotApplicable) return { not_applicable: error.message };
  if (error instanceof errors.LinkTargetError) {
    return { refusal: { rule: error.rule, field: error.field, allowed: error.allowed } };
  }
  const kind = kinds.find(([type]) => error instanceof type)?.[1];
  if (error instanceof errors.APIStatusError) {
    const { status, serverMessage: message, errors: fields, retryAfter: retry_after } = error;
    return { error: { kind, status, message, errors: fields, retry_after } };
  }
  if (error instanceof errors.APIResponseError) return { error: { kind, status: error.status, pointer: error.pointer } };
  return { error: kind ? { kind } : { kind: "untyped", message: String(error) } };
}

async function run(given: Case, token: string): Promise<object> {
  const waits: number[] = [];
  const sleep = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds / 1000));
  const retries = given.max_retries === null ? {} : { maxRetries: given.max_retries };
  const limit = given.timeout === null ? {} : { timeout: given.timeout * 1000 };
  const client = new Omneo({ baseUrl: given.base_url, token, sleep, ...retries, ...limit });
  try {
    const verb = /^[a-z]+/.exec(given.operation)?.[0] ?? "";
    const call = (client as unknown as Verbs)[verb];
    if (!call) throw new Error(`no method ${verb} for ${given.operation}`);
    return { ...success(given, await call.apply(client, Object.values(given.arguments).map(value))), waits };
  } catch (error) {
    return { ...failure(error), waits };
  }
}

const input = parse(readFileSync(0, "utf-8")) as { token: string; cases: Case[] };
const outcomes: unknown[] = [];
for (const given of input.cases) outcomes.push(await run(given, input.token));
process.stdout.write(stringify(outcomes));
