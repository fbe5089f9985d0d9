import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup } from '../groups.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminRemoveUserFromGroup(services: Services): AwsOperation {
  return userOperation(services, 'AdminRemoveUserFromGroup', (pool, user, input) => {
    const { name } = findGroup(services, pool, requiredString(input, 'GroupName'));
    services.users.save(pool, { ...user, groups: user.groups.filter((member) => member !== name) });
    return {};
  });
}
