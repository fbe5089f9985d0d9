import type { JsonObject } from '../../platform/Json.ts';
import { decimalSize } from './Decimal.ts';

/** A value as the API has it and as it is stored. Numbers are in canonical notation, binaries in canonical base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export interface Item extends JsonObject {
  readonly [attribute: string]: AttributeValue;
}

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

export const attributeTypes: readonly AttributeType[] = ['S', 'N', 'B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'NS', 'M'];

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new TypeError('An attribute value has exactly one type');
}

/** Returns the item's own attribute of that name. */
export function member(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

export const elementsOf = (value: AttributeValue): readonly string[] | undefined =>
  'SS' in value ? value.SS : 'NS' in value ? value.NS : 'BS' in value ? value.BS : undefined;

/** Implements DynamoDB's equality: sets without order, maps by attribute, lists by position. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if ('L' in left && 'L' in right) {
    return (
      left.L.length === right.L.length &&
      left.L.every((element, index) => {
        const other = right.L[index];
        return other !== undefined && equalValues(element, other);
      })
    );
  }
  if ('M' in left && 'M' in right) return equalItems(left.M, right.M);
  const elements = elementsOf(left);
  const others = elementsOf(right);
  if (elements !== undefined && others !== undefined) {
    const present = new Set(others);
    return elements.length === others.length && elements.every((element) => present.has(element));
  }
  return scalarOf(left) === scalarOf(right);
}

export function equalItems(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const value = member(left, name);
    const other = member(right, name);
    return value !== undefined && other !== undefined && equalValues(value, other);
  });
}

/** Returns bytes as DynamoDB counts them, against the 400 KB of an item and for capacity units. */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name of Object.keys(item)) {
    const value = member(item, name);
    if (value !== undefined) size += byteLength(name) + valueSize(value);
  }
  return size;
}

export function valueSize(value: AttributeValue): number {
  if ('S' in value) return byteLength(value.S);
  if ('N' in value) return decimalSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('SS' in value) return value.SS.reduce((sum, element) => sum + byteLength(element), 0);
  if ('NS' in value) return value.NS.reduce((sum, element) => sum + decimalSize(element), 0);
  if ('BS' in value) return value.BS.reduce((sum, element) => sum + Buffer.byteLength(element, 'base64'), 0);
  if ('L' in value) return 3 + value.L.reduce((sum, element) => sum + 1 + valueSize(element), 0);
  return 3 + Object.keys(value.M).length + itemSize(value.M);
}

const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

function scalarOf(value: AttributeValue): string | boolean | undefined {
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  if ('B' in value) return value.B;
  if ('BOOL' in value) return value.BOOL;
  return 'NULL' in value ? value.NULL : undefined;
}
