import { setTimeout } from 'node:timers/promises';
import type { SNSClient } from '@aws-sdk/client-sns';
import { BreakerGate } from '../breaker/BreakerGate.ts';
import { PacedPushSender } from '../delivery/PacedPushSender.ts';
import { breakerSettings } from './breakerSettings.ts';
import { DynamoDbDeliveryLedger } from './dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from './dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbGroupQueues } from './dynamodb/DynamoDbGroupQueues.ts';
import { DynamoDbMessageStore } from './dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbPlatformStates } from './dynamodb/DynamoDbPlatformStates.ts';
import { documentClient } from './dynamodb/documentClient.ts';
import { environment } from './environment.ts';
import { pushPlatforms } from './sns/pushPlatforms.ts';
import { SnsPushSender } from './sns/SnsPushSender.ts';

/** Returns the ports that every sender needs, in order or not, from the function's environment. */
export function deliveringPorts(sns: SNSClient) {
  const messages = environment('MESSAGES_TABLE');
  const deliveries = environment('DELIVERIES_TABLE');
  const devices = environment('DEVICES_TABLE');
  const clock = { now: () => Date.now() };
  const ledger = new DynamoDbDeliveryLedger(documentClient, { deliveries, devices });
  return {
    clock,
    random: Math.random,
    ledger,
    pushes: ledger,
    devices: new DynamoDbDeviceDirectory(documentClient, devices),
    messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
    groupQueues: new DynamoDbGroupQueues(documentClient, messages),
    gate: new BreakerGate(
      new DynamoDbPlatformStates(documentClient, environment('PLATFORMS_TABLE')),
      breakerSettings(),
      pushPlatforms(),
    ),
    sender: new PacedPushSender(new SnsPushSender(sns, pushPlatforms()), {
      perSecond: Number(environment('SENDS_PER_SECOND')),
      clock,
      wait: async (milliseconds) => setTimeout(milliseconds),
    }),
  };
}
