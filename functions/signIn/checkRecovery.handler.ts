import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { CustomMessageTriggerEvent } from 'aws-lambda';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { checkRecovery } from './checkRecovery.ts';

const cognito = new CognitoIdentityProviderClient({});
const histories = new DynamoDbFactorHistories(documentClient, environment('STEP_UP_SESSIONS_TABLE'));

/**
 * The pool's CustomMessage trigger, which Cognito runs before it sends a code (Amazon Cognito Developer Guide, "Custom message Lambda trigger"): an
 * error here keeps the code from being sent. It leaves every message as the pool has it. What goes wrong refuses, of a password's reset alone.
 */
export async function handler(event: CustomMessageTriggerEvent): Promise<CustomMessageTriggerEvent> {
  if (event.triggerSource !== 'CustomMessage_ForgotPassword') return event;
  const users = new CognitoUserDirectory(cognito, event.userPoolId);
  await checkRecovery({ histories, users }, event.request.userAttributes.sub ?? '', event.userName);
  return event;
}
