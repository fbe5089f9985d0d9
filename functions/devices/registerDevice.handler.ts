import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { RegisterDeviceInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { platformApplicationArns } from '../aws/sns/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { backoff } from '../rules/publishing/backoff.ts';
import { type Registration, registerDevice } from './registerDevice.ts';

const ports = {
  clock: { now: () => Date.now() },
  store: new DynamoDbDeviceStore(documentClient, environment('DEVICES_TABLE')),
  endpoints: new SnsPushEndpoints(new SNSClient({}), platformApplicationArns()),
  devicesPerUser: Number(environment('DEVICES_PER_USER')),
  pause: async (races: number) => setTimeout(backoff(races, Math.random())),
};

export interface RegisterDeviceEvent {
  readonly userId: string;
  readonly input: RegisterDeviceInput;
}

/** Behind `Mutation.registerDevice`. */
export function handler({ userId, input }: RegisterDeviceEvent, context: Context): Promise<Answer<Registration>> {
  return answer(context, () => registerDevice(ports, userId, input));
}
