import { describe, expect, test } from 'vitest';
import { CodeFault } from '../../../appsync/runtime/Aborts.ts';
import { javaMatches, javaReplace } from '../../../appsync/runtime/library/javaMatcher.ts';
import { evaluate } from './evaluate.ts';

describe('util.matches', () => {
  test.each([
    ['a*b', 'aaaaab', true],
    ['a*b', 'xaaab', false],
    ['a', 'ab', false],
    ['', '', true],
    ['(?i)abc', 'ABC', true],
    ['a(?i)b|c', 'aB', true],
    ['a(?i)b|c', 'C', true],
    ['a(?i)b|c', 'AB', false],
    ['a(?i:b)c', 'aBc', true],
    ['a(?i:b)c', 'aBC', false],
    ['(?i)a(?-i)b', 'Ab', true],
    ['(?i)a(?-i)b', 'AB', false],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?x) a b # comment\n c', 'abc', true],
    ['\\d{3}-\\w+', '123-ab_1', true],
    ['\\d', '٣', false],
    ['\\p{Alpha}+', 'abc', true],
    ['\\p{Alpha}+', 'é', false],
    ['\\p{L}+', 'é', true],
    ['\\p{IsLatin}\\P{IsLatin}', 'aж', true],
    ['\\p{Lu}\\pL', 'Äb', true],
    ['\\p{javaLowerCase}', 'a', true],
    ['[\\p{Upper}&&[^AEIOU]]+', 'BCD', true],
    ['[\\p{Upper}&&[^AEIOU]]+', 'BAD', false],
    ['[a-z&&[^bc]]', 'd', true],
    ['[a-z&&[^bc]]', 'b', false],
    ['[a-d[m-p]]', 'n', true],
    ['[]a]', ']', true],
    ['[^]a]', ']', false],
    ['[a-]', '-', true],
    ['[\\w.-]+@[\\w.-]+', 'a.b-c@d.e', true],
    ['[(){}|/]', '|', true],
    ['a++a', 'aaa', false],
    ['a+a', 'aaa', true],
    ['(a|ab)++c', 'abc', false],
    ['(?>a|ab)c', 'abc', false],
    ['(?:a|ab)c', 'abc', true],
    ['(.)\\1', 'aa', true],
    ['(?<x>.)\\k<x>', 'aa', true],
    ['(?<x>.)\\k<x>', 'ab', false],
    ['(b++)(.)\\2', 'bbcc', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['\\x41\\u0042\\x{43}\\0104', 'ABCD', true],
    ['\\t\\n\\r\\f\\a\\e', '\t\n\r\f\u0007\u001b', true],
    ['a\\h\\v\\R', 'a \u000b\r\n', true],
    ['\\Aab\\z', 'ab', true],
    ['^ab$', 'ab', true],
    ['(?=ab)a(?!c)b(?<=ab)(?<!x)', 'ab', true],
    ['\\bab\\b', 'ab', true],
    ['a{2,3}?', 'aaa', true],
    ['😀+', '😀😀', true],
    ['\\-\\@\\#\\ ', '-@# ', true],
  ])('%s against %j', (pattern, value, expected) => {
    expect(javaMatches(pattern, value)).toBe(expected);
  });

  test.each([
    '(',
    ')',
    '[a',
    '*a',
    'a\\',
    '(?<a>.)(?<a>.)',
    '\\p{Nonsense}',
    '\\y',
    '(?q)',
    '\\k<a>',
    '\\G',
    '[b-a]',
    'a**',
  ])('%s is refused', (pattern) => {
    expect(() => javaMatches(pattern, 'a')).toThrow(CodeFault);
  });

  test('matching that backtracks without end is an error', () => {
    expect(evaluate(`util.matches('(a+)+b', '${'a'.repeat(60)}')`)).toMatchObject({
      message: expect.stringMatching(/took too long/),
    });
  });

  test('is called from a resolver, whose error it is when malformed', () => {
    expect(evaluate("util.matches('[a-z]+', 'abc')")).toBe(true);
    expect(evaluate("util.matches('(', 'abc')")).toMatchObject({ errorType: 'Code' });
  });
});

describe('replace and replaceAll', () => {
  test.each([
    ['a.b.c', '\\.', '-', 'a-b.c', 'a-b-c'],
    ['a.b', '.', 'x', 'x.b', 'xxx'],
    ['John Smith', '(\\w+) (\\w+)', '$2, $1', 'Smith, John', 'Smith, John'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Java's syntax
    ['ab', '(?<first>a)', '[${first}]', '[a]b', '[a]b'],
    ['ab', 'a', '\\$1', '$1b', '$1b'],
    ['ab', 'a', '$0$0', 'aab', 'aab'],
    ['ab', '(a)', '$12', 'a2b', 'a2b'],
    ['ab', '(a)|(x)', '<$2>', '<>b', '<>b'],
    ['aXbX', '(?i)x', '_', 'a_bX', 'a_b_'],
    ['bbc', '(?>b+)(c)', '$1', 'c', 'c'],
    ['abc', '', '-', '-abc', '-a-b-c-'],
    ['line\n', '$', '!', 'line!\n', 'line!\n!'],
    ['a\nb', '(?m)^', '> ', '> a\nb', '> a\n> b'],
  ])('%j by %s and %s', (subject, pattern, replacement, first, all) => {
    expect(javaReplace(subject, pattern, replacement, false)).toBe(first);
    expect(javaReplace(subject, pattern, replacement, true)).toBe(all);
  });

  test.each([
    ['$', 'Illegal group reference'],
    ['$2', 'No group 2'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Java's syntax
    ['${x}', 'No group with name {x}'],
    ['\\', 'character to be escaped is missing'],
  ])('the replacement %s is refused', (replacement, message) => {
    expect(() => javaReplace('ab', '(a)', replacement, false)).toThrow(message);
  });

  test('are what strings have in a resolver', () => {
    expect(evaluate("['a-b-c'.replace('[a-z]-', ''), 'a-b-c'.replaceAll('-(.)', '$1')]")).toEqual(['b-c', 'abc']);
  });
});
