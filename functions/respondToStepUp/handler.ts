import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { RespondToStepUpChallengeInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../appsync/answer.ts';
import { CognitoUserFactors } from '../aws/CognitoUserFactors.ts';
import { DynamoDbChallengeStore } from '../aws/DynamoDbChallengeStore.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import type { StepUpGrantRow } from '../domain/stepUp/StepUpRows.ts';
import type { StepUpCaller } from '../stepUp/StepUpCaller.ts';
import { respondToStepUp } from './respondToStepUp.ts';

const ports = {
  clock: { now: () => Date.now() },
  challenges: new DynamoDbChallengeStore(documentClient, environment('STEP_UP_SESSIONS_TABLE')),
  factors: new CognitoUserFactors(new CognitoIdentityProviderClient({})),
};

export interface RespondToStepUpEvent {
  readonly caller: StepUpCaller;
  readonly input: RespondToStepUpChallengeInput;
}

/** Behind `Mutation.respondToStepUpChallenge`. */
export function handler({ caller, input }: RespondToStepUpEvent): Promise<Answer<StepUpGrantRow>> {
  return answer(() => respondToStepUp(ports, caller, input));
}
