import type { Application } from './Application.ts';
import type { AppliedResource } from './StackState.ts';

/** Properties that a name is unique within. */
const NAMESPACES = ['EventBusName', 'GroupName', 'LogGroupName', 'UserPoolId'] as const;

/**
 * Tells whether a resource of the state is one that the templates still have: it was moved to another stack or logical id and kept its name.
 * CloudFormation refuses such a move, since it creates before it deletes.
 */
export function movedResources(application: Application): (resource: AppliedResource) => boolean {
  const applied = Map.groupBy(
    application.target.state.all().filter((resource) => application.hasApplied(resource)),
    identityOf,
  );
  return (resource) => {
    const sameName = applied.get(identityOf(resource)) ?? [];
    return sameName.some(({ properties }) =>
      NAMESPACES.every((name) => properties[name] === resource.properties[name]),
    );
  };
}

function identityOf({ type, physicalId }: AppliedResource): string {
  return `${type} ${physicalId}`;
}
