import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeliographError, isLasting, toHeliographError } from '../../client/HeliographError.ts';

const entry = { errorType: 'NotFound', message: 'There is none.', errorInfo: { field: 'messageId' } };

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
