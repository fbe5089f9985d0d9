import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup } from '../groups.ts';
import { requiredString } from '../input.ts';
import { page } from '../page.ts';
import type { Services } from '../Services.ts';
import { userView } from '../userView.ts';
import { poolOperation } from './define.ts';

export function listUsersInGroup(services: Services): AwsOperation {
  return poolOperation(services, 'ListUsersInGroup', (pool, input) => {
    const { name } = findGroup(services, pool, requiredString(input, 'GroupName'));
    const members = services.store.users(pool.id).filter((user) => user.groups.includes(name));
    const { entries, next } = page(members, input, 'NextToken', 60);
    return { Users: entries.map(userView), ...(next === undefined ? {} : { NextToken: next }) };
  });
}
