import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AskForCode,
  HeliographError,
  InitiateStepUpDocument,
  MeDocument,
  RespondToStepUpChallengeDocument,
  type SignWithPasskey,
  type Transport,
  withStepUp,
} from '../../client/index.ts';

const refusal = (errorType: string, errorInfo = {}) =>
  new HeliographError([{ errorType, message: `${errorType}.`, errorInfo }]);

/** An API with one privileged operation and one right code. */
class Guarded implements Transport {
  readonly calls: string[] = [];
  proven = false;
  staysShut = false;
  method = 'SOFTWARE_TOKEN_STEP_UP';

  async request(document: object, variables: object): Promise<never> {
    if (document === InitiateStepUpDocument) {
      this.calls.push('initiate');
      const credentialRequestOptions = JSON.stringify({ challenge: `sign-${this.calls.length}` });
      return { initiateStepUp: { challenge: { id: 'c', method: this.method }, credentialRequestOptions } } as never;
    }
    if (document === RespondToStepUpChallengeDocument) {
      const { code: given, credential } = (variables as { input: { code?: string; credential?: string } }).input;
      const code = given ?? `${credential}`;
      this.calls.push(`respond ${code}`);
      if (code === 'lock') throw refusal('ChallengeLocked');
      if (code !== '123456' && code !== '{"signed":"sign-6"}') throw refusal('CodeMismatch', { attemptsRemaining: 2 });
      this.proven = true;
      return {} as never;
    }
    this.calls.push('call');
    if (!this.proven || this.staysShut) throw refusal('StepUpRequired', { challengeId: 'c' });
    this.proven = false;
    return { done: true } as never;
  }

  subscribe(): () => void {
    return () => {};
  }
}

let api: Guarded;
beforeEach(() => {
  api = new Guarded();
});

const call = (ask: AskForCode) => withStepUp(api, ask).request(MeDocument, {});

describe('step-up', () => {
  it('asks for the code, answers with it, and repeats the call', async () => {
    expect(await call(async () => '123456')).toEqual({ done: true });
    expect(api.calls).toEqual(['call', 'initiate', 'respond 123456', 'call']);
  });

  it('does not trouble the user for a call that passes', async () => {
    api.proven = true;
    expect(await call(() => Promise.reject(new Error('asked')))).toEqual({ done: true });
  });

  it('asks again for a wrong code, saying why', async () => {
    const problems: (string | undefined)[] = [];
    const codes = ['000000', '123456'];
    await call(async (_, problem) => {
      problems.push(problem?.errorType);
      return codes.shift() ?? null;
    });
    expect(problems).toEqual([undefined, 'CodeMismatch']);
  });

  it('rejects with the refusal where the user gives up, and with the challenge’s end where it ends', async () => {
    await expect(call(async () => null)).rejects.toMatchObject({ errorType: 'StepUpRequired' });
    await expect(call(async () => 'lock')).rejects.toMatchObject({ errorType: 'ChallengeLocked' });
  });

  it('has a passkey sign, something new after each wrong answer', async () => {
    api.method = 'PASSKEY_STEP_UP';
    const problems: (string | undefined)[] = [];
    const sign: SignWithPasskey = async ({ challenge }, { method }, problem) => {
      problems.push(problem?.errorType);
      expect(method).toBe('PASSKEY_STEP_UP');
      return { signed: challenge };
    };
    const ask = () => Promise.reject(new Error('asked for a code'));
    expect(await withStepUp(api, ask, sign).request(MeDocument, {})).toEqual({ done: true });
    expect(api.calls).toEqual([
      'call',
      'initiate',
      'respond {"signed":"sign-2"}',
      'initiate',
      'respond {"signed":"sign-4"}',
      'initiate',
      'respond {"signed":"sign-6"}',
      'call',
    ]);
    expect(problems).toEqual([undefined, 'CodeMismatch', 'CodeMismatch']);
  });

  it('rejects with the refusal where a passkey is needed and declined, or cannot be asked for', async () => {
    api.method = 'PASSKEY_STEP_UP';
    for (const sign of [async () => null, undefined]) {
      const guarded = withStepUp(api, async () => '123456', sign);
      await expect(guarded.request(MeDocument, {})).rejects.toMatchObject({ errorType: 'StepUpRequired' });
    }
  });

  it('repeats the call once', async () => {
    api.staysShut = true;
    await expect(call(async () => '123456')).rejects.toMatchObject({ errorType: 'StepUpRequired' });
    expect(api.calls.filter((made) => made === 'call')).toHaveLength(2);
  });

  it('leaves every other error alone', async () => {
    const failing: Transport = { request: () => Promise.reject(refusal('NotFound')), subscribe: () => () => {} };
    await expect(withStepUp(failing, async () => '123456').request(MeDocument, {})).rejects.toMatchObject({
      errorType: 'NotFound',
    });
  });
});
