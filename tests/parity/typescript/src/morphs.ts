/** The morph-alias rule: a UUID for a profile, an integer for everything else. The whitelist is the generated enum. */

import { LinkTargetError } from "./errors.js";
import { MorphAlias, type components } from "./generated.js";

export type RecordId = bigint | number | string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const digits = /^[1-9][0-9]{0,18}$/;
const largest = 2n ** 63n - 1n;

/** The id in digits, or null where it isn't an integer from 1 to 2^63 - 1. A number beyond 2^53 has lost digits: give a bigint. */
function integer(value: unknown): string | null {
  const exact = typeof value === "bigint" || Number.isSafeInteger(value);
  const text = exact || typeof value === "string" ? String(value) : "";
  return digits.test(text) && BigInt(text) <= largest ? text : null;
}

export function appointmentId(value: unknown): string {
  const text = integer(value);
  if (text === null) throw new LinkTargetError("invalid-appointment", "appointment", "integer", value);
  return text;
}

export function linkAction(type: unknown, id: unknown): components["schemas"]["AppointmentLinkAction"] {
  const allowed = Object.values<string>(MorphAlias);
  if (typeof type !== "string" || !allowed.includes(type)) {
    throw new LinkTargetError("unknown-alias", "type", allowed.sort(), type);
  }
  const alias = type as MorphAlias;
  if (alias === MorphAlias.profile) {
    if (typeof id !== "string" || !uuid.test(id)) throw new LinkTargetError("invalid-id", "id", "uuid", id);
    return { type: alias, id: id.toLowerCase() };
  }
  const text = integer(id);
  if (text === null) throw new LinkTargetError("invalid-id", "id", "integer", id);
  return { type: alias, id: text };
}
