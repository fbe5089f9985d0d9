import type { Application } from './Application.ts';
import { isCustomResource } from './CustomResources.ts';
import { NESTED_STACK } from './loadStackTemplate.ts';
import { stackIdOf, stackNameOf } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';

/** Properties that a name is unique within. */
const NAMESPACES = ['EventBusName', 'GroupName', 'LogGroupName', 'UserPoolId'] as const;

/**
 * Removes what the templates no longer have, last applied first, and what was replaced. Returns the number of resources that are gone.
 * A failure is logged and forgotten, as in CloudFormation's clean-up.
 */
export async function removeLeftovers(application: Application): Promise<number> {
  const { state } = application.target;
  const gone = state.all().filter((resource) => !application.hasApplied(resource));
  const stacks = new Map(gone.filter(({ type }) => type === NESTED_STACK).map((stack) => [nameOf(stack), stack]));

  /** A nested stack that is retained keeps all that it has. */
  const isRetained = ({ deletionPolicy, stackName }: AppliedResource): boolean => {
    const stack = stacks.get(stackName);
    return retains(deletionPolicy) || (stack !== undefined && isRetained(stack));
  };

  for (const resource of application.replaced) {
    if (!retains(resource.updateReplacePolicy)) await remove(resource, application);
  }
  for (const resource of gone.toReversed()) {
    if (!isRetained(resource)) await remove(resource, application);
    state.delete(resource);
  }
  return gone.length;
}

function nameOf(stack: AppliedResource): string {
  return stackNameOf(stack.physicalId) ?? '';
}

/** `RetainExceptOnCreate` deletes only what a failed first deployment made. */
function retains(policy: string): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}

async function remove(resource: AppliedResource, application: Application): Promise<void> {
  const { platform, customResources } = application.target;
  const { stackName, logicalId, type, physicalId, properties } = resource;
  try {
    if (isCustomResource(type)) {
      const stackId = stackIdOf(stackName, platform);
      await customResources.send({ requestType: 'Delete', stackId, logicalId, type, properties, physicalId });
    } else if (isHeldElsewhere(resource, application)) {
      const moved = `${logicalId} (${type}) was kept: another resource of the templates has the same name now`;
      platform.log('warn', 'cloudformation', `${moved}; CloudFormation would refuse that`, {
        stack: stackName,
        name: physicalId,
      });
    } else {
      await application.provider(type)?.remove?.(physicalId, properties);
    }
  } catch (error) {
    platform.log('warn', 'cloudformation', `${logicalId} (${type}) was not removed`, {
      stack: stackName,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Whether a resource that the templates have is the very thing: it was moved to another stack or logical id under its own name. */
function isHeldElsewhere(resource: AppliedResource, application: Application): boolean {
  return application.target.state
    .all()
    .some(
      (other) =>
        application.hasApplied(other) &&
        other.type === resource.type &&
        other.physicalId === resource.physicalId &&
        NAMESPACES.every((name) => other.properties[name] === resource.properties[name]),
    );
}
