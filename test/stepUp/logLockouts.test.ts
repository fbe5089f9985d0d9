import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { LOCKED } from '../../functions/rules/stepUp/lockedMessage.ts';
import { challengeLocked } from '../../functions/rules/stepUp/openChallenge.ts';
import { logLockouts } from '../../functions/stepUp/logLockouts.ts';
import { openRow } from './fakes.ts';

const logged: unknown[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...given) => void logged.push(given));
});
afterEach(() => vi.restoreAllMocks());

describe('a lockout is logged for the alarm', () => {
  test('where an answer or an approval locks, or finds it locked', async () => {
    await expect(logLockouts(() => Promise.reject(ApplicationError.of(challengeLocked(5))))).rejects.toMatchObject({
      errorType: 'ChallengeLocked',
    });
    expect(logged).toEqual([[LOCKED]]);
  });

  test('where the user’s answers of the hour are used up', async () => {
    const limited = new ApplicationError('LimitExceeded', 'no');
    await expect(logLockouts(() => Promise.reject(limited))).rejects.toBe(limited);
    expect(logged).toEqual([[LOCKED]]);
  });

  test('where a device denies', async () => {
    const locked = { ...openRow, status: 'STEP_UP_LOCKED' } as const;
    expect(await logLockouts(async () => locked)).toBe(locked);
    expect(logged).toEqual([[LOCKED]]);
  });

  test('and nothing else is', async () => {
    await logLockouts(async () => ({ ...openRow, status: 'STEP_UP_COMPLETED' }));
    await logLockouts(() => Promise.reject(new ApplicationError('CodeMismatch', 'no'))).catch(() => {});
    expect(logged).toEqual([]);
  });
});
