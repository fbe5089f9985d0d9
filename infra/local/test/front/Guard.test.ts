import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Guard } from '../../front/Guard.ts';
import { type StartedFront, startFront } from '../../testing/startFront.ts';

let started: StartedFront;
beforeAll(async () => {
  const route = {
    prefix: '/graphql',
    handle: (_: unknown, response: { end(text: string): void }) => response.end('served'),
    upgrade: (_: unknown, socket: { end(text: string): void }) => socket.end('HTTP/1.1 418 Taken\r\n\r\n'),
  };
  started = await startFront([], [route]);
});
afterAll(() => started.stop());

async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const request = httpRequest({ port: started.port, path, method, headers }).end();
  const [response] = await once(request, 'response');
  response.resume();
  return { status: response.statusCode, cors: response.headers['access-control-allow-origin'] };
}

async function upgrade(path: string, headers: Record<string, string>): Promise<string> {
  const { host = 'localhost', ...others } = headers;
  const socket = new WebSocket(`ws://127.0.0.1:${started.port}${path}`, { headers: { host, ...others } });
  const [error] = await once(socket, 'error');
  return String(error);
}

const outbox = '/_local/outbox';

describe('a request', () => {
  it.each(['localhost', 'LOCALHOST:4600', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:4600'])(
    'to the loopback host %s is served',
    async (host) => {
      expect(await ask(outbox, { host })).toEqual({ status: 200, cors: undefined });
      expect(await ask('/graphql', { host, origin: 'https://app.example' })).toEqual({ status: 200, cors: '*' });
    },
  );

  it.each([
    'rebound.evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:80',
    '10.0.2.2:4600',
    'localhost:80:80',
    '0.0.0.0',
  ])('to the host "%s" is refused wherever it goes', async (host) => {
    for (const path of [outbox, '/graphql', '/', '/nothing']) {
      expect(await ask(path, { host, origin: `http://${host}` })).toEqual({ status: 421, cors: undefined });
    }
    expect(await upgrade('/graphql', { host })).toContain('421');
  });

  it.each([
    { origin: 'http://app.example' },
    { origin: 'http://localhost:3000' },
    { origin: 'http://localhost' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:4600', 'sec-fetch-site': 'same-site' },
  ])('of another page, %j, may not use /_local', async (headers) => {
    const host = 'localhost:4600';
    for (const [method, path] of [
      ['GET', outbox],
      ['DELETE', outbox],
      ['PUT', '/_local/sns/faults'],
      ['GET', '/_local'],
      ['GET', '/x/../_local/meter'],
      ['OPTIONS', outbox],
    ] as const) {
      const preflight = { 'access-control-request-method': 'PUT' };
      expect(await ask(path, { host, ...headers, ...preflight }, method)).toEqual({ status: 403, cors: undefined });
    }
    expect(await upgrade(outbox, { host, ...headers })).toContain('403');
    // AppSync's real-time endpoint takes pages of any origin.
    expect(await upgrade('/graphql', { host, ...headers })).toContain('418');
  });

  it.each([
    {},
    { origin: 'http://localhost:4600' },
    { origin: 'https://localhost:4600', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('of the runtime’s own page or of no page, %j, may', async (headers) => {
    expect(await ask(outbox, { host: 'localhost:4600', ...headers })).toEqual({ status: 200, cors: undefined });
  });
});

it('serves the hosts that it was started for too', () => {
  const guard = new Guard(['10.0.2.2', 'Laptop.local']);
  const refusal = (host: string) => guard.refusal({ headers: { host } } as never, outbox);
  expect([refusal('10.0.2.2:4600'), refusal('laptop.local'), refusal('127.0.0.1')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(refusal('10.0.2.3')?.message).toContain('--allow-host');
});
