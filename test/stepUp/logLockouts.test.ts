import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { LOCKED } from '../../functions/rules/stepUp/lockedMessage.ts';
import { challengeLocked } from '../../functions/rules/stepUp/openChallenge.ts';
import { logLockouts } from '../../functions/stepUp/logLockouts.ts';
import { openRow } from './fakes.ts';

const caller = { userId: 'ann' };
const logged: unknown[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(JSON.parse(String(line))) > 0);
});
afterEach(() => vi.restoreAllMocks());

/** The entry of the log, and the metric of the lockout alarm. */
function expectLockout(): void {
  expect(logged).toEqual([
    expect.objectContaining({ message: LOCKED, userId: 'ann' }),
    expect.objectContaining({ StepUpLocked: 1 }),
  ]);
}

describe('a lockout is logged for the alarm', () => {
  test('where an answer or an approval locks, or finds it locked', async () => {
    await expect(
      logLockouts(caller, () => Promise.reject(ApplicationError.of(challengeLocked(5)))),
    ).rejects.toMatchObject({
      errorType: 'ChallengeLocked',
    });
    expectLockout();
  });

  test('where the user’s answers of the hour are used up', async () => {
    const limited = new ApplicationError('LimitExceeded', 'no');
    await expect(logLockouts(caller, () => Promise.reject(limited))).rejects.toBe(limited);
    expectLockout();
  });

  test('where a device denies', async () => {
    const locked = { ...openRow, status: 'STEP_UP_LOCKED' } as const;
    expect(await logLockouts(caller, async () => locked)).toBe(locked);
    expectLockout();
  });

  test('and nothing else is', async () => {
    await logLockouts(caller, async () => ({ ...openRow, status: 'STEP_UP_COMPLETED' }));
    await logLockouts(caller, () => Promise.reject(new ApplicationError('CodeMismatch', 'no'))).catch(() => {});
    expect(logged).toEqual([]);
  });
});
