import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup } from '../groups.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminAddUserToGroup(services: Services): AwsOperation {
  return userOperation(services, 'AdminAddUserToGroup', (pool, user, input) => {
    const { name } = findGroup(services, pool, requiredString(input, 'GroupName'));
    if (!user.groups.includes(name)) services.users.save(pool, { ...user, groups: [...user.groups, name] });
    return {};
  });
}
