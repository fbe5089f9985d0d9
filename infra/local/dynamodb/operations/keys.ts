import { invalidParameter, validationError } from '../errors.ts';
import { type EncodedKey, encodeKey } from '../storage/ItemStore.ts';
import { keyAttributes, type TableDefinition } from '../storage/TableDefinition.ts';
import { type AttributeValue, type Item, itemSize, member, typeOf, valueSize } from '../values/AttributeValue.ts';

/** Bytes of an item, with its names. */
export const MAXIMUM_ITEM_BYTES = 400 * 1024;
const MAXIMUM_HASH_BYTES = 2048;
const MAXIMUM_RANGE_BYTES = 1024;

/** Checks that `key` is exactly the table's key and encodes it. Throws ValidationException with AWS's wording. */
export function checkedKey(table: TableDefinition, key: Item): EncodedKey {
  const attributes = keyAttributes(table.key);
  if (Object.keys(key).length !== attributes.length) {
    throw validationError('The provided key element does not match the schema');
  }
  for (const name of attributes) {
    const value = member(key, name);
    if (value === undefined || typeOf(value) !== table.attributeTypes[name]) {
      throw validationError('The provided key element does not match the schema');
    }
    assertKeyValue(table.key.hash === name, name, value);
  }
  const encoded = encodeKey(table, table.key, key);
  if (encoded === undefined) throw validationError('The provided key element does not match the schema');
  return encoded;
}

/** Checks an item's keys, index keys and size before it is put. Throws ValidationException with AWS's wording. */
export function checkedItem(table: TableDefinition, item: Item): EncodedKey {
  for (const name of keyAttributes(table.key)) {
    const value = member(item, name);
    if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`);
    const expected = table.attributeTypes[name];
    if (typeOf(value) !== expected) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${expected} actual: ${typeOf(value)}`);
    }
    assertKeyValue(table.key.hash === name, name, value);
  }
  assertIndexKeys(table, item);
  if (itemSize(item) > MAXIMUM_ITEM_BYTES) throw validationError('Item size has exceeded the maximum allowed size');
  const encoded = encodeKey(table, table.key, item);
  if (encoded === undefined) throw validationError('The provided key element does not match the schema');
  return encoded;
}

/** Throws if the item has another type than the index's key has. An item without the key is allowed. */
export function assertIndexKeys(table: TableDefinition, item: Item): void {
  for (const index of table.indexes) {
    for (const name of keyAttributes(index.key)) {
      const value = member(item, name);
      if (value === undefined) continue;
      const expected = table.attributeTypes[name];
      if (typeOf(value) !== expected) {
        throw invalidParameter(
          `Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      if (isEmpty(value)) {
        throw validationError(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${emptyName(value)} value. IndexName: ${index.name}, IndexKey: ${name}`,
        );
      }
      assertKeySize(index.key.hash === name, value);
    }
  }
}

export function assertKeyValue(isHash: boolean, name: string, value: AttributeValue): void {
  if (isEmpty(value)) {
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${emptyName(value)} value. Key: ${name}`,
    );
  }
  assertKeySize(isHash, value);
}

function assertKeySize(isHash: boolean, value: AttributeValue): void {
  if ('N' in value) return;
  const size = valueSize(value);
  if (isHash && size > MAXIMUM_HASH_BYTES) {
    throw invalidParameter(`Size of hashkey has exceeded the maximum size limit of${MAXIMUM_HASH_BYTES} bytes`);
  }
  if (!isHash && size > MAXIMUM_RANGE_BYTES) {
    throw invalidParameter(
      `Aggregated size of all range keys has exceeded the size limit of ${MAXIMUM_RANGE_BYTES} bytes`,
    );
  }
}

const isEmpty = (value: AttributeValue): boolean =>
  ('S' in value && value.S === '') || ('B' in value && value.B === '');
const emptyName = (value: AttributeValue): string => ('S' in value ? 'string' : 'binary');
