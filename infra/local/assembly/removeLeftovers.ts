import type { Application } from './Application.ts';
import { isCustomResource } from './CustomResources.ts';
import { nestedStackType } from './loadStackTemplate.ts';
import { movedResources } from './movedResources.ts';
import { reinstate } from './reinstate.ts';
import { stackIdOf, stackNameOf } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';

/**
 * Removes what was replaced, then what the templates no longer have, last applied first, and returns how many
 * it removed. What its deletion policy retains stays, without anybody who manages it.
 * A failure is logged and forgotten, as in CloudFormation's clean-up.
 */
export async function removeLeftovers(application: Application): Promise<number> {
  const { state } = application.target;
  const gone = state.all().filter((resource) => !application.hasApplied(resource));
  const isRetained = retention(gone);
  const replaced = application.replaced.filter(({ updateReplacePolicy }) => !retains(updateReplacePolicy));
  const isMoved = movedResources(application);
  const removable = new Set([...replaced, ...gone.filter((resource) => !isRetained(resource))]);
  for (const resource of [...removable].filter(isMoved)) {
    warnOfMove(resource, application);
    removable.delete(resource);
  }
  if ([...removable].some(({ type }) => isCustomResource(type))) {
    await reinstate(
      gone.filter((resource) => !isMoved(resource)),
      application,
    );
  }

  for (const resource of replaced) {
    if (removable.has(resource)) await remove(resource, application);
  }
  for (const resource of gone.toReversed()) {
    if (removable.has(resource)) await remove(resource, application);
    if (isRetained(resource)) application.kept.push(`${resource.path} (${resource.type})`);
    state.delete(resource);
  }
  return gone.length - application.kept.length;
}

/** Tells whether a resource that is gone stays where it is: a nested stack that is retained keeps all that it has. */
function retention(gone: readonly AppliedResource[]): (resource: AppliedResource) => boolean {
  const stacks = gone.filter(({ type }) => type === nestedStackType);
  const byName = new Map(stacks.map((stack) => [stackNameOf(stack.physicalId), stack]));
  const isRetained = ({ deletionPolicy, stackName }: AppliedResource): boolean => {
    const stack = byName.get(stackName);
    return retains(deletionPolicy) || (stack !== undefined && isRetained(stack));
  };
  return isRetained;
}

/** `RetainExceptOnCreate` deletes only what a failed first deployment made. */
function retains(policy: string): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}

async function remove(resource: AppliedResource, application: Application): Promise<void> {
  const { platform, customResources } = application.target;
  const { stackName, logicalId, path, type, physicalId, properties } = resource;
  try {
    if (isCustomResource(type)) {
      const stackId = stackIdOf(stackName, platform);
      await customResources.send({ requestType: 'Delete', stackId, logicalId, type, properties, physicalId });
    } else {
      await application.provider(type)?.remove?.(physicalId, properties);
    }
  } catch (error) {
    platform.log('warn', 'cloudformation', `${path} (${type}) was not removed`, {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

function warnOfMove({ path, type, physicalId }: AppliedResource, application: Application): void {
  application.target.platform.log(
    'warn',
    'cloudformation',
    `${path} (${type}) was kept: another resource has its name now. A deployment would refuse that, or delete it.`,
    { name: physicalId },
  );
}
