import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { invalidParameterValue, invalidValue, missingParameter } from './errors.ts';

export function optionalString(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidParameterValue(`The parameter ${name} must be a string.`);
  return value;
}

export function requiredString(input: JsonObject, name: string): string {
  const value = optionalString(input, name);
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

export function optionalInteger(input: JsonObject, name: string, from: number, to: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
    throw invalidValue(name, JSON.stringify(value), `Must be between ${from} and ${to}, if provided`);
  }
  return value;
}

export function objectMap(input: JsonObject, name: string): Readonly<Record<string, JsonObject>> {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw invalidParameterValue(`The parameter ${name} must be a map.`);
  const map: Record<string, JsonObject> = {};
  for (const [key, item] of Object.entries(value)) {
    if (!isJsonObject(item)) throw invalidParameterValue(`The parameter ${name} must be a map of structures.`);
    map[key] = item;
  }
  return map;
}

export function stringMap(input: JsonObject, name: string): Readonly<Record<string, string>> {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw invalidParameterValue(`The parameter ${name} must be a map.`);
  return Object.fromEntries(Object.keys(value).map((key) => [key, optionalString(value, key) ?? '']));
}

export function stringList(input: JsonObject, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalidParameterValue(`The parameter ${name} must be a list.`);
  return value.map((item: JsonValue) => {
    if (typeof item !== 'string') throw invalidParameterValue(`The parameter ${name} must be a list of strings.`);
    return item;
  });
}

export function objectList(input: JsonObject, name: string): readonly JsonObject[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw invalidParameterValue(`The parameter ${name} must be a list of structures.`);
  }
  return value;
}
