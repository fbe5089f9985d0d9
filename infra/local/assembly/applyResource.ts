import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import type { ResourceProvider, ResourceResult } from '../platform/ResourceProvider.ts';
import type { Application } from './Application.ts';
import { resolveDynamicReferences } from './dynamicReferences.ts';
import { generatedName } from './generatedName.ts';
import { ignoredResource } from './ignoredTypes.ts';
import { NESTED_STACK } from './loadStackTemplate.ts';
import { assetPath, packageLocalFiles } from './localFiles.ts';
import { nestedParameters } from './nestedParameters.ts';
import { resolveObject } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import { nestedStack, type Stack } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

type ApplyNested = (nested: Stack) => Promise<Readonly<Record<string, string>>>;

/** One resource of a stack, with what applying it needs. */
interface Work {
  readonly stack: Stack;
  readonly resource: TemplateResource;
  readonly application: Application;
  readonly properties: JsonObject;
  readonly previous: AppliedResource | undefined;
  /** Takes the files that the resource is made of. */
  readonly assets: Record<string, string>;
}

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
  if (application.leavesOut(type)) return leaveOut(stack, resource, application);
  const named = <T>(work: () => T | Promise<T>): Promise<T> =>
    nameFailures(`${stack.path}/${logicalId} (${type})`, work);

  const properties = await named(() =>
    packageLocalFiles(type, resolveObject(resource.properties, scope, ['Properties'])),
  );
  const previous = previousOf(stack, resource, application);
  const work: Work = { stack, resource, application, properties, previous, assets: {} };
  const provider = application.provider(type);
  let result: ResourceResult;
  if (type === NESTED_STACK) {
    const nested = await named(() => nestedStackOf(work));
    // Its failures name their own place, which is below this one.
    result = nestedResult(nested, await applyNested(nested));
  } else {
    result = await named(() => (provider ? provide(provider, work) : sendToFunction(work)));
  }

  if (previous && previous.physicalId !== result.physicalId) application.replaced.push(previous);
  application.record({
    stackName: stack.name,
    logicalId,
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
  return nestedStack(stack, resource, source, nestedParameters(properties), application.target.platform);
}

/** "Ref returns the stack ID"; the outputs are attributes named `Outputs.<name>`. */
function nestedResult({ id }: Stack, outputs: Readonly<Record<string, string>>): ResourceResult {
  const attributes = Object.entries(outputs).map(([name, value]) => [`Outputs.${name}`, value] as const);
  return { physicalId: id, attributes: Object.fromEntries(attributes) };
}

async function provide(provider: ResourceProvider, work: Work): Promise<ResourceResult> {
  const { stack, resource, application, properties, previous, assets } = work;
  const values = await resolveDynamicReferences(properties, application.target.platform);
  return provider.apply({
    stackName: stack.name,
    logicalId: resource.logicalId,
    generatedName: generatedName(stack, resource.logicalId),
    properties: isJsonObject(values) ? values : properties,
    ...(previous ? { previous: { physicalId: previous.physicalId, properties: previous.properties } } : {}),
    asset(bucket, key) {
      const path = assetPath(stack.source, resource, bucket, key);
      assets[`${bucket}/${key}`] = path;
      return path;
    },
  });
}

async function sendToFunction({ stack, resource, application, properties, previous }: Work): Promise<ResourceResult> {
  if (previous && isDeepStrictEqual(previous.properties, properties)) return previous;
  const { logicalId, type } = resource;
  const request = { stackId: stack.id, logicalId, type, properties };
  return application.target.customResources.send(
    previous
      ? { ...request, requestType: 'Update', physicalId: previous.physicalId, oldProperties: previous.properties }
      : { ...request, requestType: 'Create' },
  );
}

async function nameFailures<T>(place: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`${place}: ${reason}`, { cause: error });
  }
}
