import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { respondToStepUp } from '../../functions/stepUp/respondToStepUp.ts';
import { caller, createPorts, signedInAt } from './fakes.ts';

type Ports = ReturnType<typeof createPorts>;

const initiated = { status: 'STEP_UP_INITIATED', method: 'SMS_STEP_UP' } as const;

function respond(ports: Ports, code = '111111', challengeId = 'challenge') {
  return respondToStepUp(ports, caller, { challengeId, code });
}

async function refusal(ports: Ports, code?: string, challengeId?: string): Promise<ApplicationError> {
  const error: unknown = await respond(ports, code, challengeId).catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error;
}

describe('the right code', () => {
  test('makes the challenge a grant, for as long as the rule says', async () => {
    const ports = createPorts(initiated);
    const row = await respond(ports);
    expect(row).toMatchObject({ status: 'STEP_UP_COMPLETED', expiresAt: ports.clock.seconds + 300 });
    expect(ports.challenges.row.status).toBe('STEP_UP_COMPLETED');
    expect(ports.recorded()).toEqual(['STEP_UP_COMPLETED']);
    expect(ports.hourly.answers).toBe(0);
  });

  test.each([
    ['the whole token, where the rule says an hour', 100, 3500],
    ['as long as the token, where that is less', 3600 - 899, 899],
    ['a second, in the token’s last', 3600 - 1, 1],
  ])('counts for %s', async (_, elapsed, lasts) => {
    const ports = createPorts({ ...initiated, scope: 'SESSION', maxAge: 3600, expiresAt: signedInAt + 4000 });
    ports.clock.seconds = signedInAt + elapsed;
    expect((await respond(ports)).expiresAt).toBe(ports.clock.seconds + lasts);
  });

  test.each([
    ['SMS_STEP_UP', 'phone_number'],
    ['EMAIL_STEP_UP', 'email'],
    ['SOFTWARE_TOKEN_STEP_UP', 'software token'],
    ['MAYBE_SOFTWARE_TOKEN_STEP_UP', 'software token'],
  ] as const)('by %s is checked by the %s that the server chose', async (method, asked) => {
    const ports = createPorts({ ...initiated, method });
    await respond(ports);
    expect(ports.factors.asked).toEqual([asked]);
  });

  test('comes too late at the deadline', async () => {
    const ports = createPorts({ ...initiated, expiresAt: signedInAt + 101 });
    await respond(createPorts({ ...initiated, expiresAt: signedInAt + 101 }));
    ports.clock.seconds += 1;
    expect((await refusal(ports)).errorType).toBe('ChallengeExpired');
    expect(ports.factors.asked).toEqual([]);
  });
});

describe('a wrong code', () => {
  test('counts, and the last one locks for 15 minutes', async () => {
    const ports = createPorts(initiated);
    for (const attemptsRemaining of [2, 1]) {
      expect(await refusal(ports, '222222')).toMatchObject({
        errorType: 'CodeMismatch',
        errorInfo: { attemptsRemaining },
      });
    }
    const lockedUntil = new Date((ports.clock.seconds + 900) * 1000).toISOString();
    expect(await refusal(ports, '222222')).toMatchObject({ errorType: 'ChallengeLocked', errorInfo: { lockedUntil } });
    expect(await refusal(ports)).toMatchObject({ errorType: 'ChallengeLocked', errorInfo: { lockedUntil } });
    expect(ports.recorded()).toEqual(['CodeMismatch', 'CodeMismatch', 'ChallengeLocked', 'ChallengeLocked']);
  });

  test('is told from one that expired and one that was used', async () => {
    const ports = createPorts(initiated);
    ports.factors.wrong = 'expired';
    expect((await refusal(ports, '222222')).errorType).toBe('CodeExpired');
    ports.factors.wrong = 'replayed';
    expect((await refusal(ports, '222222')).errorType).toBe('CodeReplayed');
  });

  test('is any that was sent for another challenge: Cognito, which would take it, is not asked', async () => {
    const ports = createPorts(initiated);
    await ports.sentCodes.note({ ...ports.challenges.row, challengeId: 'another' }, 'phone_number', signedInAt);
    expect(await refusal(ports)).toMatchObject({ errorType: 'CodeExpired', errorInfo: { attemptsRemaining: 2 } });
    expect(ports.factors.asked).toEqual([]);
    await ports.sentCodes.note(ports.challenges.row, 'phone_number', signedInAt);
    expect((await respond(ports)).status).toBe('STEP_UP_COMPLETED');
  });

  test('that Cognito did not look at does not count', async () => {
    const ports = createPorts(initiated);
    ports.factors.wrong = 'limited';
    expect((await refusal(ports, '222222')).errorType).toBe('LimitExceeded');
    expect(ports).toMatchObject({ hourly: { answers: 0 }, challenges: { row: { attempts: 0 } } });
  });

  test('given a hundred times at once asks Cognito as often as one after the other', async () => {
    const ports = createPorts(initiated);
    const refusals = await Promise.all(Array.from({ length: 100 }, () => refusal(ports, '222222')));
    expect(ports.factors.asked).toHaveLength(3);
    expect(refusals.filter(({ errorType }) => errorType === 'CodeMismatch').length).toBeLessThanOrEqual(2);
    expect(ports.challenges.row.status).toBe('STEP_UP_LOCKED');
  });

  test('does not count less where documents at once go on after an error, the right code last in each', async () => {
    const ports = createPorts(initiated);
    const document = async () => {
      const types: string[] = [];
      for (const code of ['222222', '333333', '444444', '111111']) types.push((await refusal(ports, code)).errorType);
      return types;
    };
    const types = (await Promise.all([document(), document(), document()])).flat();
    expect(ports.factors.asked).toHaveLength(3);
    expect(types.filter((type) => type === 'CodeMismatch').length).toBeLessThanOrEqual(2);
    expect(new Set(types)).toEqual(new Set(['CodeMismatch', 'ChallengeLocked']));
    expect(ports.challenges.row).toMatchObject({ status: 'STEP_UP_LOCKED', attempts: 3 });
  });

  test('is one of 15 that a user has in an hour', async () => {
    const ports = createPorts({ ...initiated, maxAttempts: 100 });
    for (let answer = 0; answer < 15; answer += 1) {
      expect((await refusal(ports, '222222')).errorType).toBe('CodeMismatch');
    }
    expect((await refusal(ports)).errorType).toBe('LimitExceeded');
    expect(ports.factors.asked).toHaveLength(15);
  });
});

describe('refused before Cognito is asked', () => {
  test.each([
    ['NotFound', {}, 'another'],
    ['ChallengeNotInitiated', { status: 'STEP_UP_REQUIRED' }, 'challenge'],
    ['CodeReplayed', { status: 'STEP_UP_COMPLETED' }, 'challenge'],
    ['CodeReplayed', { status: 'STEP_UP_CONSUMED' }, 'challenge'],
    ['ChallengeExpired', { expiresAt: signedInAt + 100 }, 'challenge'],
    ['ChallengeLocked', { status: 'STEP_UP_LOCKED', lockedUntil: signedInAt + 101 }, 'challenge'],
    ['ChallengeExpired', { status: 'STEP_UP_LOCKED', lockedUntil: signedInAt + 100 }, 'challenge'],
  ] as const)('%s', async (errorType, change, challengeId) => {
    const ports = createPorts({ ...initiated, ...change });
    expect((await refusal(ports, '111111', challengeId)).errorType).toBe(errorType);
    expect(ports.factors.asked).toEqual([]);
    expect(ports.recorded()).toEqual([errorType]);
  });

  test('a factor that changed after the challenge was initiated', async () => {
    const ports = createPorts(initiated);
    ports.user.snapshot = { ...ports.user.snapshot, phone: 'other' };
    expect((await refusal(ports)).errorType).toBe('FactorTooNew');
    expect(ports.factors.asked).toEqual([]);
  });

  test('a right answer whose proof cannot be written proves nothing', async () => {
    const ports = createPorts({ ...initiated, scope: 'SESSION' });
    ports.challenges.complete = () => Promise.reject(new Error('The table is gone.'));
    await expect(respond(ports)).rejects.toThrow('The table is gone.');
    expect(ports.challenges.row.status).toBe('STEP_UP_INITIATED');
    expect(ports.recorded()).toEqual(['Unavailable']);
  });

  test('an attempt that cannot be recorded does not succeed', async () => {
    const ports = createPorts(initiated);
    ports.audit.record = () => Promise.reject(new Error('The table is gone.'));
    await expect(respond(ports, '222222')).rejects.toThrow('The table is gone.');
  });
});
