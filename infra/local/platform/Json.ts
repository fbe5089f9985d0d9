export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

/** A JSON object as it crosses a service's edge. `undefined` members are left out when it is serialised. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** Narrows what came off the wire before anything reads a member of it. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
