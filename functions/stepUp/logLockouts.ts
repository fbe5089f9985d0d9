import { ApplicationError } from '../rules/ApplicationError.ts';
import { LOCKED } from '../rules/stepUp/lockedMessage.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/** Errors of somebody who is guessing: at one operation, or at many below each one's limit. */
const guessing = ['ChallengeLocked', 'LimitExceeded'];

/** Logs a lockout, which the alarm's metric filters count (infra/aws/constructs/StepUp.ts): too many wrong answers, or a denial on a device. */
export async function logLockouts(work: () => Promise<StepUpGrantRow>): Promise<StepUpGrantRow> {
  try {
    const row = await work();
    if (row.status === 'STEP_UP_LOCKED') console.error(LOCKED);
    return row;
  } catch (error) {
    if (error instanceof ApplicationError && guessing.includes(error.errorType)) console.error(LOCKED);
    throw error;
  }
}
