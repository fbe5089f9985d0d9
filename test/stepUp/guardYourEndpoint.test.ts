import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { guarded } from '../../examples/guardYourEndpoint.ts';

/** Heliograph: it takes what it was last asked about, once. */
let proven: string | null = null;
let refused: string | null = null;
const done: string[] = [];

const endpoint = guarded(
  {
    verify: async (token) => ({ sub: token, jti: 'jti' }),
    ask: async (_query, variables) => {
      const asked = JSON.stringify(variables);
      if (asked === proven) {
        proven = null;
        return {};
      }
      refused = asked;
      return { errors: [{ errorType: 'StepUpRequired', errorInfo: null }] };
    },
  },
  { operation: 'bank:transfer', summarize: () => 'Pay' },
  (_request, response, body) => {
    done.push(body.toString());
    response.end();
  },
);
const server = createServer((request, response) => void endpoint(request, response));
let origin = '';

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  proven = null;
  done.length = 0;
});

const pay = async (body: string, { path = '/transfers', method = 'POST', user = 'ann' } = {}) =>
  (await fetch(`${origin}${path}`, { method, body, headers: { authorization: user } })).status;

it('does once what was proved, with the bytes that were proved', async () => {
  const transfer = '{"to":"bob","amount":5}';
  expect(await pay(transfer)).toBe(401);
  proven = refused;
  expect(await pay(transfer)).toBe(200);
  expect(await pay(transfer)).toBe(401);
  expect(done).toEqual([transfer]);
});

it.each([
  ['body', () => pay('{"to":"eve","amount":1000000}')],
  ['path', () => pay('{"to":"bob","amount":5}', { path: '/transfers?now' })],
  ['method', () => pay('{"to":"bob","amount":5}', { method: 'PUT' })],
  ['user', () => pay('{"to":"bob","amount":5}', { user: 'eve' })],
])('refuses another %s', async (_what, swapped) => {
  await pay('{"to":"bob","amount":5}');
  proven = refused;
  expect(await swapped()).toBe(401);
  expect(done).toEqual([]);
});
