import type { AwsOperation } from '../../platform/AwsApi.ts';
import { groupView } from '../groups.ts';
import { page } from '../page.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminListGroupsForUser(services: Services): AwsOperation {
  return userOperation(services, 'AdminListGroupsForUser', (pool, user, input) => {
    const groups = services.tokens.orderedGroups(user).flatMap((name) => services.store.group(pool.id, name) ?? []);
    const { entries, next } = page(groups, input, 'NextToken', 60);
    return { Groups: entries.map(groupView), ...(next === undefined ? {} : { NextToken: next }) };
  });
}
