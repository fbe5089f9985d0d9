import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { Resource } from './assemblyTemplates.ts';
import { type WholeTemplate, wholeTemplate } from './wholeTemplate.ts';

/** A resource that must stay what it is: it holds state, or others hold its id. */
export interface StatefulResource {
  readonly type: string;
  readonly DeletionPolicy?: string | undefined;
  readonly UpdateReplacePolicy?: string | undefined;
  /** The properties that are set and that CloudFormation changes only by making a new resource. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

export type StatefulResources = Readonly<Record<string, StatefulResource>>;

/**
 * Types that hold state though CloudFormation's schemas do not say so, and properties that cannot change though they
 * do not say so either.
 */
const added: Readonly<Record<string, readonly string[]>> = {
  // Cognito Developer Guide, "Updating user pool and app client configuration".
  'AWS::Cognito::UserPool': ['AliasAttributes', 'Schema', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::Cognito::UserPoolClient': [],
  'AWS::Cognito::UserPoolGroup': [],
  'AWS::AppSync::GraphQLApi': ['ApiType', 'Visibility'],
  'AWS::Scheduler::ScheduleGroup': [],
  // It holds the endpoints of all devices. Its function makes a new one for another name or platform.
  'Custom::PlatformApplication': ['Name', 'Platform'],
};

/** Logs are forgotten after weeks anyway. */
const forgotten = ['AWS::Logs::LogGroup'];

/** Returns the assembly's resources that must stay what they are, by `<stack>/<logical id>`. */
export async function statefulResources(assembly: string): Promise<StatefulResources> {
  return statefulIn(await wholeTemplate(assembly));
}

/** Returns the resources that must stay what they are, by `<stack>/<logical id>`. */
export async function statefulIn({ resources, outputs }: WholeTemplate): Promise<StatefulResources> {
  const schemas = await loadAwsServiceSpec();
  const held = JSON.stringify(outputs);
  return Object.fromEntries(
    Object.entries(resources)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([id, { Type, Properties, DeletionPolicy, UpdateReplacePolicy }]) => {
        const [schema] = schemas.lookup('resource', 'cloudFormationType', 'equals', Type);
        const stateful = (schema?.isStateful === true && !forgotten.includes(Type)) || Type in added;
        if (!stateful && !held.includes(`"${id}"`)) return [];
        const fixed = Object.entries(Properties).filter(([name]) => {
          const { causesReplacement = 'no' } = schema?.properties[name] ?? {};
          return causesReplacement !== 'no' || added[Type]?.includes(name);
        });
        return [[id, { type: Type, DeletionPolicy, UpdateReplacePolicy, fixed: Object.fromEntries(fixed) }] as const];
      }),
  );
}

/**
 * Returns the properties that a template sets though AWS alone does, as `<stack>/<logical id> <property>`. The
 * validator of templateFaults.ts lets them pass.
 */
export async function readOnlyProperties(resources: Readonly<Record<string, Resource>>): Promise<readonly string[]> {
  const schemas = await loadAwsServiceSpec();
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const [schema] = schemas.lookup('resource', 'cloudFormationType', 'equals', Type);
    return Object.keys(Properties)
      .filter((name) => schema !== undefined && !(name in schema.properties) && name in schema.attributes)
      .map((name) => `${id} ${name}`);
  });
}

/** Returns what a deployment of `now` would do to the resources of `baseline`, a sentence each. */
export function losses(baseline: StatefulResources, now: StatefulResources): readonly string[] {
  const ids = [...new Set([...Object.keys(baseline), ...Object.keys(now)])];
  return ids.flatMap((id) => {
    const before = baseline[id];
    const after = now[id];
    if (before === undefined) return [`${id} (${after?.type}) is new: add it to the baseline.`];
    if (after === undefined) {
      return [`${id} (${before.type}) is gone. Its id changed, or it was removed: deployed, it is lost to Heliograph.`];
    }
    return [...changes(before, after)].map((change) => `${id} (${before.type}) ${change}`);
  });
}

function* changes(before: StatefulResource, after: StatefulResource): Iterable<string> {
  for (const name of ['type', 'DeletionPolicy', 'UpdateReplacePolicy'] as const) {
    if (before[name] !== after[name])
      yield `would not be kept as before: ${name} ${wasAndIs(before[name], after[name])}.`;
  }
  for (const name of new Set([...Object.keys(before.fixed), ...Object.keys(after.fixed)])) {
    const change = wasAndIs(before.fixed[name], after.fixed[name]);
    if (change !== null) yield `would be replaced by an empty one: ${name} ${change}.`;
  }
}

function wasAndIs(before: unknown, after: unknown): string | null {
  const [was, is] = [before, after].map((value) => JSON.stringify(value) ?? 'not set');
  return was === is ? null : `was ${was} and is ${is}`;
}
