import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Context, CustomMessageTriggerEvent } from 'aws-lambda';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { checkRecovery } from './checkRecovery.ts';

const cognito = new CognitoIdentityProviderClient({});
const histories = new DynamoDbFactorHistories(documentClient, environment('STEP_UP_SESSIONS_TABLE'));

/**
 * The user pool's CustomMessage trigger. Cognito runs it before it sends a code, and an error keeps it from sending
 * (Amazon Cognito Developer Guide, "Custom message Lambda trigger"). Any error refuses the reset of a password.
 * Other codes, and the messages themselves, stay as they are.
 */
export async function handler(event: CustomMessageTriggerEvent, context: Context): Promise<CustomMessageTriggerEvent> {
  if (event.triggerSource !== 'CustomMessage_ForgotPassword') return event;
  const users = new CognitoUserDirectory(cognito, event.userPoolId);
  const userId = event.request.userAttributes.sub ?? '';
  await runInvocation(context, () => checkRecovery({ histories, users }, userId, event.userName));
  return event;
}
