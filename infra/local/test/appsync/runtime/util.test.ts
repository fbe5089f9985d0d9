import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ksuid, ulid } from '../../../appsync/runtime/library/identifiers.ts';
import { evaluate, load, NOW, resolverContext } from './evaluate.ts';

describe('encoding', () => {
  test.each([
    ["util.urlEncode('a b&c=ü~*.-_')", 'a+b%26c%3D%C3%BC%7E*.-_'],
    ["util.urlDecode('a+b%26c%3D%C3%BC')", 'a b&c=ü'],
    ["util.base64Encode('hello ü')", 'aGVsbG8gw7w='],
    ["util.base64Decode('aGVsbG8gw7w=')", 'hello ü'],
    [
      "util.escapeJavaScript('He didn\\'t say, \"Stop!\" </a>\\n\\u00e9')",
      'He didn\\\'t say, \\"Stop!\\" <\\/a>\\n\\u00E9',
    ],
    ["util.str.normalize('e\\u0301', 'nfc')", 'é'],
    ["util.str.normalize('é', 'nfd')", 'e\u0301'],
  ])('%s', (call, value) => {
    expect(evaluate(call)).toBe(value);
  });

  test.each(["util.urlDecode('%')", 'util.urlEncode(null)', "util.str.normalize('a', 'nfx')"])(
    '%s is an error of the code',
    (call) => {
      expect(evaluate(call)).toMatchObject({ errorType: 'Code' });
    },
  );

  test('what is encoded decodes to the same', () => {
    const code = load(`
      export function request({ args: { a } }) {
        return [util.urlDecode(util.urlEncode(a)), util.base64Decode(util.base64Encode(a))];
      }
      export function response() {}
    `);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (a) => {
        expect(code.run('request', resolverContext({ arguments: { a } })).end).toEqual({
          kind: 'value',
          value: [a, a],
        });
      }),
    );
  });
});

describe('ids', () => {
  test('have their standard forms', () => {
    expect(evaluate('util.autoId()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(evaluate('util.autoUlid()')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(evaluate('util.autoKsuid()')).toMatch(/^[0-9A-Za-z]{27}$/);
  });

  test('a ULID begins with its time and counts up within the millisecond', () => {
    const ids = Array.from({ length: 100 }, () => ulid(NOW));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(100);
    // The time of the ULID specification's own example.
    expect(ulid(1_469_918_176_385).slice(0, 10)).toBe('01ARYZ6S41');
    expect(ulid(NOW + 1) > (ids.at(-1) ?? '')).toBe(true);
  });

  test('KSUIDs of later seconds sort later', () => {
    expect(ksuid(NOW + 1000) > ksuid(NOW)).toBe(true);
  });
});

describe('authType tells the mode by the identity', () => {
  const iam = { accountId: '1', cognitoIdentityPoolId: null, sourceIp: ['1.2.3.4'], username: 'A', userArn: 'arn' };
  const pool = {
    sourceIp: ['1.2.3.4'],
    username: 'a',
    groups: null,
    sub: 's',
    issuer: 'i',
    claims: {},
    defaultAuthStrategy: 'ALLOW',
  };
  const oidc = { sub: 's', issuer: 'i', claims: {} };
  test.each([
    [null, 'API Key Authorization'],
    [iam, 'IAM Authorization'],
    [pool, 'User Pool Authorization'],
    [oidc, 'Open ID Connect Authorization'],
    [{ resolverContext: { a: '1' } }, 'Lambda Authorization'],
    [{}, 'Lambda Authorization'],
    [{ ...iam, sourceIp: null }, 'API Key Authorization'],
    [{ ...oidc, username: 'a' }, 'API Key Authorization'],
  ])('%j', (identity, mode) => {
    expect(evaluate('util.authType()', { identity })).toBe(mode);
  });
});

describe('util.math', () => {
  test('rounds half up and knows the lesser and the greater', () => {
    expect(
      evaluate('[util.math.roundNum(1.5), util.math.roundNum(-1.5), util.math.minVal(1, 2), util.math.maxVal(1, 2)]'),
    ).toEqual([2, -1, 1, 2]);
  });

  test('random numbers stay within their range', () => {
    for (let round = 0; round < 50; round++) expect([3, 4, 5]).toContain(evaluate('util.math.randomWithinRange(3, 5)'));
    const double = evaluate('util.math.randomDouble()');
    expect(typeof double === 'number' && double >= 0 && double < 1).toBe(true);
  });
});

describe('util.http', () => {
  test('copyHeaders leaves out those of the connection', () => {
    expect(evaluate("util.http.copyHeaders({ Host: 'a', 'x-b': 'c', 'content-length': '1', te: '' })")).toEqual({
      'x-b': 'c',
    });
  });

  const headersAfter = (calls: string) => {
    const { responseHeaders, appendedErrors } = load(
      `export function request() { ${calls} } export function response() {}`,
    ).run('request', resolverContext());
    return { responseHeaders, errors: appendedErrors.map(({ errorType }) => errorType) };
  };

  test('the last value of a header stays, others than strings as JSON', () => {
    expect(
      headersAfter(
        "util.http.addResponseHeader('a', 1); util.http.addResponseHeaders({ a: 2, b: { c: 'd' }, e: 'f\\r\\ng' });",
      ),
    ).toEqual({
      responseHeaders: { a: '2', b: '{"c":"d"}', e: 'f g' },
      errors: [],
    });
  });

  test.each(["''", "'Vary'", "'x-amz-a'", "'X-Amzn-A'", "'connection'", "'a b'"])('%s may not be set', (name) => {
    expect(headersAfter(`util.http.addResponseHeader(${name}, 'a');`)).toEqual({
      responseHeaders: {},
      errors: ['ResponseHeaderError'],
    });
  });

  test('null is no value, and 4 KB are the most together', () => {
    expect(headersAfter("util.http.addResponseHeader('a', null);").errors).toEqual(['ResponseHeaderError']);
    const filled = `const x = [1].concat([]); let v = 'x'; for (const i of [1,2,3,4,5,6,7,8,9,10,11,12]) { v = v + v; }`;
    expect(headersAfter(`${filled} util.http.addResponseHeader('a', v);`).errors).toEqual(['ResponseHeaderError']);
    expect(headersAfter(`${filled} util.http.addResponseHeader('a', v.slice(1));`).errors).toEqual([]);
  });
});

describe('util.xml', () => {
  test.each([
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<posts>\n<post>\n <id>1</id>\n <title>Getting started</title>\n</post>\n</posts>',
      { posts: { post: { id: 1, title: 'Getting started' } } },
    ],
    ['<posts><post><id>1</id></post><post><id>2</id></post></posts>', { posts: { post: [{ id: 1 }, { id: 2 }] } }],
    ['<a b="1" c=\'x\'>t</a>', { a: { b: 1, c: 'x', content: 't' } }],
    [
      '<a><b/><c></c><d>true</d><e>007</e><f>1.50</f><g>-2e3</g></a>',
      { a: { b: '', c: '', d: true, e: '007', f: 1.5, g: -2000 } },
    ],
    ['<!DOCTYPE a><!-- x --><a>&lt;&#65;&#x42;&amp;&unknown;<![CDATA[<c>]]></a>', { a: '<AB&&unknown;<c>' }],
    ['', {}],
  ])('%s', (xml, map) => {
    const context = { arguments: { xml } };
    expect(evaluate('util.xml.toMap(ctx.args.xml)', context)).toEqual(map);
    expect(evaluate('util.xml.toJsonString(ctx.args.xml)', context)).toBe(JSON.stringify(map));
    expect(evaluate('util.xml.toJsonString(ctx.args.xml, true)', context)).toBe(JSON.stringify(JSON.stringify(map)));
  });

  test.each(['<a>', '<a></b>', '<a', 'text', '<a b=>', '<a>'.repeat(300)])('%s is an error of the code', (xml) => {
    expect(evaluate('util.xml.toMap(ctx.args.xml)', { arguments: { xml } })).toMatchObject({ errorType: 'Code' });
  });
});

/** The developer guide's examples and forms recorded from AWS. */
describe('util.transform.toSubscriptionFilter', () => {
  const rule = (fieldName: string, operator: string, value: unknown) => ({ fieldName, operator, value });
  const groups = (...filters: unknown[]) => ({ filterGroup: filters.map((group) => ({ filters: group })) });
  const guide = `{ percentageUp: { lte: 50, gte: 20 }, and: [{ title: { ne: 'Book1' } }, { downvotes: { gt: 2000 } }],
    or: [{ author: { eq: 'Admin' } }, { isPublished: { eq: false } }] }`;
  const title = rule('title', 'ne', 'Book1');
  const down = rule('downvotes', 'gt', 2000);

  test.each([
    ['{ a: { eq: 1 } }', groups([rule('a', 'eq', 1)])],
    ['{ a: { eq: 1, ne: 2 } }', groups([rule('a', 'eq', 1)], [rule('a', 'ne', 2)])],
    ['{ a: { eq: 1 }, b: { in: [1, 2] } }', groups([rule('a', 'eq', 1), rule('b', 'in', [1, 2])])],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', groups([rule('a', 'eq', 1)], [rule('b', 'eq', 2)])],
    [
      '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] }',
      groups([rule('a', 'eq', 1), rule('b', 'eq', 2)], [rule('a', 'eq', 1), rule('c', 'eq', 3)]),
    ],
    [
      guide,
      groups(
        [rule('percentageUp', 'lte', 50), title, down, rule('author', 'eq', 'Admin')],
        [rule('percentageUp', 'lte', 50), title, down, rule('isPublished', 'eq', false)],
        [rule('percentageUp', 'gte', 20), title, down, rule('author', 'eq', 'Admin')],
        [rule('percentageUp', 'gte', 20), title, down, rule('isPublished', 'eq', false)],
      ),
    ],
    [`${guide}, ['percentageUp', 'author']`, groups([title, down, rule('isPublished', 'eq', false)])],
    [
      `${guide}, ['percentageUp', 'author'], { upvotes: { gte: 250 }, author: { eq: 'Person1' } }`,
      groups(
        [title, down, rule('isPublished', 'eq', false), rule('upvotes', 'gte', 250)],
        [title, down, rule('isPublished', 'eq', false), rule('author', 'eq', 'Person1')],
      ),
    ],
    ['{}, [], { r: { eq: 1 } }', groups([rule('r', 'eq', 1)])],
    ['{ not: { a: { eq: 1 } } }', groups([rule('not', 'a', { eq: 1 })])],
    ['{ a: { bogus: 1 } }', groups([rule('a', 'bogus', 1)])],
    ['{ a: {} }', groups()],
    ['{ and: [] }', groups()],
    ['{}', groups()],
    ['null', null],
    ['[]', null],
    ["'{}'", null],
  ])('%s', (given, filter) => {
    expect(evaluate(`util.transform.toSubscriptionFilter(${given})`)).toEqual(filter);
  });

  test('refuses to multiply alternatives without end', () => {
    const fields = Array.from({ length: 40 }, (_, index) => `f${index}: { eq: 1, gt: 2 }`).join();
    expect(evaluate(`util.transform.toSubscriptionFilter({ ${fields} })`)).toMatchObject({
      errorType: 'Code',
      message: expect.stringContaining('more than 1000 filter groups'),
    });
  });
});

describe('util.transform.toElasticsearchQueryDSL', () => {
  test("writes the guide's example", () => {
    const json = evaluate(
      "util.transform.toElasticsearchQueryDSL({ upvotes: { ne: 15, range: [10, 20] }, title: { eq: 'hihihi', wildcard: 'h*i' } })",
    );
    expect(json).toBe(
      '{"bool":{"must":[{"bool":{"must":[{"bool":{"must_not":{"term":{"upvotes":15}}}},{"range":{"upvotes":{"gte":10,"lte":20}}}]}},' +
        '{"bool":{"must":[{"term":{"title":"hihihi"}},{"wildcard":{"title":"h*i"}}]}}]}}',
    );
  });

  test.each([
    ['{ a: { gt: 1 } }', { range: { a: { gt: 1 } } }],
    ['{ a: { exists: false } }', { bool: { must_not: { exists: { field: 'a' } } } }],
    ["{ a: { matchPhrasePrefix: 'x' } }", { match_phrase_prefix: { a: 'x' } }],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', { bool: { should: [{ term: { a: 1 } }, { term: { b: 2 } }] } }],
    ['{ not: { a: { eq: 1 } } }', { bool: { must_not: { term: { a: 1 } } } }],
  ])('%s', (filter, query) => {
    expect(JSON.parse(String(evaluate(`util.transform.toElasticsearchQueryDSL(${filter})`)))).toEqual(query);
  });

  test('an operator it does not know is answered with null', () => {
    expect(evaluate('util.transform.toElasticsearchQueryDSL({ a: { near: 1 } })')).toBeNull();
  });
});
