import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { UnregisterDeviceInput, UnregisterDevicePayload } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { unregisterDevice } from './unregisterDevice.ts';

const ports = {
  store: new DynamoDbDeviceStore(documentClient, environment('DEVICES_TABLE')),
  endpoints: new SnsPushEndpoints(new SNSClient({}), {}),
};

export interface UnregisterDeviceEvent {
  readonly userId: string;
  readonly input: UnregisterDeviceInput;
}

/** Behind `Mutation.unregisterDevice`. */
export function handler(
  { userId, input }: UnregisterDeviceEvent,
  context: Context,
): Promise<Answer<UnregisterDevicePayload>> {
  return answer(context, () => unregisterDevice(ports, userId, input));
}
