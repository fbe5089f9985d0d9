import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseText } from '../../functions/rules/publishing/chooseText.ts';
import type { JsonMembers, MessageContent } from '../../functions/rules/publishing/MessageContent.ts';
import { renderPayload } from '../../functions/rules/publishing/renderPayload.ts';
import { validateContent } from '../../functions/rules/publishing/validateContent.ts';

const content: MessageContent = {
  title: 'Hi',
  body: 'Ho',
  badge: 1,
  sound: 'default',
  image: 'https://example.com/a.png',
  category: 'orders',
  thread: 't',
  data: { order: '1' },
};

function render(platform: 'APNS' | 'FCM', given: MessageContent): JsonMembers {
  return renderPayload(platform, {
    content: given,
    options: { timeToLive: 60, priority: 'HIGH', pushType: 'ALERT', collapseId: 'c' },
    text: chooseText(given, null),
    messageId: 'm',
    deliveryId: 'm.d',
    sequence: null,
    timeToLive: 60,
  });
}

/** Every leaf of a value by its path as JSON, empty objects too. */
function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<string, unknown> {
  const isLeaf = typeof value !== 'object' || value === null || Array.isArray(value);
  if (isLeaf || Object.keys(value).length === 0) {
    return new Map([[JSON.stringify(path), value]]);
  }
  return new Map(Object.entries(value).flatMap(([name, member]) => [...leavesOf(member, [...path, name])]));
}

describe('overrides', () => {
  it('of one member of an Android notification keep the others', () => {
    const overrides = { fcm: { android: { notification: { channel_id: 'orders-v2' } } } };
    expect(render('FCM', { ...content, overrides })).toMatchObject({
      android: {
        priority: 'high',
        collapse_key: 'c',
        ttl: '60s',
        notification: { channel_id: 'orders-v2', tag: 'c', sound: 'default' },
      },
    });
  });

  it('of one member of an alert keep the others', () => {
    const overrides = { apns: { aps: { alert: { subtitle: 'Now' } } } };
    const alert = { title: 'Hi', body: 'Ho', subtitle: 'Now' };
    expect(render('APNS', { ...content, overrides })).toMatchObject({ aps: { alert, badge: 1, sound: 'default' } });
  });

  it('change what they name and nothing else', () => {
    const names = [
      'aps',
      'alert',
      'title',
      'android',
      'notification',
      'tag',
      'data',
      'order',
      'webpush',
      'x',
      'length',
    ];
    const { members } = fc.letrec((tie) => ({
      members: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>('text', 7, null, true, ['a'], ['a', { b: 1 }]),
        tie('members'),
        tie('members'),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom('APNS', 'FCM'), members, (platform, given) => {
        const overrides = platform === 'APNS' ? { apns: given } : { fcm: given };
        const plain = leavesOf(render(platform, content));
        const rendered = leavesOf(
          render(platform, { ...content, overrides: overrides as MessageContent['overrides'] }),
        );
        const named = leavesOf(given);
        for (const [path, value] of rendered) {
          const own = path.includes('heliograph') || path === '["android","ttl"]';
          expect(value, path).toEqual(own || !named.has(path) ? plain.get(path) : named.get(path));
        }
        // What is gone was replaced as a whole.
        for (const path of plain.keys()) {
          const steps = JSON.parse(path) as string[];
          const above = steps.map((_, index) => JSON.stringify(steps.slice(0, index + 1)));
          const below = `${path.slice(0, -1)},`;
          const replaced = [...named.keys()].some((name) => above.includes(name) || name.startsWith(below));
          if (!rendered.has(path)) expect(replaced, path).toBe(true);
        }
      }),
    );
  });
});

describe('what an app takes for Heliograph’s own', () => {
  const forged: [string, MessageContent, string][] = [
    ['data', { data: { 'heliograph.stepUp': '{}' } }, 'data'],
    ['data, in other letters', { data: { 'Heliograph.stepUp': '{}' } }, 'data'],
    ['a category', { category: 'HELIOGRAPH_STEP_UP' }, 'category'],
    ['APNs members', { overrides: { apns: { heliograph: { stepUp: {} } } } }, 'overrides.apns.heliograph'],
    ['APNs members by a dot', { overrides: { apns: { 'heliograph.stepUp': {} } } }, 'overrides.apns.heliograph.stepUp'],
    [
      'APNs’ category',
      { overrides: { apns: { aps: { category: 'HELIOGRAPH_STEP_UP' } } } },
      'overrides.apns.aps.category',
    ],
    [
      'FCM’s data',
      { overrides: { fcm: { data: { 'heliograph.stepUp': '{}' } } } },
      'overrides.fcm.data.heliograph.stepUp',
    ],
    ['Android’s data', { overrides: { fcm: { android: { data: { x: '1' } } } } }, 'overrides.fcm.android.data'],
    ['webpush data', { overrides: { fcm: { webpush: { data: { x: '1' } } } } }, 'overrides.fcm.webpush.data'],
    [
      'Android’s channel',
      { overrides: { fcm: { android: { notification: { channel_id: 'HELIOGRAPH_STEP_UP' } } } } },
      'overrides.fcm.android.notification.channel_id',
    ],
    [
      'Android’s action',
      { overrides: { fcm: { android: { notification: { click_action: 'heliograph_step_up' } } } } },
      'overrides.fcm.android.notification.click_action',
    ],
    [
      'Android’s channel, in FCM’s other form',
      { overrides: { fcm: { android: { notification: { channelId: 'HELIOGRAPH_STEP_UP' } } } } },
      'overrides.fcm.android.notification.channelId',
    ],
    [
      'Android’s action, in FCM’s other form',
      { overrides: { fcm: { android: { notification: { clickAction: 'HELIOGRAPH_STEP_UP' } } } } },
      'overrides.fcm.android.notification.clickAction',
    ],
    [
      'an APNs payload through FCM',
      { overrides: { fcm: { apns: { payload: { heliograph: { stepUp: {} } } } } } },
      'overrides.fcm.apns.payload.heliograph',
    ],
    [
      'an APNs category through FCM',
      { overrides: { fcm: { apns: { payload: { aps: { category: 'HELIOGRAPH_STEP_UP' } } } } } },
      'overrides.fcm.apns.payload.aps.category',
    ],
  ];

  it.each(forged)('cannot be given as %s', (_, given, field) => {
    expect(validateContent({ title: 'Hi', ...given }, false)?.errorInfo.field).toBe(`input.content.${field}`);
  });

  it('is not in whatever is accepted', () => {
    const name = fc.constantFrom(
      'heliograph',
      'heliograph.stepUp',
      'HELIOGRAPH_STEP_UP',
      'aps',
      'data',
      'category',
      'x',
    );
    const { members } = fc.letrec((tie) => ({
      members: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      value: fc.oneof({ maxDepth: 4 }, name, tie('members'), tie('members')),
    }));
    fc.assert(
      fc.property(members, members, fc.option(fc.dictionary(name, name)), name, (apns, fcm, data, category) => {
        const overrides = { apns, fcm } as NonNullable<MessageContent['overrides']>;
        const given: MessageContent = { ...content, category, data, overrides };
        if (validateContent(given, false) !== null) return;
        for (const platform of ['APNS', 'FCM'] as const) {
          const own = render(platform, content);
          for (const [path, value] of leavesOf(render(platform, given))) {
            if (!path.toLowerCase().includes('"heliograph')) continue;
            expect([path, value]).toEqual([path, leavesOf(own).get(path)]);
          }
          expect(JSON.stringify(render(platform, given))).not.toMatch(/"(category|channel_id)":"HELIOGRAPH_/);
        }
      }),
    );
  });

  it('is refused in no text that only begins so', () => {
    const texts = { title: 'HELIOGRAPH_STEP_UP', sound: 'heliograph.wav', thread: 'heliograph' };
    const overrides = { apns: { aps: { alert: { body: 'heliograph' }, 'thread-id': 'HELIOGRAPH_X' } } };
    expect(validateContent({ ...texts, overrides }, false)).toBeNull();
  });
});
