import { isJsonObject } from '../../platform/Json.ts';
import { setMember } from '../../shared/setMember.ts';
import { invalidParameter, serializationError, validationError } from '../errors.ts';
import type { AttributeValue, Item } from './AttributeValue.ts';
import { formatDecimal, parseDecimal } from './Decimal.ts';

const MAXIMUM_DEPTH = 32;
const oneType = 'must contain exactly one of the supported datatypes';

/** Reads an item, key or `ExpressionAttributeValues` in canonical form. Throws with AWS's wording. */
export function parseItem(input: unknown): Item {
  if (!isJsonObject(input)) throw serializationError('Unexpected value type in payload');
  return parseMap(input, 0);
}

/**
 * Reads one attribute value in canonical form. Throws ValidationException or SerializationException with AWS's wording.
 */
export function parseAttributeValue(input: unknown, depth = 0): AttributeValue {
  if (!isJsonObject(input)) throw serializationError('Unexpected value type in payload');
  if (depth > MAXIMUM_DEPTH) {
    throw validationError(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  }
  const types = Object.keys(input).filter((type) => input[type] !== undefined && input[type] !== null);
  const type = types[0];
  if (type === undefined) throw validationError(`Supplied AttributeValue is empty, ${oneType}`);
  const parsed = parseTyped(type, input[type], depth);
  if (types.length > 1) throw validationError(`Supplied AttributeValue has more than one datatypes set, ${oneType}`);
  return parsed;
}

function parseTyped(type: string, value: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: text(value) };
    case 'N':
      return { N: canonicalNumber(text(value)) };
    case 'B':
      return { B: canonicalBinary(text(value)) };
    case 'BOOL':
      return { BOOL: flag(value) };
    case 'NULL':
      if (!flag(value)) throw invalidParameter('Null attribute value types must have the value of true');
      return { NULL: true };
    case 'SS':
      return { SS: setOf(value, 'An string set  may not be empty', text, type) };
    case 'NS':
      return { NS: setOf(value, 'An number set  may not be empty', (one) => canonicalNumber(text(one)), type) };
    case 'BS':
      return { BS: setOf(value, 'Binary sets should not be empty', (one) => canonicalBinary(text(one)), type) };
    case 'L':
      return { L: list(value).map((element) => parseAttributeValue(element, depth + 1)) };
    case 'M':
      if (!isJsonObject(value)) throw serializationError('Unexpected value type in payload');
      return { M: parseMap(value, depth + 1) };
    default:
      throw validationError(`Supplied AttributeValue is empty, ${oneType}`);
  }
}

function parseMap(input: Readonly<Record<string, unknown>>, depth: number): Item {
  const item: Record<string, AttributeValue> = {};
  for (const name of Object.keys(input)) setMember(item, name, parseAttributeValue(input[name], depth));
  return item;
}

function setOf(value: unknown, emptyMessage: string, parse: (one: unknown) => string, type: string): readonly string[] {
  const elements = list(value).map(parse);
  if (elements.length === 0) throw invalidParameter(emptyMessage);
  if (new Set(elements).size !== elements.length) {
    if (type === 'NS') throw validationError('Input collection contains duplicates');
    const suffix = type === 'BS' ? 'of type BS contains duplicates.' : ' contains duplicates.';
    throw invalidParameter(`Input collection [${elements.join(', ')}]${suffix}`);
  }
  return elements;
}

const canonicalNumber = (value: string): string => formatDecimal(parseDecimal(value));

function canonicalBinary(value: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) {
    throw serializationError(
      `Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}, or it has a character outside the alphabet`,
    );
  }
  return Buffer.from(value, 'base64').toString('base64');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw serializationError(`${nameOf(value)} cannot be converted to String`);
}

function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw serializationError(`${nameOf(value)} cannot be converted to Boolean`);
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw serializationError('Unexpected field type');
}

function nameOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'string' ? 'STRING_VALUE' : 'Start of structure or map found where not expected; it';
}
