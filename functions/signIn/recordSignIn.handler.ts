import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Context, PostAuthenticationTriggerEvent } from 'aws-lambda';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { recordSignIn } from './recordSignIn.ts';

const cognito = new CognitoIdentityProviderClient({});
const clock = { now: () => Date.now() };
const histories = new DynamoDbFactorHistories(documentClient, environment('STEP_UP_SESSIONS_TABLE'));

/** The user pool's PostAuthentication trigger. After an error the user is signed in all the same, without step-up. */
export async function handler(
  event: PostAuthenticationTriggerEvent,
  context: Context,
): Promise<PostAuthenticationTriggerEvent> {
  beginInvocation(context);
  const userId = event.request.userAttributes.sub ?? '';
  try {
    const users = new CognitoUserDirectory(cognito, event.userPoolId);
    const signIn = { userId, username: event.userName, clientId: event.callerContext.clientId };
    await recordSignIn({ clock, histories, users }, signIn);
  } catch (error) {
    logFailure('A sign-in was not recorded', error, { userId });
    emitMetrics({ values: { SignInsUnrecorded: 1 } });
  }
  return event;
}
