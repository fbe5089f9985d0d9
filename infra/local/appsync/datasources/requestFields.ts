import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { FieldError } from '../execution/FieldError.ts';

/** Returns the error for a request handler's result that does not fit. */
export function mappingError(message: string): FieldError {
  return new FieldError({ message, errorType: 'MappingTemplate', data: null, errorInfo: null });
}

export function optionalText(request: JsonObject, name: string): string | undefined {
  const value = request[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    throw mappingError(`Expected a String for field '$[${name}]' but got ${describe(value)}.`);
  }
  return value;
}

export function requiredText(request: JsonObject, name: string): string {
  const value = optionalText(request, name);
  if (value === undefined) throw mappingError(`Value for field '$[${name}]' not found.`);
  return value;
}

export function optionalObject(request: JsonObject, name: string): JsonObject | undefined {
  const value = request[name];
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw mappingError(`Expected an Object for field '$[${name}]' but got ${describe(value)}.`);
  return value;
}

export function requiredObject(request: JsonObject, name: string): JsonObject {
  const value = optionalObject(request, name);
  if (value === undefined) throw mappingError(`Value for field '$[${name}]' not found.`);
  return value;
}

export function requiredList(request: JsonObject, name: string): readonly JsonValue[] {
  const value = request[name];
  if (value === undefined || value === null) throw mappingError(`Value for field '$[${name}]' not found.`);
  if (!Array.isArray(value)) throw mappingError(`Expected a List for field '$[${name}]' but got ${describe(value)}.`);
  return value;
}

function describe(value: JsonValue): string {
  return Array.isArray(value) ? 'a List' : typeof value === 'object' ? 'an Object' : `a ${typeof value}`;
}
