import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from '../support/openBrowser.ts';
import { test as it } from '../support/sharedRuntime.ts';

let browser: Browser;
let server: Server;

it.beforeAll(async () => {
  browser = await openBrowser(['--host-resolver-rules=MAP rebound.example 127.0.0.1']);
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>Foreign</title>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
it.afterAll(async () => {
  await browser.close();
  server.close();
});

interface Ask {
  readonly url: string;
  readonly method?: string;
  readonly mode?: 'cors' | 'no-cors';
  readonly body?: string;
}

/** Asks from within the page. Returns the status and body that the page can read, or why it cannot. */
function ask(page: Page, { url, ...init }: Ask): Promise<string> {
  return page.evaluate(
    ([target, options]) =>
      fetch(target, options).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => 'unreadable',
      ),
    [url, init] as const,
  );
}

it('a page of another origin can neither read nor drive the runtime, and can use its GraphQL API', async ({
  runtime: { outputs },
}) => {
  const page = await browser.newPage();
  const served: string[] = [];
  const { port } = new URL(outputs.awsEndpoint);
  page.on('response', (response) => {
    const { port: to, pathname } = new URL(response.url());
    if (to === port && pathname.startsWith('/_local') && response.status() !== 403) served.push(response.url());
  });
  for (const host of ['localhost', '127.0.0.1']) {
    await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`);
    for (const base of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      const faults = `${base}/_local/sns/faults`;
      for (const attempt of [
        { url: `${base}/_local/console` },
        { url: `${base}/_local/outbox` },
        { url: faults, method: 'PUT', body: '{"throttle":1}' },
        { url: `${base}/_local/outbox`, method: 'DELETE' },
      ]) {
        expect(await ask(page, attempt)).toBe('unreadable');
      }
      // What a page may send without asking first, and never reads.
      for (const attempt of [{ url: `${base}/_local/outbox` }, { url: faults, method: 'POST', body: '{}' }]) {
        expect(await ask(page, { ...attempt, mode: 'no-cors' })).toBe('0 ');
      }
      expect(await ask(page, { url: `${base}/graphql`, method: 'POST', body: '{}' })).toContain(
        'UnauthorizedException',
      );
    }
  }
  expect(served).toEqual([]);
  const faults = await (await fetch(new URL('/_local/sns/faults', outputs.awsEndpoint))).json();
  expect(faults).not.toHaveProperty('throttle');

  // The runtime's own page.
  await page.goto(outputs.consoleUrl);
  expect(await ask(page, { url: '/_local/outbox?limit=1' })).toMatch(/^200 /);
  await page.close();
});

it('a name that somebody lets point here is not served', async ({ runtime: { outputs } }) => {
  const page = await browser.newPage();
  for (const path of ['/_local/console', '/graphql']) {
    const response = await page.goto(`http://rebound.example:${new URL(outputs.awsEndpoint).port}${path}`);
    expect([response?.status(), await response?.text()]).toEqual([421, expect.stringContaining('--allow-host')]);
  }
  await page.close();
});
