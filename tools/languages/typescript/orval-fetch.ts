/** The fetch that orval's functions call: base URL, token, every digit of an id, and an exception for every status but 2xx. */

import { fetchExact } from "./exact.js";

export const settings = { baseUrl: "", token: "" };

export async function omneoFetch<T>(path: string, init: RequestInit): Promise<T> {
  const headers = { ...init.headers, Accept: "application/json", Authorization: `Bearer ${settings.token}` };
  const response = await fetchExact(settings.baseUrl + path, { ...init, headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return { data: text ? JSON.parse(text) : undefined, status: response.status, headers: response.headers } as T;
}
