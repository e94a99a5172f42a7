/** Everything that can go wrong, as one tree; the same kinds as in every other client of the vectors. */

export class OmneoError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An argument breaks a rule of the API. No request was sent. */
export class LinkTargetError extends OmneoError {
  constructor(
    readonly rule: "unknown-alias" | "invalid-id" | "invalid-appointment",
    readonly field: "type" | "id" | "appointment",
    readonly allowed: string[] | "uuid" | "integer",
    readonly value: unknown,
  ) {
    super(`${field} must be ${Array.isArray(allowed) ? `one of ${allowed.join(", ")}` : `a valid ${allowed}`}, not ${shown(value)}`);
  }
}

/** A value in a message. Only what cannot run a caller's code is turned into text. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  const isOpaque = (typeof value === "object" && value !== null) || typeof value === "function";
  return isOpaque ? `a value of type ${typeof value}` : String(value);
}

/** There was no answer, or not a whole one. */
export class APIConnectionError extends OmneoError {}
export class APITimeoutError extends APIConnectionError {}

/** A 2xx whose body does not fit the spec: the server did act. pointer: where, null for what is no JSON. */
export class APIResponseError extends OmneoError {
  constructor(
    readonly status: number,
    readonly pointer: string | null,
    readonly body: Uint8Array,
  ) {
    super(`${status}: the server acted, but its answer does not fit the spec at ${pointer ?? "any place: it is no JSON"}`);
  }
}

/** Any status other than 2xx. */
export class APIStatusError extends OmneoError {
  constructor(
    readonly status: number,
    readonly serverMessage: string,
    readonly errors: Record<string, string[]>,
    readonly retryAfter: number | null,
    readonly body: Uint8Array,
  ) {
    super(`${status}: ${serverMessage || "no message"}`);
  }
}
export class BadRequestError extends APIStatusError {}
export class AuthenticationError extends APIStatusError {}
export class PermissionDeniedError extends APIStatusError {}
export class NotFoundError extends APIStatusError {}
export class ConflictError extends APIStatusError {}
export class ValidationError extends APIStatusError {}
export class RateLimitError extends APIStatusError {}
export class InternalServerError extends APIStatusError {}

const byStatus: Record<number, typeof APIStatusError> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

export function statusErrorClass(status: number): typeof APIStatusError {
  return byStatus[status] ?? (status >= 500 && status < 600 ? InternalServerError : APIStatusError);
}
