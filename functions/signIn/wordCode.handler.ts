import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Context, CustomMessageTriggerEvent } from 'aws-lambda';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { DynamoDbSentCodes } from '../aws/dynamodb/DynamoDbSentCodes.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import type { CodeMessages } from '../rules/stepUp/codeMessages.ts';
import { checkRecovery } from './checkRecovery.ts';
import { wordCode } from './wordCode.ts';

const cognito = new CognitoIdentityProviderClient({});
const clock = { now: () => Date.now() };
const sessions = environment('STEP_UP_SESSIONS_TABLE');
const histories = new DynamoDbFactorHistories(documentClient, sessions);
const sentCodes = new DynamoDbSentCodes(documentClient, sessions);

/**
 * The user pool's CustomMessage trigger. Cognito runs it before it sends a code, and an error keeps it from sending
 * (Amazon Cognito Developer Guide, "Custom message Lambda trigger"). Any error refuses the reset of a password, and a
 * code that would not say what it approves. Other codes stay as they are.
 */
export async function handler(event: CustomMessageTriggerEvent, context: Context): Promise<CustomMessageTriggerEvent> {
  const messages = await runInvocation(context, () => messagesFor(event));
  return { ...event, response: { ...event.response, ...messages } };
}

async function messagesFor(event: CustomMessageTriggerEvent): Promise<CodeMessages> {
  const { callerContext, request, triggerSource, userName, userPoolId } = event;
  const userId = request.userAttributes.sub ?? '';
  switch (triggerSource) {
    case 'CustomMessage_ForgotPassword':
      await checkRecovery({ histories, users: new CognitoUserDirectory(cognito, userPoolId) }, userId, userName);
      return {};
    case 'CustomMessage_VerifyUserAttribute':
      return wordCode({ clock, sentCodes }, userId, request.codeParameter);
    case 'CustomMessage_Authentication': {
      // The user's own sign-ins send codes too.
      const history = await histories.read(userId);
      if (history?.stepUpClientId !== callerContext.clientId) return {};
      return wordCode({ clock, sentCodes }, userId, request.codeParameter);
    }
  }
  return {};
}
