import { describe, expect, it } from 'vitest';
import type { MessageContent } from '../../functions/rules/publishing/MessageContent.ts';
import { messageLimits } from '../../functions/rules/publishing/messageLimits.ts';
import { type MessageAudience, validateAudience } from '../../functions/rules/publishing/validateAudience.ts';
import { validateContent } from '../../functions/rules/publishing/validateContent.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);
const text = (length: number) => 'x'.repeat(length);

describe('validateAudience', () => {
  it.each<[string, MessageAudience]>([
    ['one user', { userIds: ['ann'] }],
    ['as many users as can be looked up', { userIds: ids(messageLimits.userIds) }],
    ['a device with the longest id', { deviceIds: [text(128)] }],
    ['a platform, its other members null', { userIds: null, platform: 'FCM' }],
  ])('takes %s', (_, audience) => {
    expect(validateAudience(audience)).toBeNull();
  });

  it.each<[string, MessageAudience, string, string]>([
    ['nobody', {}, 'input.audience', '0 members'],
    ['two kinds', { userIds: ['ann'], platform: 'FCM' }, 'input.audience', '2 members'],
    ['an empty list', { userIds: [] }, 'input.audience.userIds', '0 ids'],
    ['too many', { deviceIds: ids(91) }, 'input.audience.deviceIds', '91 ids'],
    ['somebody twice', { userIds: ['ann', 'ben', 'ann'] }, 'input.audience.userIds', 'with ann twice'],
    ['an empty id', { deviceIds: [''] }, 'input.audience.deviceIds', 'with a malformed id'],
    ['an id that is too long', { deviceIds: [text(129)] }, 'input.audience.deviceIds', 'with a malformed id'],
    ['a name of every object twice', { userIds: ['toString', 'x', 'x'] }, 'input.audience.userIds', 'with x twice'],
  ])('refuses %s', (_, audience, field, given) => {
    expect(validateAudience(audience)?.errorInfo).toMatchObject({ field, given });
  });

  it('takes ids that every object has as names', () => {
    expect(validateAudience({ userIds: ['constructor', '__proto__', 'toString'] })).toBeNull();
  });
});

describe('validateContent', () => {
  it.each<[string, MessageContent, boolean]>([
    ['a title alone', { title: 'Hi' }, false],
    ['nothing, in the background', {}, true],
    ['everything at its limit', { ...full(0) }, false],
    ['a translation of the body alone', { title: 'Hi', localizations: [{ locale: 'zh_Hant-TW', body: 'x' }] }, false],
    ['overrides', { title: 'Hi', overrides: { apns: { aps: {} }, fcm: { data: null, android: null } } }, false],
  ])('takes %s', (_, content, background) => {
    expect(validateContent(content, background)).toBeNull();
  });

  it.each<[string, MessageContent, string]>([
    ['no title', {}, 'title'],
    ['a blank title', { title: '  ' }, 'title'],
    ['a long title', { title: text(257) }, 'title'],
    ['a long body', { title: 'Hi', body: text(2001) }, 'body'],
    ['a negative badge', { title: 'Hi', badge: -1 }, 'badge'],
    ['a badge that is too large', { title: 'Hi', badge: 100_000 }, 'badge'],
    ['an image with a password', { title: 'Hi', image: 'https://ann:secret@example.com/a.png' }, 'image'],
    ['an image without TLS', { title: 'Hi', image: 'http://example.com/a.png' }, 'image'],
    ['a long deep link', { title: 'Hi', deepLink: text(1025) }, 'deepLink'],
    ['a reserved key', { title: 'Hi', data: { aps: 'x' } }, 'data'],
    ['a reserved prefix', { title: 'Hi', data: { 'google.x': 'x' } }, 'data'],
    ['this product’s own keys', { title: 'Hi', data: { 'heliograph.messageId': 'x' } }, 'data'],
    ['an override of whom it is for', { title: 'Hi', overrides: { fcm: { topic: 'all' } } }, 'overrides.fcm'],
    ['an empty key', { title: 'Hi', data: { '': 'x' } }, 'data'],
    ['33 entries', { title: 'Hi', data: Object.fromEntries(ids(33).map((id) => [id, 'x'])) }, 'data'],
    ['two texts for a language', { title: 'Hi', localizations: [{ locale: 'de' }, { locale: 'DE' }] }, 'localizations'],
    [
      'two texts for a language, written in two ways',
      { title: 'Hi', localizations: [{ locale: 'pt-BR' }, { locale: 'pt_br' }] },
      'localizations',
    ],
    ['what is no language', { title: 'Hi', localizations: [{ locale: 'de CH' }] }, 'localizations.locale'],
    ['a long language', { title: 'Hi', localizations: [{ locale: `de${'-a'.repeat(17)}` }] }, 'localizations.locale'],
    [
      'a translation that takes the title away',
      { title: 'Hi', localizations: [{ locale: 'de', title: ' ' }] },
      'localizations.title',
    ],
    ['an override of aps away', { title: 'Hi', overrides: { apns: { aps: null } } }, 'overrides.apns.aps'],
    ['an override of aps by a text', { title: 'Hi', overrides: { apns: { aps: 'x' } } }, 'overrides.apns.aps'],
    ['an override of FCM’s data by a list', { title: 'Hi', overrides: { fcm: { data: ['x'] } } }, 'overrides.fcm.data'],
    [
      'an override of FCM’s data by a number',
      { title: 'Hi', overrides: { fcm: { data: { count: 1 } } } },
      'overrides.fcm.data.count',
    ],
    [
      'an override of FCM’s data under a reserved key',
      { title: 'Hi', overrides: { fcm: { data: { 'google.x': 'x' } } } },
      'overrides.fcm.data',
    ],
    ['an unnamed language', { title: 'Hi', localizations: [{ locale: '' }] }, 'localizations.locale'],
    ['a long translation', { title: 'Hi', localizations: [{ locale: 'de', body: text(2001) }] }, 'localizations.body'],
  ])('refuses %s', (_, content, field) => {
    expect(validateContent(content, false)?.errorInfo.field).toBe(`input.content.${field}`);
  });

  it.each([
    ['data', { title: 'Hi', data: ['a'] }, 'data'],
    ['data', { title: 'Hi', data: 'a' }, 'data'],
    ['data', { title: 'Hi', data: { count: 1 } }, 'data.count'],
    ['overrides', { title: 'Hi', overrides: { apns: [] } }, 'overrides.apns'],
    ['overrides', { title: 'Hi', overrides: { fcm: 'x' } }, 'overrides.fcm'],
  ])('refuses %s of another shape, which an AWSJSON argument may have', (_, content, field) => {
    // What JSON.parse answers has no type.
    const parsed = JSON.parse(JSON.stringify(content)) as MessageContent;
    expect(validateContent(parsed, false)?.errorInfo.field).toBe(`input.content.${field}`);
  });
});

function full(over: number): MessageContent {
  const { title, body, badge, sound, deepLink, category, thread } = messageLimits;
  return {
    title: text(title + over),
    body: text(body),
    badge,
    sound: text(sound),
    image: `https://${text(messageLimits.image - 8)}`,
    deepLink: text(deepLink),
    category: text(category),
    thread: text(thread),
    data: Object.fromEntries(ids(messageLimits.dataEntries).map((id) => [id.padEnd(messageLimits.dataKey, '-'), 'x'])),
    localizations: ids(messageLimits.localizations).map((locale) => ({ locale })),
    overrides: { apns: {}, fcm: null },
  };
}
