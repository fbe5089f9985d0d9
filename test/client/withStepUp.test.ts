import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AskForCode,
  HeliographError,
  InitiateStepUpDocument,
  MeDocument,
  OnStepUpChallengeDocument,
  RespondToStepUpChallengeDocument,
  type ShowNumber,
  type SignWithPasskey,
  StepUpChallengeDocument,
  type StepUpChallengeStatus,
  type SubscriptionObserver,
  type Transport,
  withStepUp,
} from '../../client/index.ts';
import { settled } from './FakeApi.ts';

const refusal = (errorType: string, errorInfo = {}) =>
  new HeliographError([{ errorType, message: `${errorType}.`, errorInfo }]);

/** An API with one privileged operation and one right code. */
class Guarded implements Transport {
  readonly calls: string[] = [];
  proven = false;
  staysShut = false;
  method = 'SOFTWARE_TOKEN_STEP_UP';
  /** As `stepUpChallenge` shows it; null once it lapsed. */
  status: StepUpChallengeStatus | null = 'STEP_UP_INITIATED';
  waiting: SubscriptionObserver<unknown> | undefined;

  async request(document: object, variables: object): Promise<never> {
    if (document === InitiateStepUpDocument) {
      this.calls.push('initiate');
      const credentialRequestOptions = JSON.stringify({ challenge: `sign-${this.calls.length}` });
      const challenge = { id: 'c', method: this.method, matchNumber: '42' };
      return { initiateStepUp: { challenge, credentialRequestOptions } } as never;
    }
    if (document === StepUpChallengeDocument) {
      return { stepUpChallenge: this.status && { id: 'c', status: this.status } } as never;
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

  subscribe(document: object, variables: object, observer: SubscriptionObserver<never>): () => void {
    expect([document, variables]).toEqual([OnStepUpChallengeDocument, { id: 'c' }]);
    this.waiting = observer as SubscriptionObserver<unknown>;
    return () => {
      this.waiting = undefined;
    };
  }
}

let api: Guarded;
beforeEach(() => {
  api = new Guarded();
});

const call = (askForCode: AskForCode) => withStepUp(api, { askForCode }).request(MeDocument, {});

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
    const askForCode = () => Promise.reject(new Error('asked for a code'));
    const guarded = withStepUp(api, { askForCode, signWithPasskey: sign });
    expect(await guarded.request(MeDocument, {})).toEqual({ done: true });
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
    for (const handlers of [{ signWithPasskey: async () => null }, {}]) {
      const guarded = withStepUp(api, { askForCode: async () => '123456', ...handlers });
      await expect(guarded.request(MeDocument, {})).rejects.toMatchObject({ errorType: 'StepUpRequired' });
    }
  });

  describe('by approval on another device', () => {
    const shown: string[] = [];
    const showNumber: ShowNumber = async ({ matchNumber }, ended) => {
      shown.push(`${matchNumber}`);
      await new Promise<void>((resolve) => ended.addEventListener('abort', () => resolve(), { once: true }));
      shown.push('ended');
    };
    beforeEach(() => {
      api.method = 'PUSH_STEP_UP';
      shown.length = 0;
    });
    const waiting = async () => {
      const call = withStepUp(api, { showNumber }).request(MeDocument, {});
      await settled();
      expect(shown).toEqual(['42']);
      return call;
    };

    it('shows the number until the device has approved, and repeats the call', async () => {
      const done = waiting();
      await settled();
      api.proven = true;
      api.waiting?.next({ onStepUpChallenge: { id: 'c', status: 'STEP_UP_COMPLETED' } });
      expect(await done).toEqual({ done: true });
      await settled();
      expect(shown).toEqual(['42', 'ended']);
      expect(api.waiting).toBeUndefined();
      expect(api.calls).toEqual(['call', 'initiate', 'call']);
    });

    it.each(['STEP_UP_COMPLETED', null] as const)('finds %s where it was away when that happened', async (status) => {
      const done = waiting();
      await settled();
      api.waiting?.established();
      await settled();
      api.status = status;
      api.proven = status !== null;
      api.waiting?.established();
      if (status === null) await expect(done).rejects.toMatchObject({ errorType: 'StepUpRequired' });
      else expect(await done).toEqual({ done: true });
    });

    it('rejects with the refusal where the user gives up, and where an app shows no number', async () => {
      for (const handlers of [{ showNumber: async () => {} }, {}]) {
        const guarded = withStepUp(api, handlers);
        await expect(guarded.request(MeDocument, {})).rejects.toMatchObject({ errorType: 'StepUpRequired' });
        expect(api.waiting).toBeUndefined();
      }
      const broken = withStepUp(api, { showNumber: () => Promise.reject(new Error('no screen')) });
      await expect(broken.request(MeDocument, {})).rejects.toThrow('no screen');
    });
  });

  it('repeats the call once', async () => {
    api.staysShut = true;
    await expect(call(async () => '123456')).rejects.toMatchObject({ errorType: 'StepUpRequired' });
    expect(api.calls.filter((made) => made === 'call')).toHaveLength(2);
  });

  it('leaves every other error alone', async () => {
    const failing: Transport = { request: () => Promise.reject(refusal('NotFound')), subscribe: () => () => {} };
    await expect(
      withStepUp(failing, { askForCode: async () => '123456' }).request(MeDocument, {}),
    ).rejects.toMatchObject({
      errorType: 'NotFound',
    });
  });
});
