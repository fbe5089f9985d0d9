import { util } from '@aws-appsync/utils';
import type { Key } from '../../functions/rules/keys.ts';

/** Returns a key in DynamoDB's own form, as a request's `key` takes it. */
export function mappedKey({ pk, sk }: Key): Record<string, unknown> {
  return util.dynamodb.toMapValues({ pk, sk });
}
