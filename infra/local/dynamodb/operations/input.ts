import { NotSupportedLocally } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { serializationError, validationError } from '../errors.ts';

/** Returns the error of a broken constraint in the wording of AWS's model validation. */
export function constraintError(value: JsonValue | undefined, member: string, constraint: string): Error {
  const shown =
    value === undefined || value === null ? 'null' : `'${typeof value === 'object' ? JSON.stringify(value) : value}'`;
  return validationError(
    `1 validation error detected: Value ${shown} at '${lowerFirst(member)}' failed to satisfy constraint: ${constraint}`,
  );
}

export function optionalString(input: JsonObject, member: string): string | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw serializationError(`${member}: a string is expected`);
}

export function requiredString(input: JsonObject, member: string): string {
  const value = optionalString(input, member);
  if (value === undefined) throw constraintError(undefined, member, 'Member must not be null');
  return value;
}

export function optionalInteger(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw serializationError(`${member}: an integer is expected`);
  }
  if (value < least) throw constraintError(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintError(value, member, `Member must have value less than or equal to ${most}`);
  return value;
}

export function flag(input: JsonObject, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value !== 'boolean') throw serializationError(`${member}: a boolean is expected`);
  return value;
}

export function choice<Choice extends string>(
  input: JsonObject,
  member: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = optionalString(input, member);
  if (value === undefined) return undefined;
  const found = choices.find((candidate) => candidate === value);
  if (found === undefined) {
    throw constraintError(value, member, `Member must satisfy enum value set: [${choices.join(', ')}]`);
  }
  return found;
}

export function requiredObject(input: JsonObject, member: string): JsonObject {
  const value = optionalObject(input, member);
  if (value === undefined) throw constraintError(undefined, member, 'Member must not be null');
  return value;
}

export function optionalObject(input: JsonObject, member: string): JsonObject | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || isJsonObject(value)) return value;
  throw serializationError(`${member}: a structure is expected`);
}

/** Reads a list of structures. */
export function optionalObjects(input: JsonObject, member: string): readonly JsonObject[] | undefined {
  const value: JsonValue | undefined = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (!isList(value) || !value.every(isJsonObject)) {
    throw serializationError(`${member}: a list of structures is expected`);
  }
  return value;
}

export function optionalStrings(input: JsonObject, member: string): readonly string[] | undefined {
  const value: JsonValue | undefined = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (!isList(value) || !value.every((element) => typeof element === 'string')) {
    throw serializationError(`${member}: a list of strings is expected`);
  }
  return value;
}

/** Reads the table's name, which a request may give as the table's ARN. */
export function tableName(input: JsonObject, member = 'TableName'): string {
  const value = optionalString(input, member);
  if (value === undefined) {
    throw validationError(`The parameter '${member}' is required but was not present in the request`);
  }
  return checkTableName(value);
}

export function checkTableName(value: string): string {
  const name = value.startsWith('arn:') ? value.slice(value.indexOf(':table/') + ':table/'.length) : value;
  if (!/^[a-zA-Z0-9_.-]+$/.test(name)) {
    throw constraintError(name, 'tableName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  }
  if (name.length < 3 || name.length > 255) {
    throw validationError('TableName must be at least 3 characters long and at most 255 characters long');
  }
  return name;
}

/** Refuses the parameters that expressions replaced in 2014, by name. */
export function refuseLegacy(input: JsonObject, members: readonly string[]): void {
  for (const member of members) {
    if ((input[member] ?? undefined) !== undefined) throw new NotSupportedLocally(`The legacy parameter ${member}`);
  }
}

export const isList = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
