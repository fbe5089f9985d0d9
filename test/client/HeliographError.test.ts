import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeliographError, isLasting, isUnauthorized, toHeliographError } from '../../client/HeliographError.ts';

const entry = { errorType: 'NotFound', message: 'There is none.', errorInfo: { field: 'messageId' } };

const unauthorized = { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] };
/** As AppSync answers over HTTP. */
const refused = { statusCode: 401, body: JSON.stringify(unauthorized) };

describe('a client’s error', () => {
  it('carries the API’s errors, however the client wrapped them', () => {
    const wrapped = { message: `Connection failed: ${JSON.stringify({ errors: [entry] })}` };
    for (const thrown of [
      { errors: [entry] },
      { errors: [wrapped] },
      Object.assign(new Error('x'), { errors: [entry] }),
    ]) {
      const error = toHeliographError(thrown);
      expect(error).toBeInstanceOf(HeliographError);
      expect(error).toMatchObject(entry);
      expect(isLasting(error)).toBe(true);
    }
  });

  it.each([
    ['a subscription over Amplify or Apollo', { errors: [{ message: 'Connection failed: UnauthorizedException' }] }],
    [
      'a request over Amplify',
      { data: {}, errors: [{ message: 'Unauthorized', originalError: { response: refused } }] },
    ],
    ['a request over Apollo', Object.assign(new Error('Received status code 401'), { bodyText: refused.body })],
    ['Amplify without a user', Object.assign(new Error('No federated jwt'), { name: 'NoValidAuthTokens' })],
  ])('is about the token for %s', (_, thrown) => {
    const error = toHeliographError(thrown);
    expect(error).toMatchObject({ name: 'HeliographError', errorType: 'UnauthorizedException' });
    expect([isUnauthorized(error), isLasting(error)]).toEqual([true, false]);
  });

  it('is lasting for a document that the API does not know', () => {
    const message = "Validation error of type FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'";
    expect(isLasting(toHeliographError({ errors: [{ message }] }))).toBe(true);
  });

  it('is passed on as it is where the API said nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(toHeliographError(thrown)).toBe(thrown);
      }),
    );
    const closed = { errors: [{ message: 'Connection closed' }] };
    expect(toHeliographError(closed)).toBe(closed);
    expect(isLasting(toHeliographError({ errors: [{ ...entry, errorType: 'Unavailable' }] }))).toBe(false);
  });
});
