import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';

/** A name that a template gives to a resource. */
export interface PhysicalName {
  /** `<stack>/<logical id>.<property>`. */
  readonly place: string;
  /** Its literal text. What refers to another resource, or to the account, is `*`. */
  readonly text: string;
}

/** Types whose names count within another resource alone, which the property names. */
const within: readonly (readonly [type: RegExp, property: string])[] = [
  [/^AWS::AppSync::(DataSource|FunctionConfiguration|Resolver|GraphQLSchema)$/, 'ApiId'],
  [/^AWS::Cognito::UserPoolGroup$/, 'UserPoolId'],
  [/^AWS::IAM::Policy$/, 'Roles'],
  [/^AWS::Logs::(MetricFilter|SubscriptionFilter)$/, 'LogGroupName'],
];

/** Names of something else. */
const others = /^((Metric|Type|Field|Display)Name|Qualifier|Scope)$/;

/** Types that CloudFormation does not name for the stack. */
const ownNames: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::Cognito::UserPoolClient': 'ClientName',
  'AWS::AppSync::GraphQLApi': 'Name',
  'Custom::PlatformApplication': 'Name',
};

/**
 * Returns every name that a template gives: what CloudFormation's schemas identify resources by, and what is called a
 * name. Resources without one get CloudFormation's, which begins with the name of the root stack.
 */
export async function physicalNames(resources: Readonly<Record<string, Resource>>): Promise<readonly PhysicalName[]> {
  const schemas = await loadAwsServiceSpec();
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const isWithin = within.some(([type, property]) => type.test(Type) && refersAlone(Properties[property]));
    if (isWithin) return [];
    const [schema] = schemas.lookup('resource', 'cloudFormationType', 'equals', Type);
    const identifying = new Set([...(schema?.primaryIdentifier ?? []), ownNames[Type] ?? '']);
    return Object.entries(Properties)
      .filter(
        ([name, value]) =>
          (identifying.has(name) || /^([A-Z]\w+)?Name$/.test(name)) && !others.test(name) && !refersAlone(value),
      )
      .map(([name, value]) => ({ place: `${id}.${name}`, text: textOf(value) }));
  });
}

/** Returns the resources that need a name of their own and have none. */
export function unnamed(resources: Readonly<Record<string, Resource>>): readonly string[] {
  return Object.entries(resources)
    .filter(([, { Type, Properties }]) => Type in ownNames && Properties[ownNames[Type] ?? ''] === undefined)
    .filter(([, { Properties }]) => Properties.Deleted === undefined)
    .map(([id]) => id);
}

/** Whether it is another resource's id, or a list of such. */
function refersAlone(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(refersAlone);
  return typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::GetAtt' in value);
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [separator = '', parts = []] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  return parts.length === 0 ? '*' : parts.map(textOf).join(separator);
}
