import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SNSClient } from '@aws-sdk/client-sns';
import type { InitiateStepUpInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../appsync/answer.ts';
import { CognitoUserDirectory } from '../aws/CognitoUserDirectory.ts';
import { CognitoUserFactors } from '../aws/CognitoUserFactors.ts';
import { DynamoDbApprovalStore } from '../aws/DynamoDbApprovalStore.ts';
import { DynamoDbChallengeStore } from '../aws/DynamoDbChallengeStore.ts';
import { DynamoDbDeviceDirectory } from '../aws/DynamoDbDeviceDirectory.ts';
import { DynamoDbFactorHistories } from '../aws/DynamoDbFactorHistories.ts';
import { DynamoDbHourlyCounts } from '../aws/DynamoDbHourlyCounts.ts';
import { DynamoDbSentCodes } from '../aws/DynamoDbSentCodes.ts';
import { DynamoDbStepUpAudit } from '../aws/DynamoDbStepUpAudit.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsPushSender } from '../aws/SnsPushSender.ts';
import { stepUpSignInOf } from '../aws/stepUpSignInOf.ts';
import type { StepUpCaller } from '../stepUp/StepUpCaller.ts';
import { type InitiatedStepUp, initiateStepUp, type Ports } from './initiateStepUp.ts';

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
  push: new SnsPushSender(new SNSClient({})),
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
export function handler({ caller, input }: InitiateStepUpEvent): Promise<Answer<InitiatedStepUp>> {
  return answer(() => initiateStepUp(ports, caller, input.challengeId));
}
