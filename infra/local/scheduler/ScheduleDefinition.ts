import { parseArn } from '../platform/Arn.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import { parseScheduleExpression } from '../shared/schedule/ScheduleExpression.ts';

/** A schedule as the API or a template states it. Times are milliseconds since the epoch. */
export interface ScheduleDefinition {
  readonly name: string;
  readonly group: string;
  readonly description: string | undefined;
  readonly expression: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  readonly startDate: number | undefined;
  readonly endDate: number | undefined;
  readonly deleteAfterCompletion: boolean;
  /** The window is answered as it was given. The schedule runs at its beginning. */
  readonly flexibleTimeWindow: JsonObject;
  readonly target: ScheduleTarget;
}

export interface ScheduleTarget {
  readonly arn: string;
  readonly roleArn: string;
  readonly input: string | undefined;
  readonly messageGroupId: string | undefined;
  readonly event: { readonly source: string; readonly detailType: string } | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterArn: string | undefined;
}

/** Reads a schedule. Throws AwsError ValidationException or NotSupportedLocally. */
export function readSchedule(input: JsonObject, defaultName?: string): ScheduleDefinition {
  const reader = new Reader('request', input);
  const name = reader.optionalString('Name') ?? defaultName ?? reader.string('Name');
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`,
    );
  }
  const expression = reader.string('ScheduleExpression');
  const timeZone = reader.optionalString('ScheduleExpressionTimezone') ?? 'UTC';
  parseScheduleExpression(expression, timeZone);
  const window = reader.object('FlexibleTimeWindow');
  const mode = window.string('Mode');
  if (mode !== 'OFF' && mode !== 'FLEXIBLE') {
    throw new AwsError('ValidationException', `FlexibleTimeWindow.Mode ${mode} is not one of OFF, FLEXIBLE.`);
  }
  const action = reader.optionalString('ActionAfterCompletion') ?? 'NONE';
  return {
    name,
    group: reader.optionalString('GroupName') ?? 'default',
    description: reader.optionalString('Description'),
    expression,
    timeZone,
    enabled: (reader.optionalString('State') ?? 'ENABLED') === 'ENABLED',
    startDate: readDate(reader, 'StartDate'),
    endDate: readDate(reader, 'EndDate'),
    deleteAfterCompletion: action === 'DELETE',
    flexibleTimeWindow: window.source,
    target: readTarget(reader.object('Target')),
  };
}

function readTarget(target: Reader): ScheduleTarget {
  target.only('Arn', 'DeadLetterConfig', 'EventBridgeParameters', 'Input', 'RetryPolicy', 'RoleArn', 'SqsParameters');
  const arn = target.string('Arn');
  if (!['lambda', 'sqs', 'sns', 'events'].includes(parseArn(arn).service)) {
    throw new NotSupportedLocally(`The schedule target ${arn}`);
  }
  const retry = target.optionalObject('RetryPolicy');
  const event = target.optionalObject('EventBridgeParameters');
  return {
    arn,
    roleArn: target.string('RoleArn'),
    input: target.optionalString('Input'),
    messageGroupId: target.optionalObject('SqsParameters')?.optionalString('MessageGroupId'),
    event: event === undefined ? undefined : { source: event.string('Source'), detailType: event.string('DetailType') },
    maximumRetryAttempts: retry?.optionalNumber('MaximumRetryAttempts', { min: 0, max: 185 }) ?? 185,
    maximumEventAgeSeconds: retry?.optionalNumber('MaximumEventAgeInSeconds', { min: 60, max: 86_400 }) ?? 86_400,
    deadLetterArn: target.optionalObject('DeadLetterConfig')?.optionalString('Arn'),
  };
}

/** Reads a time: seconds since the epoch in the API's JSON, ISO 8601 in a template. */
function readDate(reader: Reader, name: string): number | undefined {
  const value = reader.source[name];
  const time = typeof value === 'string' ? Date.parse(value) : (reader.optionalNumber(name) ?? 0) * 1000;
  if (Number.isNaN(time)) throw new AwsError('ValidationException', `${name} is not a time.`);
  return value === undefined || value === null ? undefined : time;
}

/** Returns the definition as `GetSchedule` answers it. */
export function describeDefinition(definition: ScheduleDefinition): JsonObject {
  const { target } = definition;
  const { startDate, endDate } = definition;
  return {
    Name: definition.name,
    GroupName: definition.group,
    ...(definition.description === undefined ? {} : { Description: definition.description }),
    ScheduleExpression: definition.expression,
    ScheduleExpressionTimezone: definition.timeZone,
    State: definition.enabled ? 'ENABLED' : 'DISABLED',
    ...(startDate === undefined ? {} : { StartDate: startDate / 1000 }),
    ...(endDate === undefined ? {} : { EndDate: endDate / 1000 }),
    ActionAfterCompletion: definition.deleteAfterCompletion ? 'DELETE' : 'NONE',
    FlexibleTimeWindow: definition.flexibleTimeWindow,
    Target: {
      Arn: target.arn,
      RoleArn: target.roleArn,
      ...(target.input === undefined ? {} : { Input: target.input }),
      ...(target.messageGroupId === undefined ? {} : { SqsParameters: { MessageGroupId: target.messageGroupId } }),
      ...(target.event === undefined
        ? {}
        : { EventBridgeParameters: { Source: target.event.source, DetailType: target.event.detailType } }),
      RetryPolicy: {
        MaximumRetryAttempts: target.maximumRetryAttempts,
        MaximumEventAgeInSeconds: target.maximumEventAgeSeconds,
      },
      ...(target.deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: target.deadLetterArn } }),
    },
  };
}
