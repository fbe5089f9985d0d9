import { SNSClient } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential, CredentialSource } from '../../platform/Credential.ts';
import type { SignedRequest } from '../../shared/signature/canonicalRequest.ts';
import { SignatureError } from '../../shared/signature/SignatureError.ts';
import { verifySignature } from '../../shared/signature/verifySignature.ts';
import { runs } from '../../testing/effort.ts';

const now = Date.UTC(2026, 0, 2, 12);
const principal = { kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/R', sessionName: 'S' } as const;
const longTerm = { accessKeyId: 'AKIALONG', secretAccessKey: 'secret' };
const temporary = { accessKeyId: 'ASIATEMP', secretAccessKey: 'other', sessionToken: 'token' };

const scope = { region: 'us-east-1', service: 'appsync' };

const known: Readonly<Record<string, Credential>> = {
  AKIALONG: { secretAccessKey: 'secret', principal },
  ASIATEMP: { secretAccessKey: 'other', sessionToken: 'token', expiration: now + 1000, principal },
};
const credentials: CredentialSource = { findCredential: (accessKeyId) => known[accessKeyId] };

interface Unsigned {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** AWS's own signer, as SDK v3 clients have it. */
async function signer(keys: typeof longTerm | typeof temporary) {
  const client = new SNSClient({ region: 'us-east-1', credentials: keys });
  const own = await client.config.signer();
  if (!('presign' in own) || typeof own.presign !== 'function') throw new Error('the SDK has another signer');
  return { sign: own.sign.bind(own), presign: own.presign.bind(own) };
}

function plain(unsigned: Unsigned) {
  const { method = 'POST', path = '/', query = {}, headers = {}, body } = unsigned;
  const own = { host: 'localhost:4566', ...headers };
  return {
    protocol: 'http:',
    hostname: 'localhost',
    method,
    path,
    query,
    headers: own,
    ...(body === undefined ? {} : { body }),
  };
}

function wireQuery(query: Record<string, string | string[] | null> | undefined): string {
  return Object.entries(query ?? {})
    .flatMap(([name, value]) =>
      [value ?? ''].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
    )
    .join('&');
}

async function signed(unsigned: Unsigned = {}, keys = longTerm, signingDate = new Date(now)): Promise<SignedRequest> {
  const { sign } = await signer(keys);
  const request = await sign(plain(unsigned), { signingDate, signingService: 'appsync', signingRegion: 'us-east-1' });
  return {
    method: request.method,
    path: request.path,
    query: wireQuery(request.query),
    headers: lowerCase(request.headers),
    body: unsigned.body ?? '',
    ...scope,
  };
}

async function presigned(unsigned: Unsigned, expiresIn: number, keys = longTerm): Promise<SignedRequest> {
  const { presign } = await signer(keys);
  const options = { signingDate: new Date(now), expiresIn, signingService: 'appsync', signingRegion: 'us-east-1' };
  const request: { query: Record<string, string>; headers: Record<string, string> } = await presign(
    plain(unsigned),
    options,
  );
  const { method = 'POST', path = '/', body = '' } = unsigned;
  return {
    method,
    path,
    query: wireQuery(request.query),
    headers: lowerCase(request.headers),
    body,
    ...scope,
  };
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function codeOf(request: SignedRequest, at = now): string {
  try {
    verifySignature(request, credentials, at);
    return 'verified';
  } catch (error) {
    return error instanceof SignatureError ? error.code : String(error);
  }
}

describe('a request signed by header', () => {
  it('proves who sent it', async () => {
    expect(verifySignature(await signed({ body: '{}' }), credentials, now)).toEqual(principal);
    expect(codeOf(await signed({}, temporary))).toBe('verified');
  });

  it('is verified whatever its path, query, headers and body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), { maxKeys: 4 }),
        fc.string({ unit: fc.constantFrom('a', ' ', ';', ',') }),
        fc.string({ unit: 'grapheme' }),
        async (segments, query, header, body) => {
          const path = `/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
          return codeOf(await signed({ path, query, headers: { 'x-own': header }, body })) === 'verified';
        },
      ),
      runs(200),
    );
  });

  it('is refused when anything that was signed has changed', async () => {
    const request = await signed({
      path: '/graphql',
      query: { a: '1' },
      headers: { 'content-type': 'text/plain' },
      body: 'body',
    });
    const changes: readonly Partial<SignedRequest>[] = [
      { method: 'PUT' },
      { path: '/graphqk' },
      { query: 'a=2' },
      { query: 'a=1&b=2' },
      { body: 'bodz' },
      { headers: { ...request.headers, 'content-type': 'text/html' } },
      { headers: { ...request.headers, host: 'elsewhere' } },
      { headers: { ...request.headers, authorization: String(request.headers.authorization).replace(/.$/, 'g') } },
    ];
    expect(codeOf(request)).toBe('verified');
    for (const change of changes) expect(codeOf({ ...request, ...change })).toBe('InvalidSignatureException');
  });

  it('may leave its payload unsigned', async () => {
    const request = await signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, body: 'a' });
    expect(codeOf({ ...request, body: 'b' })).toBe('verified');
  });

  it('is refused fifteen minutes away from now, either way', async () => {
    const quarter = 15 * 60_000;
    const request = await signed();
    expect(codeOf(request, now + quarter)).toBe('verified');
    expect(codeOf(request, now + quarter + 1)).toBe('InvalidSignatureException');
    expect(codeOf(request, now - quarter)).toBe('verified');
    expect(codeOf(request, now - quarter - 1)).toBe('InvalidSignatureException');
  });

  it.each([
    [{ service: 'sns' }, "Credential should be scoped to correct service: 'sns'. "],
    [{ region: 'eu-west-1' }, "Credential should be scoped to a valid region, not 'us-east-1'. "],
  ])('is refused in another scope: %j', async (other, message) => {
    const request = { ...(await signed()), ...other };
    expect(codeOf(request)).toBe('InvalidSignatureException');
    expect(() => verifySignature(request, credentials, now)).toThrow(message);
  });

  it('needs the session token that its temporary credentials came with, and that they last', async () => {
    const request = await signed({}, temporary);
    const { 'x-amz-security-token': _, ...withoutToken } = request.headers;
    expect(codeOf({ ...request, headers: withoutToken })).toBe('UnrecognizedClientException');
    expect(codeOf({ ...request, headers: { ...request.headers, 'x-amz-security-token': 'x' } })).toBe(
      'UnrecognizedClientException',
    );
    expect(codeOf(request, now + 1000)).toBe('ExpiredTokenException');
  });

  it('is refused for a key that is unknown', async () => {
    expect(codeOf(await signed({}, { ...longTerm, accessKeyId: 'AKIAOTHER' }))).toBe('UnrecognizedClientException');
  });
});

describe('a presigned request', () => {
  it('is verified until it expires', async () => {
    const request = await presigned({ method: 'GET', path: '/graphql', query: { b: ['2', '1'], a: 'ü &' } }, 60);
    expect(codeOf(request)).toBe('verified');
    expect(codeOf(request, now + 60_000)).toBe('verified');
    expect(codeOf(request, now + 60_001)).toBe('InvalidSignatureException');
    expect(codeOf({ ...request, query: request.query.replace('a=', 'c=') })).toBe('InvalidSignatureException');
  });

  it('carries a session token', async () => {
    expect(codeOf(await presigned({ method: 'GET' }, 60, temporary))).toBe('verified');
  });

  it('cannot last longer than seven days', async () => {
    const request = await presigned({ method: 'GET' }, 60);
    expect(codeOf({ ...request, query: request.query.replace('Expires=60', 'Expires=604801') })).toBe(
      'IncompleteSignatureException',
    );
  });
});

describe('a request without a usable signature', () => {
  const bare: SignedRequest = {
    method: 'POST',
    path: '/',
    query: '',
    headers: { host: 'localhost' },
    body: '',
    ...scope,
  };
  const credential = 'Credential=AKIALONG/20260102/us-east-1/appsync/aws4_request';
  const withHeader = (authorization: string): SignedRequest => ({
    ...bare,
    headers: { host: 'localhost', 'x-amz-date': '20260102T120000Z', authorization },
  });

  it.each<[string, SignedRequest, string]>([
    ['none', bare, 'MissingAuthenticationTokenException'],
    ['a bearer token', withHeader('Bearer x'), 'MissingAuthenticationTokenException'],
    ['another algorithm', withHeader(`AWS4-ECDSA-P256-SHA256 ${credential}`), 'IncompleteSignatureException'],
    ['no parts', withHeader('AWS4-HMAC-SHA256 '), 'IncompleteSignatureException'],
    ['no signature', withHeader(`AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host`), 'IncompleteSignatureException'],
    [
      'a short scope',
      withHeader('AWS4-HMAC-SHA256 Credential=AKIALONG/x, SignedHeaders=host, Signature=x'),
      'IncompleteSignatureException',
    ],
    [
      'no host',
      withHeader(`AWS4-HMAC-SHA256 ${credential}, SignedHeaders=x-amz-date, Signature=x`),
      'InvalidSignatureException',
    ],
    ['a malformed query', { ...bare, query: 'a=%' }, 'IncompleteSignatureException'],
    ['a bare presigned query', { ...bare, query: 'X-Amz-Signature=x' }, 'IncompleteSignatureException'],
    [
      'no date',
      {
        ...bare,
        headers: { host: 'h', authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=x` },
      },
      'IncompleteSignatureException',
    ],
  ])('is refused: %s', (_, request, code) => {
    expect(codeOf(request)).toBe(code);
  });

  it('never does anything but verify or refuse', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (authorization, query, date) => {
        const headers = { host: 'h', 'x-amz-date': date, authorization: `AWS4-HMAC-SHA256 ${authorization}` };
        return (
          codeOf({ ...bare, headers, query }).endsWith('Exception') && codeOf({ ...bare, query }).endsWith('Exception')
        );
      }),
    );
  });
});

describe('the names of other protocols', () => {
  it.each([
    ['missing', 'MissingAuthenticationToken'],
    ['incomplete', 'IncompleteSignature'],
    ['unknown key', 'InvalidClientTokenId'],
    ['mismatch', 'SignatureDoesNotMatch'],
    ['expired token', 'ExpiredToken'],
  ] as const)('%s is %s in query', (fault, code) => {
    expect(new SignatureError(fault, 'm').forProtocol('query')).toMatchObject({ code, message: 'm' });
  });
});
