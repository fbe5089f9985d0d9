import { isDeepStrictEqual } from 'node:util';
import type { Application } from './Application.ts';
import { isCustomResource } from './CustomResources.ts';
import type { AppliedResource } from './StackState.ts';

/** Properties that a name is unique within. */
const namespaces = ['EventBusName', 'GroupName', 'LogGroupName', 'UserPoolId'] as const;

/**
 * Tells whether a resource of the state moved to another stack or logical id under the same name.
 * CloudFormation creates before it deletes: it refuses such a move, or has a custom resource deleted after all.
 */
export function movedResources(application: Application): (resource: AppliedResource) => boolean {
  const applied = Map.groupBy(
    application.target.state.all().filter((resource) => application.hasApplied(resource)),
    identityOf,
  );
  return (resource) => (applied.get(identityOf(resource)) ?? []).some((other) => isSame(resource, other));
}

function identityOf({ type, physicalId }: AppliedResource): string {
  return `${type} ${physicalId}`;
}

function isSame(one: AppliedResource, other: AppliedResource): boolean {
  if (!isCustomResource(one.type)) return namespaces.every((name) => one.properties[name] === other.properties[name]);
  // Functions choose physical ids freely, so that only the properties tell whether two mean the same.
  const [{ ServiceToken: _one, ...own }, { ServiceToken: _other, ...others }] = [one.properties, other.properties];
  return isDeepStrictEqual(own, others);
}
