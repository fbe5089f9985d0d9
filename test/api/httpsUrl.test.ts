import { expect, it } from 'vitest';
import { httpsUrl } from '../../functions/rules/httpsUrl.ts';

it.each([
  ['https://example.com', 'https://example.com'],
  ['HTTPS://Example.COM/Path?Q=1#F', 'https://example.com/Path?Q=1#F'],
  ['Https://User:Pass@EXAMPLE.com:8443?Q', 'https://User:Pass@example.com:8443?Q'],
  ['https://example.com?to=HTTPS://X@Y', 'https://example.com?to=HTTPS://X@Y'],
])('%s is %s', (text, url) => {
  expect(httpsUrl(text)).toBe(url);
});

it.each([
  '',
  'http://example.com',
  'https:example.com',
  'https://',
  'https:///x',
  'https://:443',
  'https://u@/x',
  ' https://x',
])('%j is no https URL', (text) => {
  expect(httpsUrl(text)).toBeNull();
});
