import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { log } from '../aws/logging/log.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import { LOCKED } from '../rules/stepUp/lockedMessage.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

/** Errors of a caller who guesses: at one operation, or at many of them below each one's limit. */
const guessing = ['ChallengeLocked', 'LimitExceeded'];

/** Logs a lockout, and counts it for the alarm: too many wrong answers, or a denial on a device. */
export async function logLockouts(
  { userId }: Pick<StepUpCaller, 'userId'>,
  work: () => Promise<StepUpGrantRow>,
): Promise<StepUpGrantRow> {
  try {
    const row = await work();
    if (row.status === 'STEP_UP_LOCKED') tell(userId);
    return row;
  } catch (error) {
    if (error instanceof ApplicationError && guessing.includes(error.errorType)) tell(userId);
    throw error;
  }
}

function tell(userId: string): void {
  log('WARN', LOCKED, { userId });
  emitMetrics({ values: { StepUpLocked: 1 } });
}
