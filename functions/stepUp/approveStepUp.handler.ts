import type { Context } from 'aws-lambda';
import type { ApproveStepUpInput } from '../../schema/generated/types.ts';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbApprovalStore } from '../aws/dynamodb/DynamoDbApprovalStore.ts';
import { DynamoDbChallengeStore } from '../aws/dynamodb/DynamoDbChallengeStore.ts';
import { DynamoDbHourlyCounts } from '../aws/dynamodb/DynamoDbHourlyCounts.ts';
import { DynamoDbStepUpAudit } from '../aws/dynamodb/DynamoDbStepUpAudit.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { approveStepUp } from './approveStepUp.ts';
import { logLockouts } from './logLockouts.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

const sessions = environment('STEP_UP_SESSIONS_TABLE');
const audit = environment('STEP_UP_AUDIT_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  approvals: new DynamoDbApprovalStore(documentClient, sessions),
  audit: new DynamoDbStepUpAudit(documentClient, audit),
  challenges: new DynamoDbChallengeStore(documentClient, { sessions, audit }),
  hourly: new DynamoDbHourlyCounts(documentClient, sessions),
};

export interface ApproveStepUpEvent {
  readonly caller: StepUpCaller;
  readonly input: ApproveStepUpInput;
}

/** Behind `Mutation.approveStepUp`. */
export function handler({ caller, input }: ApproveStepUpEvent, context: Context): Promise<Answer<StepUpGrantRow>> {
  return answer(context, () => logLockouts(caller, () => approveStepUp(ports, caller, input)));
}
