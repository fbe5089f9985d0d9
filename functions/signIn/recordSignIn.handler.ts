import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { recordSignIn } from './recordSignIn.ts';

const cognito = new CognitoIdentityProviderClient({});
const clock = { now: () => Date.now() };
const histories = new DynamoDbFactorHistories(documentClient, environment('STEP_UP_SESSIONS_TABLE'));

/** The pool's PostAuthentication trigger. What goes wrong here does not keep anybody from signing in: step-up is refused instead. */
export async function handler(event: PostAuthenticationTriggerEvent): Promise<PostAuthenticationTriggerEvent> {
  try {
    const users = new CognitoUserDirectory(cognito, event.userPoolId);
    await recordSignIn(
      { clock, histories, users },
      {
        userId: event.request.userAttributes.sub ?? '',
        username: event.userName,
        clientId: event.callerContext.clientId,
      },
    );
  } catch (error) {
    console.error('recordSignIn failed', { error: error instanceof Error ? error.name : 'unknown' });
  }
  return event;
}
