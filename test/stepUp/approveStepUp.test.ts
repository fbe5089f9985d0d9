import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { approveStepUp } from '../../functions/stepUp/approveStepUp.ts';
import { initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { caller, createPorts, knownDevice as device, signedInAt } from './fakes.ts';

/** The same user's sign-in on the device. */
const owner = { ...caller, tokenId: 'device-token', originTokenId: 'device-origin' };

/** A challenge that was pushed to the user's device, and what the two screens show. */
async function asked() {
  const ports = createPorts({ methods: ['PUSH_STEP_UP'] });
  ports.deviceRows.push(device);
  const { challenge } = await initiateStepUp(ports, caller, 'challenge');
  const payload = JSON.parse(ports.pushed[0]?.payload ?? '{}');
  const { secret } = JSON.parse(payload.data['heliograph.stepUp']);
  return {
    ports,
    input: { challengeId: 'challenge', secret: `${secret}`, number: challenge.matchNumber ?? '', approve: true },
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error.errorType;
}

describe('asking a device', () => {
  test('shows the operation there and the number here, and neither there', async () => {
    const { ports, input } = await asked();
    expect(input.number).toMatch(/^[1-9][0-9]$/);
    expect(ports.pushed).toMatchObject([{ endpointArn: 'arn:endpoint', highPriority: true }]);
    expect(ports.pushed[0]?.payload).toContain('Mutation.publish');
    expect(Object.keys(JSON.parse(JSON.parse(ports.pushed[0]?.payload ?? '{}').data['heliograph.stepUp']))).toEqual([
      'challengeId',
      'operation',
      'summary',
      'secret',
      'expiresAt',
    ]);
    expect(JSON.stringify(ports.approval.row)).not.toContain(input.secret);
    expect(ports.approval.sent).toEqual(ports.pushed.map(() => 'sns'));
  });

  test.each([
    ['registered after the sign-in', { addressSince: new Date((signedInAt + 1) * 1000).toISOString() }],
    [
      'given another push token in the second of the sign-in',
      { addressSince: new Date(signedInAt * 1000).toISOString() },
    ],
    ['disabled', { status: 'DISABLED' }],
  ] as const)('not one that was %s', async (_name, change) => {
    const ports = createPorts({ methods: ['PUSH_STEP_UP'] });
    ports.deviceRows.push({ ...device, ...change });
    expect(await refusal(initiateStepUp(ports, caller, 'challenge'))).toBe('NoStepUpMethod');
    expect(ports.pushed).toEqual([]);
  });

  test('notes one whose endpoint SNS has no more, so that it is made again', async () => {
    const ports = createPorts({ methods: ['PUSH_STEP_UP'] });
    ports.deviceRows.push(device);
    ports.push.send = async () => ({ kind: 'gone', reason: 'ENDPOINT_DISABLED' });
    await initiateStepUp(ports, caller, 'challenge').catch(() => {});
    expect(ports.gone).toEqual([device.id]);
  });

  test('not one of a platform that the deployment no longer offers', async () => {
    const ports = createPorts({ methods: ['PUSH_STEP_UP'] });
    ports.deviceRows.push(device);
    ports.push.platforms = [];
    expect(await refusal(initiateStepUp(ports, caller, 'challenge'))).toBe('NoStepUpMethod');
    expect(ports.pushed).toEqual([]);
  });

  test('only where the setting names it', async () => {
    const ports = createPorts();
    ports.deviceRows.push(device);
    expect((await initiateStepUp(ports, caller, 'challenge')).challenge.method).toBe('SMS_STEP_UP');
  });
});

describe('the owner of the device', () => {
  test('approves: the waiting token’s challenge becomes a grant', async () => {
    const { ports, input } = await asked();
    const row = await approveStepUp(ports, owner, input);
    expect(row).toMatchObject({ status: 'STEP_UP_COMPLETED', expiresAt: ports.clock.seconds + 300 });
    expect(ports.challenges.row.status).toBe('STEP_UP_COMPLETED');
    expect(ports.recorded()).toEqual(['STEP_UP_INITIATED', 'STEP_UP_COMPLETED']);
    expect(await refusal(approveStepUp(ports, owner, input))).toBe('CodeReplayed');
  });

  test('denies: the challenge is locked', async () => {
    const { ports, input } = await asked();
    expect(await approveStepUp(ports, owner, { ...input, number: null, approve: false })).toMatchObject({
      status: 'STEP_UP_LOCKED',
      lockedUntil: ports.clock.seconds + 900,
    });
    expect(await refusal(approveStepUp(ports, owner, input))).toBe('ChallengeLocked');
  });

  test('names another number, until the challenge is locked', async () => {
    const { ports, input } = await asked();
    const number = input.number === '10' ? '11' : '10';
    const types = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      types.push(await refusal(approveStepUp(ports, owner, { ...input, number })));
    }
    expect(types).toEqual(['CodeMismatch', 'CodeMismatch', 'ChallengeLocked']);
  });
});

describe('two devices at once', () => {
  test('one denies while the other approves: it is told that it came too late', async () => {
    const { ports, input } = await asked();
    const lock = ports.challenges.lock.bind(ports.challenges);
    ports.challenges.lock = async (...challenge) => {
      await approveStepUp(ports, owner, input);
      return lock(...challenge);
    };
    expect(await refusal(approveStepUp(ports, owner, { ...input, approve: false }))).toBe('CodeReplayed');
    expect(ports.recorded()).toEqual(['STEP_UP_INITIATED', 'STEP_UP_COMPLETED', 'CodeReplayed']);
  });

  test('use up the attempts: whoever finds none left locks the challenge', async () => {
    const { ports, input } = await asked();
    ports.challenges.row = { ...ports.challenges.row, attempts: 3 };
    expect(await refusal(approveStepUp(ports, owner, input))).toBe('ChallengeLocked');
    expect(ports.challenges.row).toMatchObject({
      status: 'STEP_UP_LOCKED',
      lockedUntil: ports.clock.seconds + 900,
    });
  });
});

describe('a stolen access token does not approve', () => {
  test('for itself, nor does one refreshed from the same sign-in', async () => {
    const { ports, input } = await asked();
    expect(await refusal(approveStepUp(ports, caller, input))).toBe('SameSession');
    expect(await refusal(approveStepUp(ports, { ...caller, tokenId: 'refreshed' }, input))).toBe('SameSession');
    expect(await refusal(approveStepUp(ports, { ...owner, originTokenId: null }, input))).toBe('SameSession');
  });

  test('without the push', async () => {
    const { ports, input } = await asked();
    expect(await refusal(approveStepUp(ports, owner, { ...input, secret: 'guess' }))).toBe('NotFound');
  });

  test('by another user', async () => {
    const { ports, input } = await asked();
    expect(await refusal(approveStepUp(ports, { ...owner, userId: 'other' }, input))).toBe('NotFound');
  });

  test('too late', async () => {
    const { ports, input } = await asked();
    ports.clock.seconds += 600;
    expect(await refusal(approveStepUp(ports, owner, input))).toBe('ChallengeExpired');
  });
});
