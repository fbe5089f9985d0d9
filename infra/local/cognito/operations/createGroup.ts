import type { AwsOperation } from '../../platform/AwsApi.ts';
import { failed } from '../errors.ts';
import { groupView } from '../groups.ts';
import { optionalNumber, optionalString, requiredString } from '../input.ts';
import type { Group } from '../model.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function createGroup(services: Services): AwsOperation {
  return poolOperation(services, 'CreateGroup', (pool, input) => {
    const name = requiredString(input, 'GroupName');
    if (services.store.group(pool.id, name) !== undefined) {
      throw failed('GroupExistsException', 'A group with the name already exists.');
    }
    const description = optionalString(input, 'Description');
    const roleArn = optionalString(input, 'RoleArn');
    const precedence = optionalNumber(input, 'Precedence');
    const now = services.platform.clock.now();
    const group: Group = {
      poolId: pool.id,
      name,
      ...(description === undefined ? {} : { description }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(precedence === undefined ? {} : { precedence }),
      created: now,
      modified: now,
    };
    services.store.saveGroup(group);
    return { Group: groupView(group) };
  });
}
