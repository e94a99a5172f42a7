/** A client of the two endpoints, as a TypeScript developer would write it over the generated types. */

import createClient, { type Client } from "openapi-fetch";

import { APIResponseError } from "./errors.js";
import { fits } from "./fits.js";
import type { components, paths } from "./generated.js";
import { parse, send, type Wire } from "./http.js";
import { appointmentId, linkAction, type RecordId } from "./morphs.js";

export type Appointment = components["schemas"]["Appointment"];

export interface Options {
  baseUrl: string;
  token: string;
  maxRetries?: number;
  timeout?: number;
  sleep?: Wire["sleep"];
}

export class Omneo {
  readonly #api: Client<paths>;

  constructor({ baseUrl, token, maxRetries = 2, timeout = 30_000, sleep = pause }: Options) {
    const wire = { maxRetries, timeout, sleep };
    this.#api = createClient<paths>({
      baseUrl,
      headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
      fetch: (request: Request) => send(request, wire),
    });
  }

  /** Attach a record to an appointment. Resolves to the appointment with every link it has now. */
  async link(appointment: RecordId, type: string, id: RecordId): Promise<Appointment> {
    const { response } = await this.#api.POST("/v3/appointments/{appointment}/link", request(appointment, type, id));
    const body = new Uint8Array(await response.arrayBuffer());
    const envelope = parse(body);
    if (!fits("AppointmentEnvelope", envelope)) throw new APIResponseError(response.status, body);
    return (envelope as components["schemas"]["AppointmentEnvelope"]).data;
  }

  /** Detach a record from an appointment. */
  async unlink(appointment: RecordId, type: string, id: RecordId): Promise<void> {
    await this.#api.POST("/v3/appointments/{appointment}/unlink", request(appointment, type, id));
  }
}

/** The checked arguments as openapi-fetch wants them. The path takes digits, since a number cannot hold every id. */
function request(appointment: RecordId, type: string, id: RecordId) {
  const path = { appointment: appointmentId(appointment) as unknown as number };
  return { params: { path }, body: linkAction(type, id), parseAs: "stream" as const };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
