import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, matchesArnPattern, matchesPattern } from '../../iam/pattern.ts';
import { runs } from '../../testing/effort.ts';

const none = () => undefined;

function matches(pattern: string, text: string, lookup: (key: string) => string | undefined = none): boolean {
  const resolved = compilePattern(pattern).resolve(lookup);
  return resolved !== undefined && matchesPattern(resolved, text);
}

/** What `*` and `?` mean, said as plainly as can be. */
function defined(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') {
    return Array.from({ length: text.length + 1 }, (_, skip) => skip).some((skip) =>
      defined(pattern.slice(1), text.slice(skip)),
    );
  }
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && defined(pattern.slice(1), text.slice(1));
}

describe('wildcards', () => {
  it('match what their definition matches', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (p, t) => matches(p, t) === defined(p, t)),
      runs(3000),
    );
  });

  it('match a text cut out anywhere and replaced by *', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, from, length) => {
        fc.pre(!/[*?$]/.test(text));
        const start = text.length === 0 ? 0 : from % text.length;
        const pattern = `${text.slice(0, start)}*${text.slice(start + (length % (text.length + 1)))}`;
        return matches(pattern, text);
      }),
    );
  });

  it('end on patterns that would make a backtracking matcher run forever', () => {
    expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
  });

  it('take no control characters, which stand for them inside', () => {
    expect(() => compilePattern('a\u0000b')).toThrow(TypeError);
    expect(matches('?', '\u0000')).toBe(true);
    expect(matches('a', '\u0000')).toBe(false);
  });
});

describe('policy variables', () => {
  it('are literal, whatever their value holds', () => {
    const lookup = (key: string) => (key === 'aws:PrincipalTag/team' ? '*' : undefined);
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: IAM's own syntax
    const pattern = 'arn:${aws:PrincipalTag/team}:x';
    expect(matches(pattern, 'arn:*:x', lookup)).toBe(true);
    expect(matches(pattern, 'arn:blue:x', lookup)).toBe(false);
    expect(matches('a${*}b${?}${$}', 'a*b?$')).toBe(true);
    expect(matches('a${*}b', 'axb')).toBe(false);
  });

  it('match nothing where the request lacks them, unless they have a default', () => {
    expect(matches('${aws:username}', '')).toBe(false);
    expect(matches("team-${aws:PrincipalTag/team, 'blue'}", 'team-blue')).toBe(true);
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: IAM's own syntax
  });
});

describe('ArnLike', () => {
  const arnLike = (pattern: string, arn: string) => matchesArnPattern(compilePattern(pattern).resolve(none) ?? '', arn);

  it('keeps a wildcard within its part of the ARN', () => {
    expect(arnLike('arn:aws:sns:*:123:topic', 'arn:aws:sns:eu-west-1:123:topic')).toBe(true);
    expect(arnLike('arn:aws:*:topic', 'arn:aws:sns:eu-west-1:123:topic')).toBe(false);
    expect(arnLike('arn:aws:lambda:*:*:function:*', 'arn:aws:lambda:us-east-1:1:function:f:1')).toBe(true);
    expect(arnLike('*', 'arn:aws:sns:eu-west-1:123:topic')).toBe(true);
  });
});
