import type { AwsOperation } from '../../platform/AwsApi.ts';
import { applyAttributes, checkAttributes, checkRequired } from '../attributes.ts';
import { invalidParameter } from '../errors.ts';
import { stringList } from '../input.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function deleteUserAttributes(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, client, user }, input) => {
    const names = stringList(input, 'UserAttributeNames');
    if (names === undefined) throw invalidParameter('Missing required parameter UserAttributeNames');
    const removed = Object.fromEntries(names.map((name) => [name, '']));
    checkAttributes(pool, removed, user.attributes, client);
    const attributes = applyAttributes(user.attributes, removed);
    checkRequired(pool, attributes);
    services.users.save(pool, { ...user, attributes });
    return {};
  });
}
