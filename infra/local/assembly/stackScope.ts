import type { JsonValue } from '../platform/Json.ts';
import type { ResourceResult } from '../platform/ResourceProvider.ts';
import { isCustomResource } from './CustomResources.ts';
import { evaluateConditions } from './evaluateConditions.ts';
import { nestedStackType } from './loadStackTemplate.ts';
import { resolveParameters } from './resolveParameters.ts';
import type { Scope } from './Scope.ts';
import type { Place, Stack } from './Stack.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * What a stack's template sees: its parameters, and the resources in `results` as they are applied.
 * @throws TemplateError when the parameters are not those that the template needs.
 */
export function stackScope(
  stack: Stack,
  place: Place,
  results: ReadonlyMap<string, ResourceResult>,
  exports: ReadonlyMap<string, JsonValue>,
): Scope {
  const { template } = stack.source;
  const fixed = {
    pseudoParameters: {
      'AWS::AccountId': place.accountId,
      'AWS::Partition': 'aws',
      'AWS::Region': place.region,
      'AWS::StackId': stack.id,
      'AWS::StackName': stack.name,
      'AWS::URLSuffix': 'amazonaws.com',
    },
    parameters: resolveParameters(template, stack.parameters),
    mappings: template.mappings,
  };
  return {
    ...fixed,
    condition: evaluateConditions(template.conditions, fixed),
    physicalId: (logicalId) => results.get(logicalId)?.physicalId,
    attribute: (logicalId, name) => attributeOf(results.get(logicalId), template.resources.get(logicalId), name),
    exported: (name) => exports.get(name),
  };
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
  throw new TemplateError(missingAttribute(resource, name, known));
}

function missingAttribute({ logicalId, type }: TemplateResource, name: string, known: string): string {
  if (isCustomResource(type)) {
    return `Vendor response doesn't contain ${name} attribute of ${logicalId} (${type}); it has: ${known}.`;
  }
  const reference = `Fn::GetAtt "${logicalId}.${name}"`;
  return type === nestedStackType
    ? `${reference}: the nested stack's template has no such output; it has: ${known}.`
    : `${reference}: ${type} has no attribute ${name} in the local runtime; it has: ${known}.`;
}
