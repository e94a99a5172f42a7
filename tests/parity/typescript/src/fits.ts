/** Whether an answer has what a caller cannot do without: everything that the spec requires and that may not be null. */

import { readFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string | string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

// The spec as JSON, as it ships with the Python package.
const spec = JSON.parse(readFileSync(new URL("../../../../generated/omneo_api/openapi.json", import.meta.url), "utf-8")) as {
  components: { schemas: Record<string, Schema> };
};

/** The JSON pointer of the first misfit, or null where the value fits. What is optional or may be null is not looked at. */
export function misfit(name: string, value: unknown): string | null {
  return check({ $ref: `#/components/schemas/${name}` }, value, "");
}

function check(reference: Schema, value: unknown, pointer: string): string | null {
  const schema = resolved(reference);
  const allowed = types(schema);
  if (allowed.length && !kinds(value).some((kind) => allowed.includes(kind))) return pointer;
  const parts: [Schema, unknown, string][] = [];
  if (Array.isArray(value)) value.forEach((entry, index) => parts.push([schema.items ?? {}, entry, String(index)]));
  else if (isObject(value)) {
    for (const key of schema.required ?? []) {
      const part = schema.properties?.[key] ?? {};
      if (!types(part).includes("null")) parts.push([part, Object.hasOwn(value, key) ? value[key] : undefined, key]);
    }
  }
  for (const [part, entry, key] of parts) {
    const found = check(part, entry, `${pointer}/${key}`);
    if (found !== null) return found;
  }
  return null;
}

function resolved(schema: Schema): Schema {
  const { allOf = [], ...whole } = schema.$ref ? (spec.components.schemas[schema.$ref.split("/").pop() ?? ""] ?? {}) : schema;
  return allOf.map(resolved).reduce<Schema>(
    (one, part) => ({
      ...part,
      ...one,
      required: [...(one.required ?? []), ...(part.required ?? [])],
      properties: { ...part.properties, ...one.properties },
    }),
    whole,
  );
}

/** The JSON types that a schema allows; empty where it allows any. */
function types(reference: Schema): string[] {
  const schema = resolved(reference);
  const union = schema.anyOf ?? schema.oneOf;
  return union ? union.flatMap(types) : schema.type === undefined ? [] : [schema.type].flat();
}

function kinds(value: unknown): string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (typeof value === "bigint" || Number.isInteger(value)) return ["integer", "number"];
  return [typeof value];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
