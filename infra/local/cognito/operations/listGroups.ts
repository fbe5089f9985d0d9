import type { AwsOperation } from '../../platform/AwsApi.ts';
import { groupView } from '../groups.ts';
import { page } from '../page.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function listGroups(services: Services): AwsOperation {
  return poolOperation(services, 'ListGroups', (pool, input) => {
    const { entries, next } = page(services.store.groups(pool.id), input, 'NextToken', 60);
    return { Groups: entries.map(groupView), ...(next === undefined ? {} : { NextToken: next }) };
  });
}
