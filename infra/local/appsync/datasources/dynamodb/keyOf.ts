import type { JsonObject } from '../../../platform/Json.ts';
import { requiredObject } from '../requestFields.ts';
import { toAttributeValues } from './attributeValues.ts';

/** Returns a request's `key` in DynamoDB's form. */
export function keyOf(request: JsonObject): JsonObject {
  return toAttributeValues(requiredObject(request, 'key'), 'key');
}
