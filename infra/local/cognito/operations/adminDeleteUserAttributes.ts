import type { AwsOperation } from '../../platform/AwsApi.ts';
import { applyAttributes, checkAttributes, checkRequired } from '../attributes.ts';
import { invalidParameter } from '../errors.ts';
import { stringList } from '../input.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminDeleteUserAttributes(services: Services): AwsOperation {
  return userOperation(services, 'AdminDeleteUserAttributes', (pool, user, input) => {
    const names = stringList(input, 'UserAttributeNames');
    if (names === undefined) throw invalidParameter('Missing required parameter UserAttributeNames');
    const removed = Object.fromEntries(names.map((name) => [name, '']));
    checkAttributes(pool, removed, user.attributes, 'administrator');
    const attributes = applyAttributes(user.attributes, removed);
    checkRequired(pool, attributes);
    services.users.save(pool, { ...user, attributes });
    return {};
  });
}
