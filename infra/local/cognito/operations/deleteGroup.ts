import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup } from '../groups.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function deleteGroup(services: Services): AwsOperation {
  return poolOperation(services, 'DeleteGroup', (pool, input) => {
    const { name } = findGroup(services, pool, requiredString(input, 'GroupName'));
    services.store.deleteGroup(pool.id, name);
    for (const user of services.store.users(pool.id)) {
      if (user.groups.includes(name))
        services.users.save(pool, { ...user, groups: user.groups.filter((member) => member !== name) });
    }
    return {};
  });
}
