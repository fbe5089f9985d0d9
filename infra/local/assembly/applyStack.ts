import type { ResourceResult } from '../platform/ResourceProvider.ts';
import type { Application } from './Application.ts';
import { applyResource } from './applyResource.ts';
import { orderResources } from './orderResources.ts';
import type { Stack } from './Stack.ts';
import { stackOutputs } from './stackOutputs.ts';
import { stackScope } from './stackScope.ts';
import { withPlace } from './withPlace.ts';

/**
 * Applies a stack's resources in dependency order, nested stacks with theirs, and returns its outputs.
 * @throws TemplateError naming the stack's path, the logical id and the property of what cannot be applied.
 */
export async function applyStack(stack: Stack, application: Application): Promise<Readonly<Record<string, string>>> {
  const { template } = stack.source;
  const results = new Map<string, ResourceResult>();
  const inStack = <T>(work: () => T): T => withPlace(stack.path, work);

  const scope = inStack(() => stackScope(stack, application.target.platform, results, application.exports));
  for (const resource of inStack(() => orderResources(template.resources, scope))) {
    const result = await applyResource(stack, resource, scope, application, (nested) =>
      applyStack(nested, application),
    );
    results.set(resource.logicalId, result);
  }
  return inStack(() => stackOutputs(template, scope, application.exports));
}
