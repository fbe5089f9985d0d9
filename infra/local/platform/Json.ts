export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

/** A JSON object at a service's edge. `undefined` members are left out when it is serialised. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** Returns whether a value from outside is an object whose members can be read. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
