/** Whether an answer has the shape that the spec asks for: objects, arrays and required keys. Lenient on read: scalars pass. */

import { readFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string | string[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

// The spec as JSON, as it ships with the Python package.
const spec = JSON.parse(readFileSync(new URL("../../../../generated/omneo_api/openapi.json", import.meta.url), "utf-8")) as {
  components: { schemas: Record<string, Schema> };
};

export function fits(name: string, value: unknown): boolean {
  return check({ $ref: `#/components/schemas/${name}` }, value);
}

function check(schema: Schema, value: unknown): boolean {
  if (schema.$ref) return check(spec.components.schemas[schema.$ref.split("/").pop() ?? ""] ?? {}, value);
  if (schema.type === "array") return Array.isArray(value) && value.every((entry) => check(schema.items ?? {}, entry));
  if (schema.type !== "object") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = value as Record<string, unknown>;
  return (
    (schema.required ?? []).every((key) => key in entries) &&
    Object.entries(schema.properties ?? {}).every(([key, child]) => !(key in entries) || check(child, entries[key]))
  );
}
