import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardPublish } from '../support/guardPublish.ts';
import { openBrowser } from '../support/openBrowser.ts';
import { registerDevice } from '../support/operations.ts';
import type { AppSettings } from '../support/passkeyApp.ts';
import { Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';
import { createUser, type NewUser } from '../support/stepUp.ts';

declare global {
  var app: typeof import('../support/passkeyApp.ts')['app'];
}

let runtime: Runtime;
let recipient: SignedIn;
let browser: Browser;
let script: string;
/** Of the app's one page. */
const server = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>App</title>');
});

beforeAll(async () => {
  runtime = await Runtime.start({ args: ['-c', 'heliograph:passkeyRelyingParty=localhost'] });
  recipient = await signIn(runtime.outputs, 'bob');
  await registerDevice(runtime.outputs, recipient, 'bobs-phone', { fcm: { token: 'browser-bob' } });
  await guardPublish(runtime.outputs, { methods: ['PASSKEY_STEP_UP'] });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  browser = await openBrowser();
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../support/passkeyApp.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    define: { global: 'globalThis' },
  });
  script = outputFiles[0]?.text ?? '';
});
afterAll(async () => {
  await browser.close();
  server.close();
  await runtime[Symbol.asyncDispose]();
});

/** A page of the relying party's domain with the app, and an authenticator in the machine, as Chrome's developer tools have one. */
async function open(): Promise<{ page: Page; cdp: CDPSession; authenticatorId: string }> {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: script });
  const { graphqlEndpoint, region, userPoolClientId, userPoolEndpoint, userPoolId } = runtime.outputs;
  const settings: AppSettings = { graphqlEndpoint, region, userPoolClientId, userPoolEndpoint, userPoolId };
  await page.evaluate((given) => globalThis.app.configure(given), settings);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, cdp, authenticatorId };
}

function publish(page: Page): Promise<string> {
  return page.evaluate(([userId = '', key = '']) => globalThis.app.publish(userId, key), [recipient.sub, randomUUID()]);
}

async function signInAfter(page: Page, user: NewUser, time: number): Promise<void> {
  while ((await page.evaluate((given) => globalThis.app.signIn(given), user)) * 1000 <= time);
}

test('a user registers a passkey with Amplify, signs in again, and proves with it who they are', async () => {
  const { page, cdp, authenticatorId } = await open();
  const user = await createUser(runtime.outputs);
  await signInAfter(page, user, 0);
  expect(await publish(page)).toBe('NoStepUpMethod');
  await page.evaluate(() => globalThis.app.registerPasskey());
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);
  expect(await publish(page)).toBe('FactorTooNew');

  await signInAfter(page, user, Date.now());
  expect(await publish(page)).toMatch(/^[0-9A-Z]{26}$/);
  const { credentials: used } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(used[0]?.signCount).toBeGreaterThan(credentials[0]?.signCount ?? 0);
  expect(await publish(page)).toMatch(/^[0-9A-Z]{26}$/);
});

test('a user who does not show who they are is refused', async () => {
  const { page, cdp, authenticatorId } = await open();
  const user = await createUser(runtime.outputs);
  await signInAfter(page, user, 0);
  await page.evaluate(() => globalThis.app.registerPasskey());
  await signInAfter(page, user, Date.now());
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  expect(await publish(page)).toBe('StepUpRequired');
});
