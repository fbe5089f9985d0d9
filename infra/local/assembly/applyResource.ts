import type { ResourceResult } from '../platform/ResourceProvider.ts';
import type { Application } from './Application.ts';
import { createOrUpdate, type Work } from './createOrUpdate.ts';
import { generatedName } from './generatedName.ts';
import { ignoredResource } from './ignoredTypes.ts';
import { nestedStackType } from './loadStackTemplate.ts';
import { packageLocalFiles } from './localFiles.ts';
import { nestedStackInputs } from './nestedStackInputs.ts';
import { resolveObject } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import { nestedStack, type Stack } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';
import { withStackTags } from './withStackTags.ts';

type ApplyNested = (nested: Stack) => Promise<Readonly<Record<string, string>>>;

/**
 * Applies one resource and keeps what came of it.
 * @param applyNested applies a stack that the resource nests and returns its outputs
 * @throws TemplateError beginning with `<stack's path>/<logical id> (<type>)`.
 */
export async function applyResource(
  stack: Stack,
  resource: TemplateResource,
  scope: Scope,
  application: Application,
  applyNested: ApplyNested,
): Promise<ResourceResult> {
  const { logicalId, type } = resource;
  const path = `${stack.path}/${logicalId}`;
  if (application.leavesOut(type)) return leaveOut(stack, resource, application);
  const named = <T>(work: () => T | Promise<T>): Promise<T> => nameFailures(`${path} (${type})`, work);

  const properties = await named(() => {
    const resolved = resolveObject(resource.properties, scope, ['Properties']);
    return withStackTags(type, packageLocalFiles(type, resolved), stack.tags);
  });
  const previous = previousOf(stack, resource, application);
  const work: Work = { stack, resource, application, properties, previous, assets: {} };
  let result: ResourceResult;
  if (type === nestedStackType) {
    const nested = await named(() => nestedStackOf(work));
    // Its failures name their own place, which is below this one.
    result = nestedResult(nested, await applyNested(nested));
  } else {
    result = await named(() => createOrUpdate(work));
  }

  if (previous && previous.physicalId !== result.physicalId) application.replaced.push(previous);
  application.record({
    stackName: stack.name,
    logicalId,
    path,
    type,
    physicalId: result.physicalId,
    properties,
    attributes: result.attributes,
    deletionPolicy: resource.deletionPolicy,
    updateReplacePolicy: resource.updateReplacePolicy,
    ...(Object.keys(work.assets).length > 0 ? { assets: work.assets } : {}),
  });
  return result;
}

function leaveOut(stack: Stack, { logicalId, type }: TemplateResource, application: Application): ResourceResult {
  const [, ...ancestors] = stack.path.split('/');
  const known = application.ignored.get(type) ?? [];
  application.ignored.set(type, [...known, [...ancestors, logicalId].join('/')]);
  return ignoredResource(type, generatedName(stack, logicalId), application.target.platform);
}

/** A resource whose type changed is another resource: the former one goes. */
function previousOf(stack: Stack, resource: TemplateResource, application: Application): AppliedResource | undefined {
  const previous = application.target.state.get(stack.name, resource.logicalId);
  if (!previous || previous.type === resource.type) return previous;
  application.replaced.push(previous);
  return undefined;
}

function nestedStackOf({ stack, resource, application, properties }: Work): Stack {
  const source = stack.source.nested.get(resource.logicalId);
  if (!source) throw new TemplateError('its template was not loaded.');
  return nestedStack(stack, resource, source, nestedStackInputs(properties), application.target.platform);
}

/** Returns a nested stack's result: its id for `Ref`, and attributes named `Outputs.<name>`. */
function nestedResult({ id }: Stack, outputs: Readonly<Record<string, string>>): ResourceResult {
  const attributes = Object.entries(outputs).map(([name, value]) => [`Outputs.${name}`, value] as const);
  return { physicalId: id, attributes: Object.fromEntries(attributes) };
}

async function nameFailures<T>(place: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`${place}: ${reason}`, { cause: error });
  }
}
