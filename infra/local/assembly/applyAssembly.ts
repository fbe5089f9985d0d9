import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider, ResourceResult } from '../platform/ResourceProvider.ts';
import { type CustomResources, isCustomResource } from './CustomResources.ts';
import { resolveDynamicReferences } from './dynamicReferences.ts';
import { evaluateConditions } from './evaluateConditions.ts';
import { generatedName } from './generatedName.ts';
import { ignoredResource, isIgnoredType, refuseUnknownTypes, uuidOf } from './ignoredTypes.ts';
import type { Assembly, AssemblyStack } from './loadAssembly.ts';
import { assetPath, packageLocalFiles } from './localFiles.ts';
import { orderResources } from './orderResources.ts';
import { resolveParameters } from './resolveParameters.ts';
import { resolveObject, resolveValue } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import type { AppliedResource, StackState } from './StackState.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

export interface AppliedAssembly {
  /** Stack name → output name → value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** Number of resources that the runtime now has. */
  readonly applied: number;
  /** Number of resources removed because the template no longer has them. */
  readonly removed: number;
  /** What was left out because it means nothing on one machine: type → logical ids. */
  readonly ignored: ReadonlyMap<string, readonly string[]>;
}

export interface AssemblyTarget {
  readonly platform: Platform;
  readonly providers: readonly ResourceProvider[];
  readonly customResources: CustomResources;
  readonly state: StackState;
  /** Values for parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Makes the services have what the templates say: every resource in dependency order, then the removal of those that are gone.
 * @throws TemplateError naming stack, logical id and property of what cannot be applied.
 */
export async function applyAssembly(assembly: Assembly, target: AssemblyTarget): Promise<AppliedAssembly> {
  const application = new Application(target);
  refuseUnknownTypes(
    assembly.stacks.flatMap(({ name, template }) =>
      [...template.resources.values()].map(({ logicalId, type }) => ({ stackName: name, logicalId, type })),
    ),
    (type) => application.knows(type),
  );
  const outputs: Record<string, Readonly<Record<string, JsonValue>>> = {};
  for (const stack of assembly.stacks) outputs[stack.name] = await application.applyStack(stack);
  const removed = await application.removeLeftovers();
  return { outputs, applied: application.applied.size, removed, ignored: application.ignored };
}

class Application {
  /** `<stack>/<logical id>` of everything applied in this run. */
  readonly applied = new Set<string>();
  readonly ignored = new Map<string, string[]>();
  readonly #target: AssemblyTarget;
  readonly #providers: ReadonlyMap<string, ResourceProvider>;
  readonly #exports = new Map<string, JsonValue>();
  readonly #replaced: AppliedResource[] = [];

  constructor(target: AssemblyTarget) {
    this.#target = target;
    this.#providers = new Map(target.providers.map((provider) => [provider.type, provider]));
  }

  knows(type: string): boolean {
    // An AwsCustomResource calls any API by its SDK name: there is no telling what it would reach.
    return this.#providers.has(type) || (isCustomResource(type) && type !== 'Custom::AWS');
  }

  async applyStack(stack: AssemblyStack): Promise<Readonly<Record<string, JsonValue>>> {
    const { platform, state } = this.#target;
    const results = new Map<string, ResourceResult>();
    const stackId = stackIdOf(platform, stack.name);
    const scope = inStack(stack.name, () => this.#scope(stack, stackId, results));
    const resources = inStack(stack.name, () => orderResources(stack.template.resources, scope));
    for (const resource of resources) {
      const name = generatedName(stackId, stack.name, resource.logicalId);
      if (isIgnoredType(resource.type) && !this.knows(resource.type)) {
        results.set(resource.logicalId, ignoredResource(resource.type, name, platform));
        this.ignored.set(resource.type, [...(this.ignored.get(resource.type) ?? []), resource.logicalId]);
        continue;
      }
      const properties = inStack(stack.name, () =>
        packageLocalFiles(
          resource.type,
          resolveObject(resource.properties, scope, [`${resource.logicalId} (${resource.type})`, 'Properties']),
        ),
      );
      const previous = this.#previous(stack.name, resource);
      const result = await this.#applyResource(stack, stackId, resource, name, properties, previous);
      results.set(resource.logicalId, result);
      this.applied.add(`${stack.name}/${resource.logicalId}`);
      if (previous && previous.physicalId !== result.physicalId) this.#replaced.push(previous);
      state.put({
        stackName: stack.name,
        logicalId: resource.logicalId,
        type: resource.type,
        physicalId: result.physicalId,
        properties,
        attributes: result.attributes,
        deletionPolicy: resource.deletionPolicy,
        updateReplacePolicy: resource.updateReplacePolicy,
        position: this.applied.size,
      });
    }
    return inStack(stack.name, () => this.#outputs(stack, scope));
  }

  /** What the templates no longer have, last applied first. A failure is logged and forgotten, as in CloudFormation's clean-up. */
  async removeLeftovers(): Promise<number> {
    const { state } = this.#target;
    const gone = state.all().filter(({ stackName, logicalId }) => !this.applied.has(`${stackName}/${logicalId}`));
    for (const resource of this.#replaced.filter(({ updateReplacePolicy }) => updateReplacePolicy !== 'Retain')) {
      await this.#remove(resource);
    }
    for (const resource of gone.toReversed()) {
      if (resource.deletionPolicy !== 'Retain') await this.#remove(resource);
      state.delete(resource);
    }
    return gone.length;
  }

  /** A resource whose type changed is another resource: the former one goes. */
  #previous(stackName: string, resource: TemplateResource): AppliedResource | undefined {
    const previous = this.#target.state.get(stackName, resource.logicalId);
    if (!previous || previous.type === resource.type) return previous;
    this.#replaced.push(previous);
    return undefined;
  }

  async #applyResource(
    stack: AssemblyStack,
    stackId: string,
    resource: TemplateResource,
    name: string,
    properties: JsonObject,
    previous: AppliedResource | undefined,
  ): Promise<ResourceResult> {
    const { platform, customResources } = this.#target;
    try {
      const provider = this.#providers.get(resource.type);
      if (!provider) {
        if (previous && isDeepStrictEqual(previous.properties, properties)) return previous;
        const { logicalId, type } = resource;
        return await customResources.send(
          previous
            ? {
                requestType: 'Update',
                stackId,
                logicalId,
                type,
                properties,
                physicalId: previous.physicalId,
                oldProperties: previous.properties,
              }
            : { requestType: 'Create', stackId, logicalId, type, properties },
        );
      }
      const values = await resolveDynamicReferences(properties, platform);
      return await provider.apply({
        stackName: stack.name,
        logicalId: resource.logicalId,
        generatedName: name,
        properties: isJsonObject(values) ? values : properties,
        ...(previous ? { previous: { physicalId: previous.physicalId, properties: previous.properties } } : {}),
        asset: (bucket, key) => assetPath(stack, resource, bucket, key),
      });
    } catch (error) {
      throw new TemplateError(`${stack.name}: ${resource.logicalId} (${resource.type}): ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  async #remove(resource: AppliedResource): Promise<void> {
    const { platform, customResources } = this.#target;
    try {
      if (isCustomResource(resource.type)) {
        await customResources.send({
          requestType: 'Delete',
          stackId: stackIdOf(platform, resource.stackName),
          logicalId: resource.logicalId,
          type: resource.type,
          properties: resource.properties,
          physicalId: resource.physicalId,
        });
      } else {
        await this.#providers.get(resource.type)?.remove?.(resource.physicalId, resource.properties);
      }
    } catch (error) {
      platform.log('warn', 'cloudformation', `${resource.logicalId} (${resource.type}) was not removed`, {
        stack: resource.stackName,
        reason: messageOf(error),
      });
    }
  }

  #scope(stack: AssemblyStack, stackId: string, results: ReadonlyMap<string, ResourceResult>): Scope {
    const { platform, parameters: given } = this.#target;
    const { template } = stack;
    const fixed = {
      pseudoParameters: {
        'AWS::AccountId': platform.accountId,
        'AWS::Partition': 'aws',
        'AWS::Region': platform.region,
        'AWS::StackId': stackId,
        'AWS::StackName': stack.name,
        'AWS::URLSuffix': 'amazonaws.com',
      },
      parameters: resolveParameters(template, given),
      mappings: template.mappings,
    };
    return {
      ...fixed,
      condition: evaluateConditions(template.conditions, fixed),
      physicalId: (logicalId) => results.get(logicalId)?.physicalId,
      attribute: (logicalId, name) => attributeOf(results.get(logicalId), template.resources.get(logicalId), name),
      exported: (name) => this.#exports.get(name),
    };
  }

  #outputs(stack: AssemblyStack, scope: Scope): Readonly<Record<string, JsonValue>> {
    const outputs: Record<string, JsonValue> = {};
    for (const [name, output] of stack.template.outputs) {
      if (output.condition !== undefined && !scope.condition(output.condition)) continue;
      const value = resolveValue(output.value, scope, ['Outputs', name, 'Value']);
      if (value === undefined) continue;
      outputs[name] = value;
      if (output.exportName === undefined) continue;
      const exportName = resolveValue(output.exportName, scope, ['Outputs', name, 'Export', 'Name']);
      if (typeof exportName !== 'string') throw new TemplateError(`Outputs.${name}.Export.Name is not a string.`);
      if (this.#exports.has(exportName)) {
        throw new TemplateError(`Outputs.${name}: another stack already exports "${exportName}".`);
      }
      this.#exports.set(exportName, value);
    }
    return outputs;
  }
}

function attributeOf(
  result: ResourceResult | undefined,
  resource: TemplateResource | undefined,
  name: string,
): JsonValue | undefined {
  if (!result || !resource) return undefined;
  const value = Object.hasOwn(result.attributes, name) ? result.attributes[name] : undefined;
  if (value !== undefined) return value;
  const known = Object.keys(result.attributes).join(', ') || 'none';
  throw new TemplateError(
    isCustomResource(resource.type)
      ? `Vendor response doesn't contain ${name} attribute of ${resource.logicalId} (${resource.type}); it has: ${known}.`
      : `Fn::GetAtt "${resource.logicalId}.${name}": ${resource.type} has no attribute ${name} in the local runtime; it has: ${known}.`,
  );
}

function stackIdOf(platform: Pick<Platform, 'region' | 'accountId'>, stackName: string): string {
  const place = `${platform.region}:${platform.accountId}`;
  return `arn:aws:cloudformation:${place}:stack/${stackName}/${uuidOf(`${place}:${stackName}`)}`;
}

function inStack<T>(stackName: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`${stackName}: ${error.message}`, { cause: error });
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
