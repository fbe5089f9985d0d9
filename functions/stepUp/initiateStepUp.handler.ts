import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { InitiateStepUpInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { CognitoUserDirectory } from '../aws/cognito/CognitoUserDirectory.ts';
import { CognitoUserFactors } from '../aws/cognito/CognitoUserFactors.ts';
import { stepUpSignInOf } from '../aws/cognito/stepUpSignInOf.ts';
import { DynamoDbApprovalStore } from '../aws/dynamodb/DynamoDbApprovalStore.ts';
import { DynamoDbChallengeStore } from '../aws/dynamodb/DynamoDbChallengeStore.ts';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/dynamodb/DynamoDbFactorHistories.ts';
import { DynamoDbHourlyCounts } from '../aws/dynamodb/DynamoDbHourlyCounts.ts';
import { DynamoDbSentCodes } from '../aws/dynamodb/DynamoDbSentCodes.ts';
import { DynamoDbStepUpAudit } from '../aws/dynamodb/DynamoDbStepUpAudit.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { pushPlatforms } from '../aws/sns/pushPlatforms.ts';
import { SnsPushSender } from '../aws/sns/SnsPushSender.ts';
import { type InitiatedStepUp, initiateStepUp, type Ports } from './initiateStepUp.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

const cognito = new CognitoIdentityProviderClient({});
const userPoolId = environment('USER_POOL_ID');
const sessions = environment('STEP_UP_SESSIONS_TABLE');
const audit = environment('STEP_UP_AUDIT_TABLE');

const ports: Ports = {
  codes: environment('STEP_UP_CODES') === 'userAuth' ? 'userAuth' : 'attributes',
  clock: { now: () => Date.now() },
  challenges: new DynamoDbChallengeStore(documentClient, { sessions, audit }),
  hourly: new DynamoDbHourlyCounts(documentClient, sessions),
  sentCodes: new DynamoDbSentCodes(documentClient, sessions),
  approvals: new DynamoDbApprovalStore(documentClient, sessions),
  devices: new DynamoDbDeviceDirectory(documentClient, environment('DEVICES_TABLE')),
  push: new SnsPushSender(new SNSClient({}), pushPlatforms()),
  audit: new DynamoDbStepUpAudit(documentClient, audit),
  factors: new CognitoUserFactors(cognito),
  histories: new DynamoDbFactorHistories(documentClient, sessions),
  signIn: stepUpSignInOf(cognito, userPoolId),
  users: new CognitoUserDirectory(cognito, userPoolId),
};

export interface InitiateStepUpEvent {
  readonly caller: StepUpCaller;
  readonly input: InitiateStepUpInput;
}

/** Behind `Mutation.initiateStepUp`. */
export function handler({ caller, input }: InitiateStepUpEvent, context: Context): Promise<Answer<InitiatedStepUp>> {
  return answer(context, () => initiateStepUp(ports, caller, input.challengeId));
}
