import { describe, expect, test } from 'vitest';
import { chooseMethod, type FactorState } from '../../functions/rules/stepUp/chooseMethod.ts';
import type { StepUpMethod } from '../../schema/generated/types.ts';

const all: StepUpMethod[] = ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP', 'MAYBE_SOFTWARE_TOKEN_STEP_UP'];
const none: FactorState = { preferred: undefined, enabled: [], phoneVerified: false, emailVerified: false };
const choose = (change: Partial<FactorState>, allowed = all) => chooseMethod({ ...none, ...change }, allowed);
const both = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'];

describe('the reference flow’s choice', () => {
  test('a: the preferred software token', () => {
    expect(choose({ preferred: 'SOFTWARE_TOKEN_MFA', enabled: both, phoneVerified: true })).toBe(
      'SOFTWARE_TOKEN_STEP_UP',
    );
  });
  test('b: the preferred SMS', () => {
    expect(choose({ preferred: 'SMS_MFA', enabled: both })).toBe('SMS_STEP_UP');
  });
  test('c: no preference: the list’s software token, else its SMS', () => {
    expect(choose({ enabled: both })).toBe('SOFTWARE_TOKEN_STEP_UP');
    expect(choose({ enabled: ['SMS_MFA'] })).toBe('SMS_STEP_UP');
  });
  test('d: neither: a verified phone, else it cannot be determined', () => {
    expect(choose({ phoneVerified: true, emailVerified: true })).toBe('SMS_STEP_UP');
    expect(choose({})).toBe('MAYBE_SOFTWARE_TOKEN_STEP_UP');
  });
  test('e-mail besides: preferred, in the list, or verified', () => {
    expect(choose({ preferred: 'EMAIL_OTP', enabled: ['EMAIL_OTP', ...both] })).toBe('EMAIL_STEP_UP');
    expect(choose({ enabled: ['EMAIL_OTP'] })).toBe('EMAIL_STEP_UP');
    expect(choose({ emailVerified: true })).toBe('EMAIL_STEP_UP');
  });
});

describe('limited to what a setting allows', () => {
  test('the next in order that is allowed', () => {
    const state = { preferred: 'SOFTWARE_TOKEN_MFA', enabled: both, emailVerified: true };
    expect(choose(state, ['SMS_STEP_UP', 'EMAIL_STEP_UP'])).toBe('SMS_STEP_UP');
    expect(choose(state, ['EMAIL_STEP_UP'])).toBe('EMAIL_STEP_UP');
  });
  test('the undetermined method, where the setting excludes what the user is known to have', () => {
    const maybe: StepUpMethod = 'MAYBE_SOFTWARE_TOKEN_STEP_UP';
    expect(choose({ emailVerified: true }, ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', maybe])).toBe(maybe);
    expect(choose({ emailVerified: true, phoneVerified: true, enabled: ['SMS_MFA'] }, [maybe])).toBe(maybe);
    expect(choose({ emailVerified: true }, ['EMAIL_STEP_UP', maybe])).toBe('EMAIL_STEP_UP');
  });
  test('the undetermined method never stands in for a software token that is known', () => {
    expect(choose({ enabled: both }, ['EMAIL_STEP_UP', 'MAYBE_SOFTWARE_TOKEN_STEP_UP'])).toBeNull();
    expect(choose({ preferred: 'SOFTWARE_TOKEN_MFA', enabled: [] }, ['MAYBE_SOFTWARE_TOKEN_STEP_UP'])).toBeNull();
  });
  test('nothing where nothing is allowed', () => {
    expect(choose({}, ['SMS_STEP_UP'])).toBeNull();
    expect(choose({ enabled: both }, [])).toBeNull();
  });
});
