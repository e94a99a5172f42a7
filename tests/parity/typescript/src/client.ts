/** A client of the two endpoints, as a TypeScript developer would write it over the generated types. */

import { APIResponseError } from "./errors.js";
import { misfit } from "./fits.js";
import type { components, paths } from "./generated.js";
import { json, send, type Answer, type Wire } from "./http.js";
import { appointmentId, linkAction, type RecordId } from "./morphs.js";

/** The generated type, but for integers: one that a number cannot hold is a bigint. */
type Exact<T> = T extends number ? number | bigint : T extends object ? { [K in keyof T]: Exact<T[K]> } : T;

export type Appointment = Exact<components["schemas"]["Appointment"]>;

export interface Options {
  baseUrl: string;
  token: string;
  maxRetries?: number;
  /** Milliseconds for one whole try. */
  timeout?: number;
  sleep?: Wire["sleep"];
}

export class Omneo {
  readonly #baseUrl: string;
  readonly #wire: Wire;

  constructor({ baseUrl, token, maxRetries = 2, timeout = 30_000, sleep = pause }: Options) {
    this.#baseUrl = baseUrl;
    this.#wire = { token, maxRetries, timeout, sleep };
  }

  /** Attach a record to an appointment. Resolves to the appointment with every link it has now. */
  async link(appointment: RecordId, type: string, id: RecordId): Promise<Appointment> {
    const asked = appointmentId(appointment);
    const answer = await this.#send("POST", "/v3/appointments/{appointment}/link", asked, linkAction(type, id));
    return unwrapped<Appointment>("AppointmentEnvelope", answer, asked);
  }

  /** Detach a record from an appointment. */
  async unlink(appointment: RecordId, type: string, id: RecordId): Promise<void> {
    await this.#send("POST", "/v3/appointments/{appointment}/unlink", appointmentId(appointment), linkAction(type, id));
  }

  #send(method: string, path: keyof paths, appointment: string, body?: object): Promise<Answer> {
    return send(method, this.#baseUrl + path.replace("{appointment}", appointment), body, this.#wire);
  }
}

/** What an envelope of the spec holds; it must be the appointment that was asked for. */
function unwrapped<T extends { id: unknown }>(schema: keyof components["schemas"], { status, body }: Answer, asked: string): T {
  const envelope = json(body);
  const found = misfit(schema, envelope);
  if (found !== null) throw new APIResponseError(status, envelope === undefined ? null : found, body);
  const { data } = envelope as { data: T };
  if (String(data.id) !== asked) throw new APIResponseError(status, "/data/id", body);
  return data;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
