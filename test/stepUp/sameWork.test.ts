import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { approveStepUp } from '../../functions/stepUp/approveStepUp.ts';
import { initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { respondToStepUp } from '../../functions/stepUp/respondToStepUp.ts';
import { caller, createPorts, signedInAt } from './fakes.ts';

// Equal work tells nothing: a missing challenge and another user's cost the same calls to DynamoDB and Cognito.

type Ports = ReturnType<typeof createPorts>;

const calledPorts = ['approvals', 'audit', 'challenges', 'devices', 'factors', 'histories', 'push', 'users'] as const;

/** Returns the ports. They note every call. */
function noting(ports: Ports): { readonly ports: Ports; readonly calls: string[] } {
  const calls: string[] = [];
  const noted = Object.fromEntries(
    calledPorts.map((name) => [
      name,
      new Proxy(ports[name], {
        get(target: object, property) {
          const member: unknown = Reflect.get(target, property);
          if (typeof member !== 'function') return member;
          return (...given: unknown[]) => {
            calls.push(`${name}.${String(property)}`);
            return Reflect.apply(member, target, given);
          };
        },
      }),
    ]),
  );
  return { ports: { ...ports, ...noted }, calls };
}

/** Returns the calls, and the error without the id of the challenge. */
async function costOf(ports: Ports, ask: (ports: Ports) => Promise<unknown>) {
  const { ports: noted, calls } = noting(ports);
  const error = await ask(noted).then(
    () => null,
    (thrown: unknown) => thrown as { errorType: string; message: string },
  );
  return { calls, errorType: error?.errorType, message: error?.message };
}

test.each([
  ['initiating', (ports: Ports, challengeId: string) => initiateStepUp(ports, caller, challengeId)],
  ['answering', (ports: Ports, challengeId: string) => respondToStepUp(ports, caller, { challengeId, code: '123456' })],
])('%s', async (_, ask) => {
  const state = { status: 'STEP_UP_INITIATED', method: 'SMS_STEP_UP' } as const;
  const unknown = await costOf(createPorts(state), (ports) => ask(ports, 'unknown'));
  const ofAnother = await costOf(createPorts({ ...state, userId: 'somebody' }), (ports) => ask(ports, 'challenge'));
  expect(unknown).toMatchObject({ calls: ['challenges.find', 'audit.record'], errorType: 'NotFound' });
  expect(ofAnother).toEqual(unknown);
});

test('approving', async () => {
  const secretHash = createHash('sha256').update('secret').digest('hex');
  const row = {
    challengeId: 'challenge',
    userId: 'user',
    tokenId: 'token',
    originTokenId: 'waiting',
    tokenExpiresAt: signedInAt + 3600,
    secretHash,
    number: '42',
    expiresAt: signedInAt + 600,
    ttl: 0,
  };
  const cost = (present: typeof row | null, secret: string) => {
    const ports = createPorts();
    ports.approval.row = present;
    const input = { challengeId: 'challenge', secret, number: '42', approve: true };
    return costOf(ports, (noted) => approveStepUp(noted, caller, input));
  };
  const unknown = await cost(null, 'secret');
  expect(unknown).toMatchObject({ calls: ['approvals.find', 'audit.record'], errorType: 'NotFound' });
  expect(await cost({ ...row, userId: 'somebody' }, 'secret')).toEqual(unknown);
  expect(await cost(row, 'guessed')).toEqual(unknown);
});
