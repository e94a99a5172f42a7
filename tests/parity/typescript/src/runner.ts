/** This client as a runner of the vectors: `node dist/runner.js`. See spec/vectors/README.md. */

import { readFileSync } from "node:fs";

import { Omneo, type Appointment } from "./client.js";
import * as errors from "./errors.js";
import type { RecordId } from "./morphs.js";

interface Case {
  operation: string;
  base_url: string;
  appointment: unknown;
  type: unknown;
  id: unknown;
  max_retries: number | null;
  kept: string[];
}

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

/** A value of a case, tagged where JSON has no type for it. There is no UUID type here: its string stands for it. */
function value(given: unknown): RecordId {
  const tagged = given as { $type?: string; value: string } | null;
  if (tagged?.$type === "integer") return BigInt(tagged.value);
  if (tagged?.$type === "uuid") return tagged.value;
  return given as RecordId;
}

function at(document: unknown, pointer: string): unknown {
  return pointer.split("/").slice(1).reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document);
}

function success({ kept }: Case, appointment: Appointment | void): unknown {
  if (!appointment) return { success: {} };
  const links = appointment.links.map((link) => [link.type, String(link.target_id)]);
  const facts = Object.fromEntries(kept.map((pointer) => [pointer, at(appointment, pointer)]));
  return { success: kept.length ? { links, kept: facts } : { links } };
}

function failure(error: unknown): unknown {
  if (error instanceof errors.LinkTargetError) {
    return { refusal: { rule: error.rule, field: error.field, allowed: error.allowed } };
  }
  const kind = kinds.find(([type]) => error instanceof type)?.[1];
  if (error instanceof errors.APIStatusError) {
    const { status, serverMessage: message, errors: fields, retryAfter: retry_after } = error;
    return { error: { kind, status, message, errors: fields, retry_after } };
  }
  if (error instanceof errors.APIResponseError) return { error: { kind, status: error.status } };
  return { error: kind ? { kind } : { kind: "untyped", message: String(error) } };
}

async function run(given: Case, token: string): Promise<unknown> {
  const retries = given.max_retries === null ? {} : { maxRetries: given.max_retries };
  const client = new Omneo({ baseUrl: given.base_url, token, sleep: () => Promise.resolve(), ...retries });
  const call = given.operation === "linkAppointment" ? client.link.bind(client) : client.unlink.bind(client);
  try {
    return success(given, await call(value(given.appointment), value(given.type) as string, value(given.id)));
  } catch (error) {
    return failure(error);
  }
}

const input = JSON.parse(readFileSync(0, "utf-8")) as { token: string; cases: Case[] };
const outcomes: unknown[] = [];
for (const given of input.cases) outcomes.push(await run(given, input.token));
process.stdout.write(JSON.stringify(outcomes));
