import { NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { uniqueId } from '../shared/uniqueId.ts';
import { compilePolicy } from './compilePolicy.ts';
import type { Iam } from './Iam.ts';
import { malformedPolicy } from './malformedPolicy.ts';

/** Returns the resource types of IAM that a template may have. */
export function iamResources(iam: Iam): readonly ResourceProvider[] {
  return [roleProvider(iam), policyProvider(iam), managedPolicyProvider(iam)];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
function roleProvider(iam: Iam): ResourceProvider {
  const type = 'AWS::IAM::Role';
  return {
    type,
    apply({ properties, generatedName, previous }) {
      assertProperties(type, properties, [
        'AssumeRolePolicyDocument',
        'Description',
        'ManagedPolicyArns',
        'MaxSessionDuration',
        'Path',
        'PermissionsBoundary',
        'Policies',
        'RoleName',
        'Tags',
      ]);
      const name = optionalString(properties, 'RoleName') ?? generatedName.slice(0, 64);
      const path = optionalString(properties, 'Path') ?? '/';
      const arn = `arn:aws:iam::${iam.accountId}:role${path}${name}`;
      const boundary = optionalString(properties, 'PermissionsBoundary');
      if (previous !== undefined) iam.removeRole(previous.physicalId);
      iam.putRole({
        arn,
        name,
        trust: compilePolicy(properties.AssumeRolePolicyDocument, 'trust'),
        inline: new Map(
          objects(properties, 'Policies').map((policy) => [
            requiredString(policy, 'PolicyName'),
            compilePolicy(policy.PolicyDocument, 'identity'),
          ]),
        ),
        managedPolicyArns: strings(properties, 'ManagedPolicyArns'),
        ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
        tags: Object.fromEntries(
          objects(properties, 'Tags').map((tag) => [requiredString(tag, 'Key'), requiredString(tag, 'Value')]),
        ),
        maxSessionDuration: Number(properties.MaxSessionDuration ?? 3600),
      });
      return { physicalId: name, attributes: { Arn: arn, RoleId: uniqueId('AROA', arn) } };
    },
    remove: (physicalId) => iam.removeRole(physicalId),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
function policyProvider(iam: Iam): ResourceProvider {
  const type = 'AWS::IAM::Policy';
  return {
    type,
    apply({ properties, generatedName, previous }) {
      assertProperties(type, properties, ['PolicyDocument', 'PolicyName', 'Roles']);
      requiredString(properties, 'PolicyName');
      const policy = compilePolicy(properties.PolicyDocument, 'identity');
      if (previous !== undefined) iam.removePolicy(previous.physicalId);
      iam.putPolicy(generatedName, policy, strings(properties, 'Roles'));
      return { physicalId: generatedName, attributes: { Id: generatedName } };
    },
    remove: (physicalId) => iam.removePolicy(physicalId),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
function managedPolicyProvider(iam: Iam): ResourceProvider {
  const type = 'AWS::IAM::ManagedPolicy';
  return {
    type,
    apply({ properties, generatedName, previous }) {
      assertProperties(type, properties, ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles']);
      const name = optionalString(properties, 'ManagedPolicyName') ?? generatedName;
      const arn = `arn:aws:iam::${iam.accountId}:policy${optionalString(properties, 'Path') ?? '/'}${name}`;
      const policy = compilePolicy(properties.PolicyDocument, 'identity');
      if (previous !== undefined && previous.physicalId !== arn) iam.removePolicy(previous.physicalId);
      iam.putPolicy(arn, policy, strings(properties, 'Roles'));
      return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: uniqueId('ANPA', arn) } };
    },
    remove: (physicalId) => iam.removePolicy(physicalId),
  };
}

function assertProperties(type: string, properties: JsonObject, known: readonly string[]): void {
  for (const [name, value] of Object.entries(properties)) {
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!known.includes(name) && !empty) throw new NotSupportedLocally(`${type} property ${name}`);
  }
}

function optionalString(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  if (value !== undefined && typeof value !== 'string') throw malformedPolicy(`${name} must be a string.`);
  return value;
}

function requiredString(properties: JsonObject, name: string): string {
  const value = optionalString(properties, name);
  if (value === undefined) throw malformedPolicy(`${name} is required.`);
  return value;
}

function list(properties: JsonObject, name: string): readonly JsonValue[] {
  const value = properties[name] ?? [];
  if (!Array.isArray(value)) throw malformedPolicy(`${name} must be a list.`);
  return value as readonly JsonValue[];
}

function strings(properties: JsonObject, name: string): readonly string[] {
  return list(properties, name).map((item) => {
    if (typeof item !== 'string') throw malformedPolicy(`${name} must be a list of strings.`);
    return item;
  });
}

function objects(properties: JsonObject, name: string): readonly JsonObject[] {
  return list(properties, name).map((item) => {
    if (!isJsonObject(item)) throw malformedPolicy(`${name} must be a list of objects.`);
    return item;
  });
}
