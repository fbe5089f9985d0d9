import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';

/** Reads members of a request. Refuses a wrong shape in the wording of Cognito's validation. */

export function requiredString(input: JsonObject, member: string): string {
  const value = optionalString(input, member);
  if (value === undefined) throw invalid(member, 'null', 'Member must not be null');
  return value;
}

/** Reads an optional member. The longest string of any Cognito request has 131,072 characters. */
export function optionalString(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, typeof value, 'Member must be a string');
  if (value.length > 131_072) throw invalid(member, 'too long', 'Member must have length less than or equal to 131072');
  if (value === '') throw invalid(member, "''", 'Member must have length greater than or equal to 1');
  return value;
}

export function optionalBoolean(input: JsonObject, member: string): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw invalid(member, typeof value, 'Member must be a boolean');
  return value;
}

export function optionalNumber(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw invalid(member, typeof value, 'Member must be an integer');
  }
  return value;
}

export function optionalObject(input: JsonObject, member: string): JsonObject | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw invalid(member, typeof value, 'Member must be a structure');
  return value;
}

/** Reads a map of strings such as `AuthParameters`. An absent one is empty. */
export function stringMap(input: JsonObject, member: string): Readonly<Record<string, string>> {
  const result: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(optionalObject(input, member) ?? {})) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw invalid(`${member}.${name}`, typeof value, 'Member must be a string');
    result[name] = value;
  }
  return result;
}

export function stringList(input: JsonObject, member: string): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid(member, typeof value, 'Member must be a list');
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw invalid(member, typeof entry, 'Member must be a string');
    return entry;
  });
}

/** Reads `[{Name, Value}]`, such as `UserAttributes`. An absent list is empty. */
export function attributeList(input: JsonObject, member: string): Readonly<Record<string, string>> {
  const value = input[member];
  if (value === undefined || value === null) return {};
  if (!Array.isArray(value)) throw invalid(member, typeof value, 'Member must be a list');
  const result: Record<string, string> = Object.create(null);
  for (const entry of value) {
    const attribute: unknown = entry;
    if (!isJsonObject(attribute)) throw invalid(member, typeof attribute, 'Member must be a structure');
    const name = requiredString(attribute, 'Name');
    const text = attribute.Value ?? '';
    if (typeof text !== 'string') throw invalid(`${member}.${name}`, typeof text, 'Member must be a string');
    if (text.length > 2048) {
      throw invalid(`${member}.${name}`, 'too long', 'Member must have length less than or equal to 2048');
    }
    result[name] = text;
  }
  return result;
}

function invalid(member: string, value: string, constraint: string) {
  const path = member.charAt(0).toLowerCase() + member.slice(1);
  return invalidParameter(
    `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
}
