import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../platform/Json.ts';
import { type StartedFront, startFront } from '../../testing/startFront.ts';

let started: StartedFront;
beforeEach(async () => {
  started = await startFront();
});
afterEach(() => started.stop());

const url = (query = '') => `${started.platform.baseUrl()}/_local/outbox${query}`;

async function bodies(query?: string): Promise<unknown[]> {
  const list: unknown = await (await fetch(url(query))).json();
  if (!Array.isArray(list)) throw new Error('not a list');
  return list.map((entry: unknown) => (isJsonObject(entry) ? entry.body : undefined));
}

describe('GET /_local/outbox', () => {
  beforeEach(() => {
    const { outbox } = started.platform;
    outbox.add({ kind: 'sms', destination: '+41000', user: 'ann', code: '123456', body: 'one' });
    outbox.add({
      kind: 'push',
      destination: 'token',
      user: 'ann',
      platform: 'APNS',
      outcome: 'accept',
      body: { two: 2 },
    });
    outbox.add({ kind: 'email', destination: 'bob@example.com', user: 'bob', body: 'three' });
  });

  it('lists everything, newest first', async () => {
    expect(await bodies()).toEqual(['three', { two: 2 }, 'one']);
    const [entry] = (await (await fetch(url('?kind=push'))).json()) as unknown[];
    expect(entry).toEqual({
      id: expect.any(String),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      kind: 'push',
      destination: 'token',
      user: 'ann',
      platform: 'APNS',
      outcome: 'accept',
      body: { two: 2 },
    });
  });

  it('filters by kind, token and user, together', async () => {
    expect(await bodies('?kind=sms')).toEqual(['one']);
    expect(await bodies('?token=token')).toEqual([{ two: 2 }]);
    expect(await bodies('?user=ann')).toEqual([{ two: 2 }, 'one']);
    expect(await bodies('?user=ann&kind=email')).toEqual([]);
    expect(await bodies('?limit=1')).toEqual(['three']);
  });

  it('refuses what it cannot take', async () => {
    for (const limit of ['0', 'x', '1.5', '']) expect((await fetch(url(`?limit=${limit}`))).status).toBe(400);
    expect((await fetch(url(), { method: 'PUT' })).status).toBe(405);
  });

  it('is emptied by DELETE', async () => {
    expect((await fetch(url(), { method: 'DELETE' })).status).toBe(204);
    expect(await bodies()).toEqual([]);
  });
});
