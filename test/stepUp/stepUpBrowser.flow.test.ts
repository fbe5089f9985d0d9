import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { nextSecond } from '../support/clock.ts';
import { newRecipient } from '../support/newRecipient.ts';
import { openBrowser } from '../support/openBrowser.ts';
import type { AppSettings } from '../support/passkeyApp.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { createUser, type NewUser, type User } from '../support/users.ts';

declare global {
  var app: typeof import('../support/passkeyApp.ts')['app'];
}

let outputs: HeliographOutputs;
let ada: User;
let recipient: User;
let browser: Browser;
let script: string;
/** The parts of the app's one page. */
const server = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>App</title>');
});

test.beforeAll(async ({ passkeyRuntime }) => {
  ({ outputs } = passkeyRuntime);
  recipient = await newRecipient(outputs);
  ada = await adminOfSettings(outputs);
  await guardPublish(outputs, ada, { methods: ['PASSKEY_STEP_UP'] });
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
test.afterAll(async () => {
  await browser.close();
  server.close();
  await clearSettings(outputs, ada);
});

/** Opens the app on a page of the relying party's domain, with a virtual authenticator. */
async function open(): Promise<{ page: Page; cdp: CDPSession; authenticatorId: string }> {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: script });
  const { graphqlEndpoint, region, userPoolClientId, userPoolEndpoint, userPoolId } = outputs;
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

function signInOn(page: Page, user: NewUser): Promise<number> {
  return page.evaluate((given) => globalThis.app.signIn(given), user);
}

/** Signs in a second after the setup, since `auth_time` is in whole seconds. */
async function signInLater(page: Page, user: NewUser): Promise<void> {
  await nextSecond();
  await signInOn(page, user);
}

test('a user registers a passkey with Amplify, signs in again, and proves with it who they are', async () => {
  const { page, cdp, authenticatorId } = await open();
  const user = await createUser(outputs, { groups: ['publishers'] });
  await signInOn(page, user);
  expect(await publish(page)).toBe('NoStepUpMethod');
  await page.evaluate(() => globalThis.app.registerPasskey());
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);
  expect(await publish(page)).toBe('FactorTooNew');

  await signInLater(page, user);
  expect(await publish(page)).toMatch(/^[0-9A-Z]{26}$/);
  const { credentials: used } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(used[0]?.signCount).toBeGreaterThan(credentials[0]?.signCount ?? 0);
  expect(await publish(page)).toMatch(/^[0-9A-Z]{26}$/);
});

test('a user who does not show who they are is refused', async () => {
  const { page, cdp, authenticatorId } = await open();
  const user = await createUser(outputs, { groups: ['publishers'] });
  await signInOn(page, user);
  await page.evaluate(() => globalThis.app.registerPasskey());
  await signInLater(page, user);
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  expect(await publish(page)).toBe('StepUpRequired');
});
