import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsApi } from '../../platform/AwsApi.ts';
import { runs } from '../../testing/effort.ts';
import { type StartedFront, startFront } from '../../testing/startFront.ts';

const echo = { unsigned: true, permissions: () => [], run: (input: object) => ({ ...input }) } as const;

const apis: readonly AwsApi[] = [
  { signingName: 'json', protocol: 'json-1.0', targetPrefix: 'Json_1', operations: { Echo: echo } },
  { signingName: 'query', protocol: 'query', xmlNamespace: 'urn:query', operations: { Echo: echo } },
  {
    signingName: 'rest',
    protocol: 'rest-json',
    operations: {
      Echo: { ...echo, http: { method: 'POST', path: '/rest/{Name}' } },
      EchoList: { ...echo, http: { method: 'POST', path: '/rest/list' } },
      Deep: { ...echo, http: { method: 'GET', path: '/deep/{Path+}', status: 202 } },
    },
  },
];

let started: StartedFront;
beforeAll(async () => {
  started = await startFront(apis);
});
afterAll(() => started.stop());

const send = (path: string, init: RequestInit) => fetch(started.platform.baseUrl() + path, init);

describe('REST JSON', () => {
  it('takes labels, query string and body, a label before all', async () => {
    const response = await send('/rest/a%2Fb%20c?Two=2&Many=x&Many=y&Name=other', {
      method: 'POST',
      body: '{"Three":3,"Name":"third"}',
    });
    expect(await response.json()).toEqual({ Name: 'a/b c', Two: '2', Many: ['x', 'y'], Three: 3 });
  });

  it('prefers a path without labels', async () => {
    expect(await (await send('/rest/list', { method: 'POST' })).json()).toEqual({});
  });

  it('takes the rest of a path as one label, and answers the status of the operation', async () => {
    const response = await send('/deep/a/b%20c', { method: 'GET' });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ Path: 'a/b c' });
  });

  it('answers a path that cannot be decoded', async () => {
    const response = await send('/rest/%ff', { method: 'POST' });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('ValidationException');
  });
});

describe('query', () => {
  it('takes an action from a link, which needs no form', async () => {
    const response = await send('/?Action=Echo&A=1&Version=x', { method: 'GET' });
    expect(await response.text()).toMatch(
      /^<EchoResponse xmlns="urn:query"><EchoResult><A>1<\/A><\/EchoResult><ResponseMetadata><RequestId>[\w-]+</,
    );
  });
});

describe('the query protocol of a service that speaks another here', () => {
  it('is refused by name', async () => {
    const response = await send('/', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/json/aws4_request, SignedHeaders=host, Signature=x',
      },
      body: 'Action=Echo&Version=2012-11-05',
    });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain('The query protocol of json: only json-1.0 is served');
  });
});

describe('whatever comes', () => {
  it('is answered with an error of the protocol, and the next request is served', async () => {
    const header = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    const request = fc.record({
      path: fc.webPath(),
      query: fc.oneof(
        fc.webQueryParameters(),
        fc.constantFrom('Action=Echo', 'X-Amz-Signature=x', 'Action=Echo&X-Amz-Algorithm=AWS4-HMAC-SHA256'),
      ),
      body: fc.oneof(fc.string(), fc.json(), fc.webQueryParameters()),
      target: fc.oneof(header, fc.constantFrom('Json_1.Echo', 'Json_1.No', 'No.Echo')),
      authorization: fc.oneof(
        header,
        header.map((text) => `AWS4-HMAC-SHA256 ${text}`),
        header.map(
          (text) =>
            `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/query/aws4_request, SignedHeaders=${text}, Signature=x`,
        ),
      ),
      type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'nonsense'),
      targeted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, query, body, target, authorization, type, targeted }) => {
        const headers = { 'content-type': type, authorization, ...(targeted ? { 'x-amz-target': target } : {}) };
        const response = await send(`${path.startsWith('/') ? path : `/${path}`}?${query}`, {
          method: 'POST',
          body,
          headers,
        });
        await response.text();
        return response.status === 200 || (response.status >= 400 && response.status !== 500);
      }),
      runs(300),
    );
  });
});
