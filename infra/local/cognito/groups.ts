import type { JsonObject } from '../platform/Json.ts';
import { resourceNotFound } from './errors.ts';
import type { Group, Pool } from './model.ts';
import type { Services } from './Services.ts';

/** Finds a group. Throws ResourceNotFoundException. */
export function findGroup(services: Services, pool: Pool, name: string): Group {
  const group = services.store.group(pool.id, name);
  if (group === undefined) throw resourceNotFound('Group not found.');
  return group;
}

/** Deletes a group and ends its memberships. */
export function removeGroup({ store, users }: Services, pool: Pool, name: string): void {
  store.deleteGroup(pool.id, name);
  for (const user of store.users(pool.id)) {
    if (user.groups.includes(name)) {
      users.save(pool, { ...user, groups: user.groups.filter((member) => member !== name) });
    }
  }
}

/** `GroupType` of the API. */
export function groupView(group: Group): JsonObject {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    CreationDate: group.created / 1000,
    LastModifiedDate: group.modified / 1000,
  };
}
