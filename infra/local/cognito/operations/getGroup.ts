import type { AwsOperation } from '../../platform/AwsApi.ts';
import { findGroup, groupView } from '../groups.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function getGroup(services: Services): AwsOperation {
  return poolOperation(services, 'GetGroup', (pool, input) => {
    return { Group: groupView(findGroup(services, pool, requiredString(input, 'GroupName'))) };
  });
}
