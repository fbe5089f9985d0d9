import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import type { ResourceProvider, ResourceResult } from '../platform/ResourceProvider.ts';
import type { Application } from './Application.ts';
import { resolveDynamicReferences } from './dynamicReferences.ts';
import { generatedName } from './generatedName.ts';
import { assetPath } from './localFiles.ts';
import type { Stack } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';
import type { TemplateResource } from './Template.ts';

/** One resource of a stack, with what applying it needs. */
export interface Work {
  readonly stack: Stack;
  readonly resource: TemplateResource;
  readonly application: Application;
  /** Resolved, but for dynamic references. */
  readonly properties: JsonObject;
  readonly previous: AppliedResource | undefined;
  /** Takes the files that the resource is made of. */
  readonly assets: Record<string, string>;
}

/** Has a resource made by the provider of its type, or by the template's own function. */
export async function createOrUpdate(work: Work): Promise<ResourceResult> {
  const provider = work.application.provider(work.resource.type);
  return provider ? provide(provider, work) : sendToFunction(work);
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
