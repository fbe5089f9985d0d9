import { parseArn } from '../platform/Arn.ts';
import { NotSupportedLocally } from '../platform/AwsError.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceRequest } from '../platform/ResourceProvider.ts';
import { EventPattern } from '../shared/EventPattern.ts';
import { parseScheduleExpression, type ScheduleExpression } from '../shared/schedule/ScheduleExpression.ts';
import { readTransform, type Transform } from './transformInput.ts';

/** `AWS::Events::Rule`. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly pattern: EventPattern | undefined;
  readonly schedule: ScheduleExpression | undefined;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget {
  readonly arn: string;
  readonly roleArn: string | undefined;
  readonly transform: Transform;
  readonly messageGroupId: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterArn: string | undefined;
}

/**
 * Reads the resource's properties.
 * Throws AwsError ValidationException, InvalidEventPatternException or NotSupportedLocally.
 */
export function readRule(
  request: ResourceRequest,
  account: { readonly region: string; readonly accountId: string },
): Rule {
  const properties = new Reader(request.logicalId, request.properties).only(
    ...[
      'Description',
      'EventBusName',
      'EventPattern',
      'Name',
      'RoleArn',
      'ScheduleExpression',
      'State',
      'Tags',
      'Targets',
    ],
  );
  const name = properties.optionalString('Name') ?? request.generatedName.slice(-64);
  const bus = busName(properties.optionalString('EventBusName'));
  const prefix = `arn:aws:events:${account.region}:${account.accountId}:rule/`;
  const schedule = properties.optionalString('ScheduleExpression');
  const pattern = request.properties.EventPattern;
  return {
    name,
    arn: bus === 'default' ? `${prefix}${name}` : `${prefix}${bus}/${name}`,
    bus,
    enabled: properties.optionalString('State') !== 'DISABLED',
    pattern:
      pattern === undefined
        ? undefined
        : typeof pattern === 'string'
          ? EventPattern.parse(pattern)
          : new EventPattern(pattern),
    schedule: schedule === undefined ? undefined : parseScheduleExpression(schedule),
    targets: properties.objects('Targets').map(readTarget),
  };
}

/** Returns the name of a bus from its name or ARN. */
export function busName(nameOrArn: string | undefined): string {
  return nameOrArn?.replace(/^arn:.*:event-bus\//, '') ?? 'default';
}

function readTarget(target: Reader): RuleTarget {
  target.only(
    'Arn',
    'DeadLetterConfig',
    'Id',
    'Input',
    'InputPath',
    'InputTransformer',
    'RetryPolicy',
    'RoleArn',
    'SqsParameters',
  );
  const arn = target.string('Arn');
  if (!['lambda', 'sqs', 'sns', 'events'].includes(parseArn(arn).service)) {
    throw new NotSupportedLocally(`The rule target ${arn}`);
  }
  const retry = target.optionalObject('RetryPolicy');
  return {
    arn,
    roleArn: target.optionalString('RoleArn'),
    transform: readTransform(target),
    messageGroupId: target.optionalObject('SqsParameters')?.optionalString('MessageGroupId'),
    maximumRetryAttempts: retry?.optionalNumber('MaximumRetryAttempts', { min: 0, max: 185 }) ?? 185,
    maximumEventAgeSeconds: retry?.optionalNumber('MaximumEventAgeInSeconds', { min: 60, max: 86_400 }) ?? 86_400,
    deadLetterArn: target.optionalObject('DeadLetterConfig')?.optionalString('Arn'),
  };
}
