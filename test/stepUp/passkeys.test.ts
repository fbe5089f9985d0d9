import fc from 'fast-check';
import { SoftwareAuthenticator } from 'local-cloud/testing/SoftwareAuthenticator';
import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { type InitiatedStepUp, initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { respondToStepUp } from '../../functions/stepUp/respondToStepUp.ts';
import type { StepUpMethod } from '../../schema/generated/types.ts';
import { caller, createPorts, knownDevice, type openRow, signedInAt } from './fakes.ts';

const methods: StepUpMethod[] = ['PASSKEY_STEP_UP', 'SMS_STEP_UP'];
type Ports = ReturnType<typeof createPorts>;

/** A user with a passkey from before the sign-in, whose assertions Cognito takes. */
function createUser(row: Partial<typeof openRow> = {}) {
  const ports = createPorts({ methods, ...row });
  const passkey = new SoftwareAuthenticator('app.example');
  ports.factors.registered = [{ credentialId: passkey.credentialId, createdAt: signedInAt - 1 }];
  ports.signIn.isRight = (response) => JSON.parse(response).id === passkey.credentialId;
  return { ports, passkey };
}

function challengeIn({ credentialRequestOptions }: InitiatedStepUp): string {
  return `${credentialRequestOptions?.challenge}`;
}

async function asked(row: Partial<typeof openRow> = {}) {
  const { ports, passkey } = createUser(row);
  const initiated = await initiateStepUp(ports, caller, 'challenge');
  const answer = () => JSON.parse(passkey.authenticate(challengeIn(initiated)));
  return { ports, passkey, initiated, answer };
}

function respond(ports: Ports, input: { code?: unknown; credential?: unknown }) {
  return respondToStepUp(ports, caller, { challengeId: 'challenge', ...input });
}

async function refusal(work: Promise<unknown>): Promise<ApplicationError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error;
}

describe('a passkey is asked for', () => {
  test('where the setting names it and the user has one from before the sign-in, and no other is offered', async () => {
    const { ports, passkey } = createUser();
    ports.factors.registered.push({ credentialId: 'thief', createdAt: signedInAt + 1 });
    const { challenge, credentialRequestOptions } = await initiateStepUp(ports, caller, 'challenge');
    expect(challenge).toMatchObject({ method: 'PASSKEY_STEP_UP', expiresAt: ports.clock.seconds + 600 });
    expect(credentialRequestOptions).toMatchObject({
      rpId: 'app.example',
      allowCredentials: [{ id: passkey.credentialId, type: 'public-key' }],
    });
    expect(ports.factors.sent).toEqual([]);
  });

  test('with Cognito’s session string staying in the row', async () => {
    const { initiated, ports } = await asked();
    expect(ports.challenges.row.cognitoSignIn?.session).toBe('session-1');
    expect(JSON.stringify([initiated, ports.recorded()])).not.toContain('session-1');
  });

  test('before a device', async () => {
    const { ports } = createUser({ methods: ['PUSH_STEP_UP', 'PASSKEY_STEP_UP'] });
    ports.deviceRows.push(knownDevice);
    expect((await initiateStepUp(ports, caller, 'challenge')).challenge.method).toBe('PASSKEY_STEP_UP');
  });

  test.each<[string, (ports: Ports) => void]>([
    ['the user has none', (ports) => (ports.factors.registered = [])],
    [
      'it was registered in the second of the sign-in',
      (ports) => (ports.factors.registered = [{ credentialId: 'a', createdAt: signedInAt }]),
    ],
    ['Cognito does not offer it to the user', (ports) => (ports.signIn.offered = [])],
  ])('not where %s: the next method is it', async (_, change) => {
    const { ports } = createUser();
    change(ports);
    expect((await initiateStepUp(ports, caller, 'challenge')).challenge).toMatchObject({
      method: 'SMS_STEP_UP',
      sends: 1,
    });
  });

  test('not where the setting does not name it', async () => {
    const { ports } = createUser({ methods: ['SMS_STEP_UP'] });
    expect((await initiateStepUp(ports, caller, 'challenge')).challenge.method).toBe('SMS_STEP_UP');
    expect(ports.signIn.begun).toEqual([]);
  });

  test('only as often as a code is sent', async () => {
    const { ports } = createUser();
    for (let send = 0; send < 3; send += 1) await initiateStepUp(ports, caller, 'challenge');
    expect((await refusal(initiateStepUp(ports, caller, 'challenge'))).errorType).toBe('LimitExceeded');
    expect(ports.signIn.begun).toHaveLength(3);
  });

  test('without counting as something that reached the user', async () => {
    const { ports } = createUser();
    ports.hourly.sends = 100;
    expect((await initiateStepUp(ports, caller, 'challenge')).challenge.method).toBe('PASSKEY_STEP_UP');
  });

  test.each<[string, number[], string]>([
    ['only newer ones', [signedInAt + 1], 'FactorTooNew'],
    ['none', [], 'NoStepUpMethod'],
  ])('and refused where nothing else would do and the user has %s', async (_, dates, errorType) => {
    const { ports } = createUser({ methods: ['PASSKEY_STEP_UP'] });
    ports.factors.registered = dates.map((createdAt) => ({ credentialId: 'a', createdAt }));
    expect((await refusal(initiateStepUp(ports, caller, 'challenge'))).errorType).toBe(errorType);
    const begun = createUser();
    await initiateStepUp(begun.ports, caller, 'challenge');
    begun.ports.factors.registered = ports.factors.registered;
    expect((await refusal(initiateStepUp(begun.ports, caller, 'challenge'))).errorType).toBe(errorType);
  });

  test('and refused where no sign-in was seen', async () => {
    const { ports } = createUser({ methods: ['PASSKEY_STEP_UP'] });
    ports.user.history = null;
    expect((await refusal(initiateStepUp(ports, caller, 'challenge'))).errorType).toBe('FactorTooNew');
  });
});

describe('the passkey’s answer', () => {
  test('makes the challenge a grant, and no sign-in is left', async () => {
    const { answer, ports } = await asked();
    const row = await respond(ports, { credential: answer() });
    expect(row.status).toBe('STEP_UP_COMPLETED');
    expect(ports.challenges.row.cognitoSignIn).toBeUndefined();
    expect(ports.recorded()).toEqual(['STEP_UP_INITIATED', 'STEP_UP_COMPLETED']);
    expect((await refusal(respond(ports, { credential: answer() }))).errorType).toBe('CodeReplayed');
  });

  test('is asked about at Cognito once, however often it is given at once', async () => {
    const { answer, ports } = await asked({ maxAttempts: 10 });
    const credential = answer();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => respond(ports, { credential })));
    expect(ports.signIn.answered).toEqual(['session-1']);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('reaches Cognito with the one id that was looked at', async () => {
    const { answer, ports } = await asked();
    let seen = '';
    ports.signIn.isRight = (response) => {
      seen = response;
      return true;
    };
    const credential = { ...answer(), rawId: 'thief', credentialId: 'thief' };
    credential.response.id = 'thief';
    await respond(ports, { credential });
    expect(seen).not.toContain('thief');
    expect(JSON.parse(seen)).toMatchObject({ id: credential.id, rawId: credential.id, type: 'public-key' });
  });

  test('that Cognito does not take is counted, and there is nothing left to answer until the next initiation', async () => {
    const { answer, ports } = await asked();
    ports.signIn.isRight = () => false;
    ports.signIn.wrong = 'refused';
    expect(await refusal(respond(ports, { credential: answer() }))).toMatchObject({
      errorType: 'CodeMismatch',
      errorInfo: { attemptsRemaining: 2 },
    });
    expect((await refusal(respond(ports, { credential: answer() }))).errorType).toBe('CodeExpired');
    expect(ports.signIn.answered).toEqual(['session-1']);
    await initiateStepUp(ports, caller, 'challenge');
    expect(await refusal(respond(ports, { credential: answer() }))).toMatchObject({ errorType: 'ChallengeLocked' });
  });

  test('of a user who may not sign in any more says so', async () => {
    const { answer, ports } = await asked();
    ports.signIn.isRight = () => false;
    ports.signIn.wrong = 'refused';
    ports.factors.read = () => Promise.reject(new ApplicationError('SignInRequired', 'Sign in again.'));
    expect((await refusal(respond(ports, { credential: answer() }))).errorType).toBe('SignInRequired');
  });

  test('that signs in somebody else proves nothing', async () => {
    const { answer, ports } = await asked();
    ports.signIn.subject = 'somebody';
    await expect(respond(ports, { credential: answer() })).rejects.toThrow('somebody else');
    expect(ports.challenges.row.status).toBe('STEP_UP_INITIATED');
  });

  test('by a passkey whose key was replaced while Cognito was asked proves nothing', async () => {
    const { answer, passkey, ports } = await asked();
    ports.signIn.whenAnswered = () => {
      ports.factors.registered = [{ credentialId: passkey.credentialId, createdAt: signedInAt + 100 }];
    };
    expect((await refusal(respond(ports, { credential: answer() }))).errorType).toBe('FactorTooNew');
    expect(ports.challenges.row.status).toBe('STEP_UP_INITIATED');
  });

  test('after the deadline comes too late', async () => {
    const { answer, ports } = await asked();
    ports.clock.seconds += 600;
    expect((await refusal(respond(ports, { credential: answer() }))).errorType).toBe('ChallengeExpired');
  });

  test.each<[string, string, (context: Awaited<ReturnType<typeof asked>>) => unknown]>([
    [
      'deleted in between',
      'UnknownPasskey',
      ({ answer, ports }) => {
        ports.factors.registered = [];
        return answer();
      },
    ],
    [
      'registered after the sign-in',
      'FactorTooNew',
      ({ initiated, ports }) => {
        const thief = new SoftwareAuthenticator('app.example');
        ports.factors.registered.push({ credentialId: thief.credentialId, createdAt: signedInAt + 1 });
        return JSON.parse(thief.authenticate(challengeIn(initiated)));
      },
    ],
    [
      'of somebody else',
      'UnknownPasskey',
      ({ initiated }) => {
        return JSON.parse(new SoftwareAuthenticator('app.example').authenticate(challengeIn(initiated)));
      },
    ],
    [
      'that signed another challenge',
      'PasskeyChallengeMismatch',
      ({ passkey }) => JSON.parse(passkey.authenticate('AAAA')),
    ],
    [
      'that made a registration of it',
      'PasskeyChallengeMismatch',
      ({ initiated, passkey, answer }) => {
        const { clientDataJSON } = passkey.register(challengeIn(initiated)).response;
        const credential = answer();
        return { ...credential, response: { ...credential.response, clientDataJSON } };
      },
    ],
    [
      'that signed for another site',
      'RelyingPartyMismatch',
      ({ passkey, answer }) => {
        passkey.relyingPartyId = 'evil.example';
        return answer();
      },
    ],
  ])('by one %s is refused and counted, and Cognito is not asked', async (_, errorType, credentialOf) => {
    const context = await asked();
    expect((await refusal(respond(context.ports, { credential: credentialOf(context) }))).errorType).toBe(errorType);
    expect(context.ports.signIn.answered).toEqual([]);
    expect(context.ports.challenges.row.attempts).toBe(1);
    expect(context.ports.recorded()).toEqual(['STEP_UP_INITIATED', errorType]);
  });
});

describe('an answer of the wrong kind', () => {
  test.each<[string, StepUpMethod, { code?: unknown; credential?: unknown }, string, string]>([
    ['nothing', 'PASSKEY_STEP_UP', {}, 'input.code', 'a code or a credential'],
    ['null', 'SMS_STEP_UP', { code: null, credential: null }, 'input.code', 'a code or a credential'],
    ['both', 'PASSKEY_STEP_UP', { code: '111111', credential: {} }, 'input.credential', 'a code or a credential'],
    [
      'a code for a passkey',
      'PASSKEY_STEP_UP',
      { code: '111111' },
      'input.code',
      'the credential of a passkey, in input.credential',
    ],
    ['eight digits where there are six', 'SMS_STEP_UP', { code: '11111111' }, 'input.code', '6 digits'],
    ['seven digits', 'SMS_STEP_UP', { code: '1111111' }, 'input.code', '6 digits, or 8 where the challenge says so'],
    ['letters', 'SMS_STEP_UP', { code: 'abcdef' }, 'input.code', '6 digits, or 8 where the challenge says so'],
    [
      'a list',
      'PASSKEY_STEP_UP',
      { credential: [] },
      'input.credential',
      'a public key credential as its toJSON gives it',
    ],
    [
      'a text',
      'PASSKEY_STEP_UP',
      { credential: '{}' },
      'input.credential',
      'a public key credential as its toJSON gives it',
    ],
    ['no id', 'PASSKEY_STEP_UP', { credential: {} }, 'input.credential.id', 'base64url'],
    [
      'no response',
      'PASSKEY_STEP_UP',
      { credential: { id: 'a' } },
      'input.credential.response.clientDataJSON',
      'base64url',
    ],
    [
      'no signature',
      'PASSKEY_STEP_UP',
      { credential: { id: 'a', response: { clientDataJSON: 'a', authenticatorData: 'a', signature: '+' } } },
      'input.credential.response.signature',
      'base64url',
    ],
    [
      'a long one',
      'PASSKEY_STEP_UP',
      { credential: { id: 'a'.repeat(20_000) } },
      'input.credential',
      'at most 16384 characters',
    ],
  ])('%s is refused by name, and not counted', async (_, method, input, field, limit) => {
    const ports = createPorts({ status: 'STEP_UP_INITIATED', method });
    expect(await refusal(respond(ports, input))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field, limit },
    });
    expect(ports.challenges.row.attempts).toBe(0);
  });

  test('a credential for a code', async () => {
    const { answer } = await asked();
    const ports = createPorts({ status: 'STEP_UP_INITIATED', method: 'SMS_STEP_UP' });
    expect(await refusal(respond(ports, { credential: answer() }))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.credential', limit: 'a code, in input.code' },
    });
  });

  test('any JSON is refused, never an internal error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json().map((text) => JSON.parse(text)),
        async (credential) => {
          const ports = createPorts({ status: 'STEP_UP_INITIATED', method: 'PASSKEY_STEP_UP' });
          expect((await refusal(respond(ports, { credential }))).errorType).toBe('InvalidInput');
        },
      ),
    );
  });
});
