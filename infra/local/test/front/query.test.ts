import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQueryRequest, queryAnswer } from '../../front/protocols/query.ts';
import type { AwsApi } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';

const input = (form: string) => parseQueryRequest(form).input;
const api: AwsApi = { signingName: 'fake', protocol: 'query', xmlNamespace: 'urn:x', operations: {} };

describe('a form', () => {
  it('tells its action', () => {
    expect(parseQueryRequest('Version=1&Action=Do&A=b')).toEqual({ action: 'Do', input: { A: 'b' } });
  });

  it('nests members in the order of their numbers', () => {
    expect(input('L.member.10=c&L.member.2=b&L.member.1=a')).toEqual({ L: ['a', 'b', 'c'] });
    expect(input('L.member.1.Key=k&L.member.1.Value=v&O.A.B=1')).toEqual({
      L: [{ Key: 'k', Value: 'v' }],
      O: { A: { B: '1' } },
    });
  });

  it('nests entries under either pair of names', () => {
    expect(input('M.entry.1.key=a&M.entry.1.value=1&M.entry.2.key=b&M.entry.2.value=')).toEqual({
      M: { a: '1', b: '' },
    });
    expect(input('M.entry.1.Name=a&M.entry.1.Value.DataType=String')).toEqual({ M: { a: { DataType: 'String' } } });
  });

  it('keeps names that only look like lists', () => {
    expect(input('O.member.x=1&P.member=2&Q.entry.0=3')).toEqual({
      O: { member: { x: '1' } },
      P: { member: '2' },
      Q: { entry: { 0: '3' } },
    });
  });

  it('keeps the names of prototypes as names', () => {
    const { M } = input('M.entry.1.key=__proto__&M.entry.1.value=x&__proto__.a=1');
    expect(Object.entries(M ?? {})).toEqual([['__proto__', 'x']]);
    expect(Object.getOwnPropertyDescriptor(Object.prototype, 'a')).toBeUndefined();
  });

  it('is nested or refused, whatever it is', () => {
    const name = fc.array(fc.constantFrom('member', 'entry', '1', '2', 'key', 'value', '', '__proto__', 'A'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
        const form = pairs.map(([path, value]) => `${path.join('.')}=${encodeURIComponent(value)}`).join('&');
        try {
          return typeof input(form) === 'object';
        } catch (error) {
          return error instanceof AwsError && error.code === 'MalformedInput';
        }
      }),
    );
  });
});

describe('an answer', () => {
  it('writes lists, objects and scalars', () => {
    const { body } = queryAnswer(api, 'Do', { L: ['a', { B: 1 }], F: false, N: null, U: undefined }, 'id');
    expect(body).toBe(
      '<DoResponse xmlns="urn:x"><DoResult><L><member>a</member><member><B>1</B></member></L><F>false</F></DoResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></DoResponse>',
    );
  });

  it('has no character that XML cannot have', () => {
    const { body } = queryAnswer(api, 'Do', { A: '<&>"\r\u0000\u001f\ud800\ufffe😀' }, 'id');
    expect(body).toContain('<A>&lt;&amp;&gt;&quot;&#xD;\ufffd\ufffd\ufffd\ufffd😀</A>');
  });
});
