import { describe, expect, it } from 'vitest';
import { validateFilterPolicy } from '../../../../functions/domain/topic/validateFilterPolicy.ts';

describe('a filter policy', () => {
  it.each([
    { region: ['north'] },
    { level: [1, 2, { numeric: ['>', 3] }], region: [{ prefix: 'e' }, { 'anything-but': ['west'] }], on: [true, null] },
    { a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: [{ exists: false }] },
  ])('may be %j', (policy) => {
    expect(validateFilterPolicy('policy', policy)).toBeNull();
  });

  it.each([
    [[], 'policy'],
    ['text', 'policy'],
    [{}, 'policy'],
    [{ a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: ['1'], f: ['1'] }, 'policy'],
    [{ region: 'north' }, 'policy.region'],
    [{ region: [] }, 'policy.region'],
    [{ region: [{ about: 1 }] }, 'policy.region'],
    [{ region: [['north']] }, 'policy.region'],
    [{ region: [{ prefix: 'a', suffix: 'b' }] }, 'policy.region'],
    [{ a: Array.from({ length: 16 }, String), b: Array.from({ length: 10 }, String) }, 'policy'],
    [{ a: ['x'.repeat(5000)] }, 'policy'],
  ])('may not be %j', (policy, field) => {
    expect(validateFilterPolicy('policy', policy)?.field).toBe(field);
  });
});
