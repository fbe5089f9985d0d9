import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { recordSignIn } from '../../functions/signIn/recordSignIn.ts';
import { initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { respondToStepUp } from '../../functions/stepUp/respondToStepUp.ts';
import { caller, createPorts, type openRow, signedInAt } from './fakes.ts';

type Ports = ReturnType<typeof createPorts>;

function createUser(row: Partial<typeof openRow> = {}): Ports {
  return { ...createPorts({ methods: ['EMAIL_STEP_UP', 'SMS_STEP_UP'], ...row }), codes: 'userAuth' };
}

const initiate = async (ports: Ports) => (await initiateStepUp(ports, caller, 'challenge')).challenge;
const respond = (ports: Ports, code = '11111111') => respondToStepUp(ports, caller, { challengeId: 'challenge', code });

async function refusal(work: Promise<unknown>): Promise<ApplicationError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error;
}

describe('codes by a sign-in', () => {
  test.each([
    [['SMS_STEP_UP'], 'SMS_OTP'],
    [['EMAIL_STEP_UP'], 'EMAIL_OTP'],
  ] as const)('%s is %s, with eight digits, and proves the user', async (methods, factor) => {
    const ports = createUser({ methods });
    expect(await initiate(ports)).toMatchObject({ method: methods[0], codeLength: 8, destination: 'u***@e***' });
    expect(ports.signIn.begun).toEqual([factor]);
    expect(ports.factors.sent).toEqual([]);
    expect((await respond(ports)).status).toBe('STEP_UP_COMPLETED');
    expect(ports.factors.asked).toEqual([]);
  });

  test('are attribute codes of six digits where Cognito does not offer the factor', async () => {
    const ports = createUser({ methods: ['SMS_STEP_UP'] });
    ports.signIn.offered = [];
    expect(await initiate(ports)).toMatchObject({ method: 'SMS_STEP_UP', codeLength: 6 });
    expect(ports.factors.sent).toEqual(['phone_number']);
    expect((await respond(ports, '111111')).status).toBe('STEP_UP_COMPLETED');
  });

  test('that went by a sign-in before go by another when asked for again, or by none', async () => {
    const ports = createUser({ methods: ['SMS_STEP_UP'] });
    await initiate(ports);
    await initiate(ports);
    expect(ports.challenges.row.cognitoSignIn?.session).toBe('session-2');
    ports.signIn.offered = [];
    expect(await initiate(ports)).toMatchObject({ codeLength: 6 });
    expect(ports.challenges.row.cognitoSignIn).toBeUndefined();
  });

  test('have eight digits', async () => {
    const ports = createUser();
    await initiate(ports);
    expect(await refusal(respond(ports, '111111'))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.code', given: '6 digits', limit: '8 digits' },
    });
  });

  test.each([
    ['mismatch', 'CodeMismatch'],
    ['expired', 'CodeExpired'],
    ['refused', 'CodeExpired'],
  ] as const)('that come out as %s are refused with %s, and may be given again', async (wrong, errorType) => {
    const ports = createUser();
    await initiate(ports);
    ports.signIn.wrong = wrong;
    expect(await refusal(respond(ports, '22222222'))).toMatchObject({ errorType, errorInfo: { attemptsRemaining: 2 } });
    expect((await respond(ports)).status).toBe('STEP_UP_COMPLETED');
  });

  test('that Cognito did not look at do not count', async () => {
    const ports = createUser();
    await initiate(ports);
    ports.signIn.wrong = 'limited';
    expect((await refusal(respond(ports, '22222222'))).errorType).toBe('LimitExceeded');
    expect(ports).toMatchObject({ hourly: { answers: 0 }, challenges: { row: { attempts: 0 } } });
  });

  test('are counted before Cognito is asked', async () => {
    const ports = createUser();
    await initiate(ports);
    await Promise.all(Array.from({ length: 50 }, () => refusal(respond(ports, '22222222'))));
    expect(ports.signIn.answered).toHaveLength(3);
    expect(ports.challenges.row.status).toBe('STEP_UP_LOCKED');
  });

  test('of somebody else prove nothing', async () => {
    const ports = createUser();
    await initiate(ports);
    ports.signIn.subject = 'somebody';
    await expect(respond(ports)).rejects.toThrow('somebody else');
    expect(ports.challenges.row.status).toBe('STEP_UP_INITIATED');
  });
});

describe('step-up’s own sign-in', () => {
  const thiefsPhone = { phone: 'thief', email: 'e', softwareToken: true, modifiedAt: signedInAt + 50 };

  test('is not the user’s: what a thief has set up by then does not become known', async () => {
    const ports = createUser({ methods: ['EMAIL_STEP_UP'] });
    await initiate(ports);
    ports.user.snapshot = thiefsPhone;
    const { history } = ports.user;
    await recordSignIn(ports, { userId: 'user', username: 'name', clientId: ports.signIn.clientId });
    expect(ports.user.history).toBe(history);
  });

  test('is told from the user’s by the app client', async () => {
    const ports = createUser({ methods: ['EMAIL_STEP_UP'] });
    await initiate(ports);
    ports.user.snapshot = thiefsPhone;
    await recordSignIn(ports, { userId: 'user', username: 'name', clientId: 'app' });
    expect(ports.user.history).toMatchObject({
      phone: { hash: 'thief', since: ports.clock.seconds },
      stepUpClientId: ports.signIn.clientId,
    });
  });
});

describe('a proof by one factor', () => {
  test('does not make somebody’s change of the user our own', async () => {
    const ports = createUser({ methods: ['SMS_STEP_UP'] });
    // A thief of the access token replaces the software token. Then the user proves who they are by SMS.
    ports.user.snapshot = { ...ports.user.snapshot, modifiedAt: signedInAt + 50 };
    await initiate(ports);
    await respond(ports);
    expect(ports.user.history?.ownChange).toBeUndefined();
  });

  test('notes what it changed itself', async () => {
    const ports = createUser({ methods: ['SMS_STEP_UP'] });
    await initiate(ports);
    await respond(ports);
    expect(ports.user.history?.ownChange).toEqual({ at: signedInAt - 100, from: signedInAt });
  });
});
