import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';

/** Reads a member of a decoded form. An empty string is not an absent member. */
export function optionalString(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidParameter(`${name} Reason: not a string`);
}

export function requiredString(input: JsonObject, name: string): string {
  const value = optionalString(input, name);
  if (value === undefined || value === '') throw invalidParameter(`${name} Reason: no value for required parameter`);
  return value;
}

export function optionalObject(input: JsonObject, name: string): JsonObject | undefined {
  const value = input[name];
  // An empty map arrives as an empty string, as an empty list does.
  if (value === undefined || value === null || value === '') return undefined;
  if (isJsonObject(value)) return value;
  throw invalidParameter(`${name} Reason: not a map`);
}

/** Reads the `Attributes` map of a create or set operation. */
export function stringMap(input: JsonObject, name: string): Readonly<Record<string, string>> {
  const map = optionalObject(input, name) ?? {};
  const strings: Record<string, string> = {};
  for (const key of Object.keys(map)) strings[key] = optionalString(map, key) ?? '';
  return strings;
}

export function objectList(input: JsonObject, name: string): readonly JsonObject[] {
  const value = input[name];
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw invalidParameter(`${name} Reason: not a list`);
  return value;
}

export function stringList(input: JsonObject, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw invalidParameter(`${name} Reason: not a list of strings`);
  }
  return value;
}

/** Returns an answer's `<entry>` map. A `Map` is not JSON, but the query protocol's serializer takes one. */
export function entryMap(record: Readonly<Record<string, string>>): JsonValue {
  return new Map(Object.entries(record)) as unknown as JsonValue;
}

export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
