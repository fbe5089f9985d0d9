import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { idIn } from './templateReferences.ts';

type Resources = Readonly<Record<string, Pick<Resource, 'Type' | 'Properties'>>>;

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Actions that cause the next event of their resource. */
const causing = ['sqs:SendMessage', 'sns:Publish', 'lambda:InvokeFunction'];

/**
 * Returns the ids of the functions that can be the cause of their own next invocation, through queues, topics and other
 * functions. Lambda follows these chains, and none through DynamoDB's streams or AppSync.
 */
export function cyclicFunctions(resources: Resources): readonly string[] {
  const next = edgesOf(resources);
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(next.get(from) ?? [])].some((id) => {
      if (id === to) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return reaches(id, to, seen);
    });
  return of(resources, 'AWS::Lambda::Function').flatMap(([id]) => (reaches(id, id) ? [id] : []));
}

/** What follows from each thing: queues, topics, functions, and ARN patterns of topics that are made later. */
function edgesOf(resources: Resources): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  const add = (from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  };
  const rolesOf = Map.groupBy(of(resources, 'AWS::Lambda::Function'), ([, { Role }]) => idIn(Role));
  for (const [, { Roles, PolicyDocument }] of of(resources, 'AWS::IAM::Policy')) {
    const functions = (Roles as readonly unknown[]).flatMap((role) => rolesOf.get(idIn(role)) ?? []);
    for (const target of targetsOf(PolicyDocument)) for (const [id] of functions) add(id, nameOf(target));
  }
  for (const [, { FunctionName, EventSourceArn }] of of(resources, 'AWS::Lambda::EventSourceMapping')) {
    add(idIn(EventSourceArn), idIn(FunctionName));
  }
  for (const [id, { RedrivePolicy }] of of(resources, 'AWS::SQS::Queue')) {
    add(id, idIn((RedrivePolicy as { deadLetterTargetArn?: unknown } | undefined)?.deadLetterTargetArn));
  }
  for (const [, { TopicArn, Endpoint }] of of(resources, 'AWS::SNS::Subscription')) add(idIn(TopicArn), idIn(Endpoint));
  // Topics that admins make hand on to the queues that let them.
  for (const [, { Queues, PolicyDocument }] of of(resources, 'AWS::SQS::QueuePolicy')) {
    for (const { Condition } of statementsOf(PolicyDocument, ['sqs:SendMessage'])) {
      for (const queue of Queues as readonly unknown[]) add(topicsIn(Condition), idIn(queue));
    }
  }
  return edges;
}

function of(resources: Resources, type: string): readonly (readonly [string, Resource['Properties']])[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => (Type === type ? [[id, Properties]] : []));
}

function targetsOf(document: unknown): readonly unknown[] {
  return statementsOf(document, causing).flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource : [Resource]));
}

function statementsOf(document: unknown, actions: readonly string[]): readonly Statement[] {
  const { Statement } = document as { readonly Statement: readonly Statement[] };
  return Statement.filter(({ Action }) => [Action].flat().some((action) => actions.includes(action)));
}

/** A resource of the template by its id, or the pattern of topics' ARNs. */
function nameOf(target: unknown): string | undefined {
  return idIn(target) ?? topicsIn(target);
}

/** Returns one name for all topics that admins make: their names begin alike. */
function topicsIn(value: unknown): string | undefined {
  return JSON.stringify(value ?? null).includes('-topic-*') ? 'topics of admins' : undefined;
}
