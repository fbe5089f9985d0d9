import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import type { WholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { type PlaceName, places } from '../../infra/redrive/places.ts';
import { idIn } from './templateReferences.ts';

type Resources = Readonly<Record<string, Pick<Resource, 'Type' | 'Properties'>>>;
type Properties = Resource['Properties'];

/** The ids of the queues that are dead-letter places, by the places' names. */
export type Found = ReadonlyMap<string, string>;

/** Returns the queues that the stack's outputs name as places. A place without an output is absent. */
export function placesOf({ resources, outputs }: WholeTemplate): Found {
  return new Map(
    (Object.keys(places) as PlaceName[]).flatMap((name) => {
      const id = idIn(outputs[`${name}QueueUrl`]);
      return id !== undefined && resources[id]?.Type === 'AWS::SQS::Queue' ? [[name, id] as const] : [];
    }),
  );
}

/** CloudFormation itself reports what a custom resource's function fails on, Cognito and AppSync wait for theirs. */
const waiting = ['cognito-idp.amazonaws.com', 'appsync.amazonaws.com', 'cloudformation.amazonaws.com'];

/** Returns what has no dead-letter place, a sentence each. Topics and schedules that are made later are not here. */
export function withoutPlace(resources: Resources, found: Found): readonly string[] {
  const ends = new Set(found.values());
  const isKept = (arn: unknown): boolean => {
    const id = idIn(arn);
    if (id === undefined) return false;
    return ends.has(id) || (isConsumed(resources, id) && isKept(redriveOf(resources[id]?.Properties)));
  };
  const faults = [
    ...of(resources, 'AWS::SNS::Subscription').flatMap(([id, properties]) =>
      isKept(redriveOf(properties)) ? [] : [`${id}: the subscription`],
    ),
    ...of(resources, 'AWS::Scheduler::Schedule').flatMap(([id, { Target }]) =>
      isKept(deadLetterOf(Target)) ? [] : [`${id}: the schedule`],
    ),
    ...of(resources, 'AWS::Events::Rule').flatMap(([id, { Targets }]) =>
      (Targets as readonly unknown[]).every((target) => isKept(deadLetterOf(target)))
        ? []
        : [`${id}: the rule’s target`],
    ),
    ...of(resources, 'AWS::Lambda::EventSourceMapping').flatMap(([id, { EventSourceArn, DestinationConfig }]) => {
      const queue = idIn(EventSourceArn) ?? '';
      if (resources[queue]?.Type === 'AWS::SQS::Queue') {
        return isKept(redriveOf(resources[queue].Properties)) ? [] : [`${queue}: the queue`];
      }
      return isKept(onFailureOf(DestinationConfig)) ? [] : [`${id}: the stream`];
    }),
    ...asynchronous(resources).flatMap(([cause, id]) => {
      const told = of(resources, 'AWS::Lambda::EventInvokeConfig').some(
        ([, { FunctionName, DestinationConfig, MaximumRetryAttempts, MaximumEventAgeInSeconds }]) =>
          idIn(FunctionName) === id &&
          isKept(onFailureOf(DestinationConfig)) &&
          MaximumRetryAttempts !== undefined &&
          MaximumEventAgeInSeconds !== undefined,
      );
      return told ? [] : [`${id}: the function that ${cause} invokes`];
    }),
  ];
  return [...new Set(faults)].map(
    (fault) => `${fault} has no dead-letter place, with retries and age: choose or add one in infra/redrive/places.ts.`,
  );
}

/** Returns the functions that are invoked by those who do not wait for their answer, and by what. */
function asynchronous(resources: Resources): readonly (readonly [cause: string, functionId: string])[] {
  const arns: (readonly [string, unknown])[] = [
    ...of(resources, 'AWS::SNS::Subscription').map(([id, { Endpoint }]) => [id, Endpoint] as const),
    ...of(resources, 'AWS::Logs::SubscriptionFilter').map(
      ([id, properties]) => [id, properties.DestinationArn] as const,
    ),
    ...of(resources, 'AWS::Scheduler::Schedule').map(([id, { Target }]) => [id, memberOf(Target, 'Arn')] as const),
    ...of(resources, 'AWS::Events::Rule').flatMap(([id, { Targets }]) =>
      (Targets as readonly unknown[]).map((target) => [id, memberOf(target, 'Arn')] as const),
    ),
    ...of(resources, 'AWS::Lambda::Permission').flatMap(([id, { Principal, FunctionName }]) =>
      isService(Principal) && !waiting.includes(Principal) ? [[id, FunctionName] as const] : [],
    ),
  ];
  // A log's or topic's permission names the function once more.
  const byFunction = new Map<string, string>();
  for (const [cause, arn] of arns) {
    const id = idIn(arn);
    if (id !== undefined && resources[id]?.Type === 'AWS::Lambda::Function' && !byFunction.has(id)) {
      byFunction.set(id, cause);
    }
  }
  return [...byFunction].map(([id, cause]) => [cause, id]);
}

function isConsumed(resources: Resources, queue: string): boolean {
  return of(resources, 'AWS::Lambda::EventSourceMapping').some(
    ([, { EventSourceArn }]) => idIn(EventSourceArn) === queue,
  );
}

function isService(principal: unknown): principal is string {
  return typeof principal === 'string' && principal.endsWith('.amazonaws.com');
}

function redriveOf(properties: Properties | undefined): unknown {
  return memberOf(properties?.RedrivePolicy, 'deadLetterTargetArn');
}

function deadLetterOf(target: unknown): unknown {
  return memberOf(memberOf(target, 'DeadLetterConfig'), 'Arn');
}

function onFailureOf(destinationConfig: unknown): unknown {
  return memberOf(memberOf(destinationConfig, 'OnFailure'), 'Destination');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function of(resources: Resources, type: string): readonly (readonly [string, Properties])[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => (Type === type ? [[id, Properties]] : []));
}
