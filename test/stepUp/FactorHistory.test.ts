import { describe, expect, test } from 'vitest';
import {
  type FactorHistory,
  type FactorSnapshot,
  isMailboxOfSignIn,
  isOlderThanSession,
  observeSignIn,
} from '../../functions/rules/stepUp/FactorHistory.ts';

const signIn = 1_800_000_000;
const snapshot: FactorSnapshot = { phone: 'p1', email: 'e1', softwareToken: true, modifiedAt: signIn - 1000.5 };
const history: FactorHistory = observeSignIn(null, snapshot, signIn);

describe('after a sign-in', () => {
  test('the factors it found count', () => {
    for (const method of ['SMS_STEP_UP', 'EMAIL_STEP_UP', 'SOFTWARE_TOKEN_STEP_UP'] as const) {
      expect(isOlderThanSession(method, history, snapshot, signIn)).toBe(true);
    }
  });

  test('nothing counts where no sign-in was seen', () => {
    expect(isOlderThanSession('SMS_STEP_UP', null, snapshot, signIn)).toBe(false);
    expect(isOlderThanSession('MAYBE_SOFTWARE_TOKEN_STEP_UP', null, snapshot, signIn)).toBe(false);
  });

  test('another phone number or e-mail address does not count, nor the same one unverified', () => {
    expect(isOlderThanSession('SMS_STEP_UP', history, { ...snapshot, phone: 'p2' }, signIn)).toBe(false);
    expect(isOlderThanSession('EMAIL_STEP_UP', history, { ...snapshot, email: null }, signIn)).toBe(false);
  });

  test('a user who changed since may have another software token', () => {
    const changed = { ...snapshot, modifiedAt: signIn + 0.2 };
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', history, changed, signIn)).toBe(false);
    expect(isOlderThanSession('MAYBE_SOFTWARE_TOKEN_STEP_UP', history, changed, signIn)).toBe(false);
    expect(isOlderThanSession('SMS_STEP_UP', history, changed, signIn)).toBe(true);
  });

  test('a first software token does not count in the session that enrolled it, and does in the next', () => {
    const without = observeSignIn(null, { ...snapshot, softwareToken: false }, signIn);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', without, snapshot, signIn)).toBe(false);
    const enrolled = { ...snapshot, modifiedAt: signIn + 50.5 };
    const next = observeSignIn(without, enrolled, signIn + 60);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', next, enrolled, signIn + 60)).toBe(true);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', next, enrolled, signIn)).toBe(false);
  });

  test('a later sign-in does not vouch for an earlier session', () => {
    const changed = { ...snapshot, phone: 'p2', modifiedAt: signIn + 100 };
    const later = observeSignIn(history, changed, signIn + 200);
    expect(isOlderThanSession('SMS_STEP_UP', later, changed, signIn)).toBe(false);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', later, changed, signIn)).toBe(false);
    expect(isOlderThanSession('SMS_STEP_UP', later, changed, signIn + 200)).toBe(true);
  });

  test('what stays as it was keeps its date', () => {
    const later = observeSignIn(history, snapshot, signIn + 5000);
    expect(later).toEqual(history);
  });

  test('the change that our own check made does not count against sessions as young as the one it was for', () => {
    const own: FactorHistory = { ...history, ownChange: { at: signIn + 30.25, from: signIn } };
    const changed = { ...snapshot, modifiedAt: signIn + 30.25 };
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', own, changed, signIn)).toBe(true);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', own, changed, signIn - 1)).toBe(false);
    expect(isOlderThanSession('SOFTWARE_TOKEN_STEP_UP', own, { ...changed, modifiedAt: signIn + 31 }, signIn)).toBe(
      false,
    );
  });
});

test('a password is reset by the mailbox of the last sign-in alone', () => {
  const other = { ...snapshot, email: 'e2' };
  expect(isMailboxOfSignIn(history, snapshot)).toBe(true);
  expect(isMailboxOfSignIn(history, other)).toBe(false);
  expect(isMailboxOfSignIn(history, { ...snapshot, email: null })).toBe(false);
  expect(isMailboxOfSignIn(observeSignIn(history, other, signIn + 60), other)).toBe(true);
  const without = observeSignIn(null, { ...snapshot, email: null }, signIn);
  expect(isMailboxOfSignIn(without, snapshot)).toBe(false);
  expect(isMailboxOfSignIn(without, { ...snapshot, email: null })).toBe(false);
  expect(isMailboxOfSignIn(null, snapshot)).toBe(true);
});
