import type { JsonValue } from '../../platform/Json.ts';
import { setMember } from '../../shared/setMember.ts';
import { CodeFault } from './Aborts.ts';

/** Bytes of JSON that one evaluation may return. */
const MAXIMUM_RESULT_BYTES = 5 * 1024 * 1024;
const MAXIMUM_DEPTH = 500;

let characters = 0;

/**
 * Copies a realm's result into host values as JSON has it: without `undefined` and functions, which become null in
 * lists.
 * Throws CodeFault over 5 MB or on a cycle.
 */
export function copyFromRealm(value: unknown): JsonValue | undefined {
  characters = 0;
  const copied = copyJson(value, 0);
  // A UTF-16 unit costs four bytes at most. Surrogate pairs and escapes are rare.
  if (characters * 4 > MAXIMUM_RESULT_BYTES && copied !== undefined) {
    if (Buffer.byteLength(JSON.stringify(copied)) > MAXIMUM_RESULT_BYTES) {
      throw new CodeFault('The evaluated result exceeds the maximum size of 5 MB.'); // ? wording assumed
    }
  }
  return copied;
}

function copyJson(value: unknown, depth: number): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
      characters += value.length + 2;
      return value;
    case 'number':
      characters += 8;
      return Number.isFinite(value) ? value : null;
    case 'boolean':
      characters += 5;
      return value;
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) {
    characters += 4;
    return null;
  }
  if (depth > MAXIMUM_DEPTH) throw new CodeFault('Converting circular structure to JSON');
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    for (let index = 0; index < value.length; index++) list.push(copyJson(value[index], depth + 1) ?? null);
    characters += list.length + 2;
    return list;
  }
  const object: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const member = copyJson((value as Record<string, unknown>)[key], depth + 1);
    if (member === undefined) continue;
    characters += key.length + 4;
    setMember(object, key, member);
  }
  return object;
}

/** Copies an argument of a library function. Keeps members that are `undefined`, unlike copyFromRealm. */
export function copyArgument(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAXIMUM_DEPTH) throw new CodeFault('Converting circular structure to JSON');
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (let index = 0; index < value.length; index++) list.push(copyArgument(value[index], depth + 1));
    return list;
  }
  const object: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    setMember(object, key, copyArgument((value as Record<string, unknown>)[key], depth + 1));
  }
  return object;
}
