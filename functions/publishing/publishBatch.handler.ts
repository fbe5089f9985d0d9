import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbAcceptanceStore } from '../aws/dynamodb/DynamoDbAcceptanceStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import type { BatchEntry } from '../rules/publishing/prepareMessage.ts';
import { type EntryResult, publishBatch, type Timer } from './publishBatch.ts';

const ports = {
  clock: { now: () => Date.now() },
  store: new DynamoDbAcceptanceStore(documentClient, {
    messages: environment('MESSAGES_TABLE'),
    devices: environment('DEVICES_TABLE'),
    topics: environment('TOPICS_TABLE'),
  }),
  wait,
  startTimer,
  random: Math.random,
  entropy: randomBytes,
  logFailure,
};

export interface PublishBatchEvent {
  readonly publisherId: string;
  readonly entries: readonly BatchEntry[];
}

function startTimer(milliseconds: number): Timer {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  return { ended: promise, cancel: () => clearTimeout(timer) };
}

/** Behind the last step of `Mutation.publishBatch`. */
export function handler(
  { publisherId, entries }: PublishBatchEvent,
  context: Context,
): Promise<Answer<readonly EntryResult[]>> {
  return answer(context, () => publishBatch(ports, publisherId, entries));
}
