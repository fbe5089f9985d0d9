import { isJsonObject } from '../platform/Json.ts';
import type { Application } from './Application.ts';
import { resolveDynamicReferences } from './dynamicReferences.ts';
import { generatedName } from './generatedName.ts';
import { stackIdOf } from './Stack.ts';
import type { AppliedResource } from './StackState.ts';
import { TemplateError } from './TemplateError.ts';

/** What invoking a function takes. Services that keep their state on disk have the rest. */
const needed = /^AWS::(?:IAM::.+|Lambda::(?:Alias|Function|LayerVersion|Version))$/;

/**
 * Makes functions and their roles again as an earlier start did, for the custom resources that they are to delete.
 * What cannot be made again is passed over.
 */
export async function reinstate(resources: readonly AppliedResource[], application: Application): Promise<void> {
  for (const resource of resources.filter(({ type }) => needed.test(type))) {
    try {
      await applyAgain(resource, application);
    } catch (error) {
      application.target.platform.log('warn', 'cloudformation', `${resource.path} could not be made again`, {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

async function applyAgain(resource: AppliedResource, application: Application): Promise<void> {
  const { stackName, logicalId, type, physicalId, properties, assets = {} } = resource;
  const { platform } = application.target;
  const values = await resolveDynamicReferences(properties, platform);
  await application.provider(type)?.apply({
    stackName,
    logicalId,
    generatedName: generatedName({ id: stackIdOf(stackName, platform), name: stackName }, logicalId),
    properties: isJsonObject(values) ? values : properties,
    previous: { physicalId, properties },
    asset(bucket, key) {
      const path = assets[`${bucket}/${key}`];
      if (path === undefined) throw new TemplateError(`the place of its asset s3://${bucket}/${key} is not known.`);
      return path;
    },
  });
}
