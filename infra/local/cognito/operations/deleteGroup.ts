import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup, removeGroup } from '../groups.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function deleteGroup(services: Services): AwsOperation {
  return poolOperation(services, 'DeleteGroup', (pool, input) => {
    const { name } = findGroup(services, pool, requiredString(input, 'GroupName'));
    removeGroup(services, pool, name);
    return {};
  });
}
