import type { DatabaseSync } from 'node:sqlite';
import type { Permission } from '../platform/AwsApi.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { prepareDatabase } from './database.ts';
import { invalidParameterValue, queueDoesNotExist } from './errors.ts';
import { requiredString } from './input.ts';
import { Messages } from './Messages.ts';
import { QueueMetrics } from './QueueMetrics.ts';
import { type Queue, Queues, queuePolicy } from './Queues.ts';
import { Wakeups } from './Wakeups.ts';

/** The parts of SQS that its operations act on. */
export interface SqsState {
  readonly platform: Platform;
  readonly database: DatabaseSync;
  readonly queues: Queues;
  readonly messages: Messages;
  readonly metrics: QueueMetrics;
  readonly wakeups: Wakeups;
  /** Aborts when the service stops. */
  readonly stopping: AbortSignal;
}

export function createSqsState(platform: Platform, stopping: AbortSignal): SqsState {
  const { accountId, clock, region, signals } = platform;
  const database = prepareDatabase(platform.database('sqs'));
  const queues = new Queues(database, clock, region, accountId);
  const wakeups = new Wakeups(clock, signals);
  const messages: Messages = new Messages(database, clock, queues, (queue, at) => wakeups.at(queue, at, messages));
  const metrics = new QueueMetrics(platform, messages);
  return { platform, database, queues, messages, metrics, wakeups, stopping };
}

export function queueUrl(sqs: SqsState, name: string): string {
  return `${sqs.platform.baseUrl()}/${sqs.platform.accountId}/${name}`;
}

/** Returns the name in a queue URL `…/<account>/<name>`, with any host. Throws for another account's queue. */
export function queueNameOf({ platform }: SqsState, input: JsonObject): string {
  const url = requiredString(input, 'QueueUrl');
  const [, account, name] = /\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
  if (name === undefined) {
    throw invalidParameterValue(`The address ${url.slice(0, 256)} is not valid for this endpoint.`);
  }
  if (account !== platform.accountId) throw queueDoesNotExist();
  return name;
}

export function queueOf(sqs: SqsState, input: JsonObject): Queue {
  return sqs.queues.get(queueNameOf(sqs, input));
}

/** Returns the permission on the queue of `QueueUrl`, with the queue's own policy. */
export function queuePermission(sqs: SqsState, action: string, name: string): Permission {
  const resourcePolicy = queuePolicy(sqs.queues.find(name));
  return { action, resource: sqs.queues.arn(name), ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
}
