import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from 'aws-lambda';
import type { RespondToStepUpChallengeInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { CognitoUserFactors } from '../aws/cognito/CognitoUserFactors.ts';
import { stepUpSignInOf } from '../aws/cognito/stepUpSignInOf.ts';
import { DynamoDbChallengeStore } from '../aws/dynamodb/DynamoDbChallengeStore.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { DynamoDbHourlyCounts } from '../aws/dynamodb/DynamoDbHourlyCounts.ts';
import { DynamoDbSentCodes } from '../aws/dynamodb/DynamoDbSentCodes.ts';
import { DynamoDbStepUpAudit } from '../aws/dynamodb/DynamoDbStepUpAudit.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { logLockouts } from './logLockouts.ts';
import { respondToStepUp } from './respondToStepUp.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

const cognito = new CognitoIdentityProviderClient({});
const userPoolId = environment('USER_POOL_ID');
const sessions = environment('STEP_UP_SESSIONS_TABLE');
const audit = environment('STEP_UP_AUDIT_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  challenges: new DynamoDbChallengeStore(documentClient, { sessions, audit }),
  hourly: new DynamoDbHourlyCounts(documentClient, sessions),
  sentCodes: new DynamoDbSentCodes(documentClient, sessions),
  audit: new DynamoDbStepUpAudit(documentClient, audit),
  factors: new CognitoUserFactors(cognito),
  histories: new DynamoDbFactorHistories(documentClient, sessions),
  signIn: stepUpSignInOf(cognito, userPoolId),
  users: new CognitoUserDirectory(cognito, userPoolId),
};

export interface RespondToStepUpEvent {
  readonly caller: StepUpCaller;
  readonly input: RespondToStepUpChallengeInput;
}

/** Behind `Mutation.respondToStepUpChallenge`. */
export function handler({ caller, input }: RespondToStepUpEvent, context: Context): Promise<Answer<StepUpGrantRow>> {
  return answer(context, () => logLockouts(caller, () => respondToStepUp(ports, caller, input)));
}
