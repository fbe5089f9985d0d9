import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { caller, createPorts, signedInAt } from './fakes.ts';

type Ports = ReturnType<typeof createPorts>;

async function initiate(ports: Ports, change: Partial<typeof caller> = {}) {
  return (await initiateStepUp(ports, { ...caller, ...change }, 'challenge')).challenge;
}

async function refusal(ports: Ports, change: Partial<typeof caller> = {}): Promise<ApplicationError> {
  const error: unknown = await initiate(ports, change).catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error;
}

describe('initiating', () => {
  test('sends a code to the phone, masked in the answer, good for ten minutes', async () => {
    const ports = createPorts();
    expect(await initiate(ports)).toMatchObject({
      status: 'STEP_UP_INITIATED',
      method: 'SMS_STEP_UP',
      destination: '+*******0001',
      expiresAt: ports.clock.seconds + 600,
    });
    expect(ports.factors.sent).toEqual(['phone_number']);
    expect(ports.recorded()).toEqual(['STEP_UP_INITIATED']);
  });

  test('does not outlive the token', async () => {
    const ports = createPorts();
    expect((await initiate(ports, { expiresAt: ports.clock.seconds + 60 })).expiresAt).toBe(ports.clock.seconds + 60);
  });

  test('an authenticator app needs no code, and asking again does not prolong its challenge', async () => {
    const ports = createPorts();
    ports.factors.known = { ...ports.factors.known, preferred: 'SOFTWARE_TOKEN_MFA', enabled: ['SOFTWARE_TOKEN_MFA'] };
    const { expiresAt } = await initiate(ports);
    ports.clock.seconds += 100;
    expect(await initiate(ports)).toMatchObject({ method: 'SOFTWARE_TOKEN_STEP_UP', expiresAt });
    expect(ports.factors.sent).toEqual([]);
  });

  test('again keeps the method, whatever the user’s preference is by then', async () => {
    const ports = createPorts();
    await initiate(ports);
    ports.factors.known = { ...ports.factors.known, preferred: 'SOFTWARE_TOKEN_MFA', enabled: ['SOFTWARE_TOKEN_MFA'] };
    expect((await initiate(ports)).method).toBe('SMS_STEP_UP');
  });

  test('sends three codes and no more', async () => {
    const ports = createPorts();
    for (let send = 0; send < 3; send += 1) await initiate(ports);
    expect((await refusal(ports)).errorType).toBe('LimitExceeded');
    expect(ports.factors.sent).toHaveLength(3);
  });

  test('sends a user ten codes in an hour over all challenges, less those answered', async () => {
    const ports = createPorts();
    const another = () => {
      ports.challenges.row = { ...ports.challenges.row, status: 'STEP_UP_REQUIRED', sends: 0 };
    };
    for (let send = 0; send < 10; send += 1) {
      await initiate(ports);
      another();
    }
    expect(await refusal(ports)).toMatchObject({ errorType: 'LimitExceeded', errorInfo: { limit: 10 } });
    expect(ports.factors.sent).toHaveLength(10);
    await ports.hourly.giveBack('user', 'sends');
    another();
    expect((await initiate(ports)).status).toBe('STEP_UP_INITIATED');
  });

  test('passes over a factor that is newer than the session', async () => {
    const ports = createPorts();
    ports.factors.known = { ...ports.factors.known, preferred: 'SOFTWARE_TOKEN_MFA', enabled: ['SOFTWARE_TOKEN_MFA'] };
    ports.user.snapshot = { ...ports.user.snapshot, modifiedAt: signedInAt + 50 };
    expect((await initiate(ports)).method).toBe('SMS_STEP_UP');
  });

  test('is refused where every factor is newer than the session, and nothing is sent', async () => {
    const ports = createPorts();
    ports.user.snapshot = { phone: 'other', email: 'other', softwareToken: false, modifiedAt: signedInAt + 50 };
    expect((await refusal(ports)).errorType).toBe('FactorTooNew');
    expect(ports.factors.sent).toEqual([]);
  });

  test('is refused where the setting’s methods are none of the user’s', async () => {
    const ports = createPorts({ methods: ['SOFTWARE_TOKEN_STEP_UP'] });
    expect(await refusal(ports)).toMatchObject({
      errorType: 'NoStepUpMethod',
      errorInfo: { methods: ['SOFTWARE_TOKEN_STEP_UP'] },
    });
  });

  test.each([
    ['NotFound', { challengeId: 'another' }],
    ['ChallengeExpired', { expiresAt: signedInAt + 100 }],
    ['ChallengeLocked', { status: 'STEP_UP_LOCKED', lockedUntil: signedInAt + 200 }],
    ['CodeReplayed', { status: 'STEP_UP_COMPLETED' }],
  ] as const)('is refused with %s, and nothing is sent', async (errorType, change) => {
    const ports = createPorts(change);
    expect((await refusal(ports)).errorType).toBe(errorType);
    expect(ports.factors.sent).toEqual([]);
  });

  test('with the token of somebody else fails', async () => {
    const ports = createPorts();
    ports.factors.known = { ...ports.factors.known, userId: 'somebody' };
    await expect(initiate(ports)).rejects.toThrow('not the caller');
  });
});
