import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { RegisterDeviceInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { platformApplicationArns } from '../aws/sns/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { backoff } from '../rules/publishing/backoff.ts';
import { endLostSubscriptions } from '../topics/endLostSubscriptions.ts';
import { type Registration, registerDevice } from './registerDevice.ts';

const devices = environment('DEVICES_TABLE');
const tables = { devices, topics: environment('TOPICS_TABLE') };
const ports = {
  clock: { now: () => Date.now() },
  store: new DynamoDbDeviceStore(documentClient, devices),
  subscriptions: new DynamoDbSubscriptionStore(documentClient, tables),
  endpoints: new SnsPushEndpoints(new SNSClient({}), platformApplicationArns()),
  devicesPerUser: Number(environment('DEVICES_PER_USER')),
  pause: async (races: number) => setTimeout(backoff(races, Math.random())),
};

export interface RegisterDeviceEvent {
  readonly userId: string;
  /** The user's Cognito groups, by the verified token. */
  readonly groups: readonly string[];
  readonly input: RegisterDeviceInput;
}

/** Behind `Mutation.registerDevice`. Apps call it at every start, so it also sees who has left a topic's group. */
export function handler(
  { userId, groups, input }: RegisterDeviceEvent,
  context: Context,
): Promise<Answer<Registration>> {
  return answer(context, async () => {
    await endLostSubscriptions(ports, userId, groups);
    return registerDevice(ports, userId, input);
  });
}
