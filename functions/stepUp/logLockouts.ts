import { log } from '../aws/logging/log.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import { LOCKED } from '../rules/stepUp/lockedMessage.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

/** Errors of a caller who guesses: at one operation, or at many of them below each one's limit. */
const guessing = ['ChallengeLocked', 'LimitExceeded'];

/** Logs a lockout, which the alarm counts: too many wrong answers, or a denial on a device. */
export async function logLockouts(
  { userId }: Pick<StepUpCaller, 'userId'>,
  work: () => Promise<StepUpGrantRow>,
): Promise<StepUpGrantRow> {
  try {
    const row = await work();
    if (row.status === 'STEP_UP_LOCKED') log('WARN', LOCKED, { userId });
    return row;
  } catch (error) {
    if (error instanceof ApplicationError && guessing.includes(error.errorType)) log('WARN', LOCKED, { userId });
    throw error;
  }
}
