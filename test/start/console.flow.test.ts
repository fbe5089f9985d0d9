import { startTemplate } from 'local-cloud/testing/startTemplate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHeliograph } from '../../infra/start/openHeliograph.ts';
import { openBrowser } from '../support/openBrowser.ts';
import { Runtime } from '../support/Runtime.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page of the console, with everything it complained of. */
async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

test('a person adds phones, publishes, and sees every delivery happen', async () => {
  await using runtime = await Runtime.start();
  const { page, complaints } = await open(runtime.outputs.consoleUrl);
  await page.getByRole('button', { name: 'Add iPhone' }).click();
  const iPhone = page.locator('.phone', { hasText: 'alice’s iPhone' });
  await iPhone.waitFor();
  await page.getByRole('button', { name: 'Add Android' }).click();
  const android = page.locator('.phone', { hasText: 'alice’s Android' });
  await android.waitFor();

  // A title that would be an element if anything on the page took text for markup.
  await page.getByLabel('Title').fill('<img src=x onerror=alert(1)>');
  await page.getByRole('button', { name: 'Publish' }).click();
  const first = page.locator('.message').first();
  await first.locator('.chip.provider_accepted').nth(1).waitFor();
  for (const phone of [iPhone, android]) {
    const deviceId = await phone.getAttribute('data-device');
    const states = await first.locator(`tr[data-device="${deviceId}"] .state`).allTextContents();
    expect(states).toEqual(['QUEUED', 'SENT', 'PROVIDER_ACCEPTED']);
    await phone.getByText('<img src=x onerror=alert(1)>').waitFor();
  }
  await page.locator('.health .tile', { hasText: 'Pushes that succeed' }).waitFor();
  const sequences = await first.locator('.sequence').allTextContents();
  expect(sequences.toSorted()).toEqual(['#1', '#2', '#3', '#4', '#5', '#6']);

  await iPhone.locator('.notification button').click();
  await first.locator('.chip.opened').waitFor();

  const script = android.getByRole('combobox');
  const scripted = page.waitForResponse((response) => response.request().method() === 'PUT');
  await script.selectOption('unregistered');
  expect((await scripted).ok()).toBe(true);
  await page.getByLabel('Title').fill('Your order has arrived');
  await page.getByRole('button', { name: 'Publish' }).click();
  const second = page.locator('.message', { hasText: 'Your order has arrived' });
  await second.locator('.chip.failed', { hasText: 'INVALID_TOKEN' }).waitFor();
  await android.getByText('alice · FCM · disabled').waitFor();

  const outbox = page.locator('.outbox tbody tr');
  await outbox.nth(3).waitFor();
  await page.getByPlaceholder('Filter').fill('unregistered');
  expect(await outbox.filter({ visible: true }).count()).toBe(1);
  await page.getByRole('tab', { name: 'What AWS would bill' }).click();
  await page.getByRole('row', { name: 'sns:mobilePush' }).getByText('4').waitFor();

  await page.reload();
  await page.locator('.message .chip.opened').waitFor();
  await page.close();
  expect(complaints).toEqual([]);
}, 120_000);

test('of any other template it shows where things are and what left the system', async () => {
  await using cloud = await startTemplate({
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: { Danger: { Value: '</script><script>document.title = "run"</script>' } },
  });
  const { consoleUrl, root } = openHeliograph(cloud, []);
  cloud.platform.outbox.add({ kind: 'sms', destination: '+15550100001', body: 'Your code is 123456' });
  cloud.platform.outbox.add({
    kind: 'push',
    destination: 'token',
    platform: 'APNS',
    outcome: 'accept',
    body: { aps: { alert: 'Hello' } },
  });
  const { page, complaints } = await open(consoleUrl);
  await page.locator('.outbox').getByText('Your code is 123456').first().waitFor();
  await page.locator('.outbox').getByText('Hello').first().waitFor();
  await page.getByLabel('Kind').selectOption('sms');
  expect(await page.locator('.outbox tbody tr').filter({ visible: true }).count()).toBe(1);
  await page.getByRole('tab', { name: 'Endpoints and outputs' }).click();
  await page.getByText('</script><script>document.title = "run"</script>').waitFor();
  expect(await page.title()).toBe('Test · local');
  expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
  expect(await page.content()).not.toContain(root.secretAccessKey);
  await page.close();
  expect(complaints).toEqual([]);
});

test.each([
  ['/_local/console', 'POST', 405],
  ['/_local/meter', 'PUT', 405],
  ['/_local/console/other.js', 'GET', 404],
])('%s answers %s with %i', async (path, method, status) => {
  await using cloud = await startTemplate({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  openHeliograph(cloud, []);
  expect((await fetch(`${cloud.baseUrl}${path}`, { method })).status).toBe(status);
});
