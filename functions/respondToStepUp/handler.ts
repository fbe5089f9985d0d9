import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { RespondToStepUpChallengeInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../appsync/answer.ts';
import { CognitoUserDirectory } from '../aws/CognitoUserDirectory.ts';
import { CognitoUserFactors } from '../aws/CognitoUserFactors.ts';
import { DynamoDbChallengeStore } from '../aws/DynamoDbChallengeStore.ts';
import { DynamoDbFactorHistories } from '../aws/DynamoDbFactorHistories.ts';
import { DynamoDbHourlyCounts } from '../aws/DynamoDbHourlyCounts.ts';
import { DynamoDbSentCodes } from '../aws/DynamoDbSentCodes.ts';
import { DynamoDbStepUpAudit } from '../aws/DynamoDbStepUpAudit.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { stepUpSignInOf } from '../aws/stepUpSignInOf.ts';
import type { StepUpGrantRow } from '../domain/stepUp/StepUpRows.ts';
import { reportingLocks } from '../stepUp/reportingLocks.ts';
import type { StepUpCaller } from '../stepUp/StepUpCaller.ts';
import { respondToStepUp } from './respondToStepUp.ts';

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
export function handler({ caller, input }: RespondToStepUpEvent): Promise<Answer<StepUpGrantRow>> {
  return answer(() => reportingLocks(() => respondToStepUp(ports, caller, input)));
}
