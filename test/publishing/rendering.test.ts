import { describe, expect, it } from 'vitest';
import { chooseText } from '../../functions/rules/publishing/chooseText.ts';
import type { DeliveryOptions, MessageContent } from '../../functions/rules/publishing/MessageContent.ts';
import { renderPayload } from '../../functions/rules/publishing/renderPayload.ts';

const alert: DeliveryOptions = { timeToLive: 60, priority: 'NORMAL', pushType: 'ALERT' };

function render(platform: 'APNS' | 'FCM', content: MessageContent, options: Partial<DeliveryOptions> = {}): unknown {
  return renderPayload(platform, {
    content,
    options: { ...alert, ...options },
    text: chooseText(content, null),
    messageId: 'm',
    deliveryId: 'm.d',
    sequence: null,
    timeToLive: 60,
  });
}

describe('chooseText', () => {
  const content = {
    title: 'Hello',
    body: 'World',
    localizations: [
      { locale: 'de', title: 'Hallo', body: 'Welt' },
      { locale: 'de-CH', title: 'Grüezi' },
      { locale: 'pt-BR', title: 'Olá' },
      { locale: 'fr_CA', title: 'Bonjour' },
    ],
  };

  it.each([
    ['de', { title: 'Hallo', body: 'Welt' }],
    ['de-AT', { title: 'Hallo', body: 'Welt' }],
    ['DE_ch_1996', { title: 'Grüezi', body: 'World' }],
    ['pt', { title: 'Hello', body: 'World' }],
    ['fr-CA', { title: 'Bonjour', body: 'World' }],
    ['pt-BR', { title: 'Olá', body: 'World' }],
    ['', { title: 'Hello', body: 'World' }],
    [null, { title: 'Hello', body: 'World' }],
  ])('finds the words for %s', (locale, words) => {
    expect(chooseText(content, locale)).toEqual(words);
  });
});

describe('renderPayload', () => {
  it('says no more than there is to say', () => {
    expect(render('APNS', { title: 'Hi' })).toEqual({
      aps: { alert: { title: 'Hi' } },
      heliograph: { messageId: 'm', deliveryId: 'm.d' },
    });
    expect(render('FCM', { title: 'Hi' })).toEqual({
      notification: { title: 'Hi' },
      data: { 'heliograph.messageId': 'm', 'heliograph.deliveryId': 'm.d' },
      android: { priority: 'normal', ttl: '60s', notification: { tag: 'm' } },
    });
  });

  it('shows nothing in the background', () => {
    const content = { title: 'Hi', body: 'there', sound: 'default', data: { key: 'value' }, badge: 0 };
    expect(render('APNS', content, { pushType: 'BACKGROUND' })).toEqual({
      key: 'value',
      aps: { 'content-available': 1 },
      heliograph: { messageId: 'm', deliveryId: 'm.d' },
    });
    expect(render('FCM', content, { pushType: 'BACKGROUND', priority: 'HIGH' })).toEqual({
      data: { key: 'value', 'heliograph.messageId': 'm', 'heliograph.deliveryId': 'm.d' },
      android: { priority: 'high', ttl: '60s' },
    });
  });

  it('merges overrides, and never loses what acknowledging needs', () => {
    const content = {
      title: 'Hi',
      overrides: {
        apns: { aps: { 'interruption-level': 'time-sensitive' }, extra: [1], heliograph: null },
        fcm: {
          android: { direct_boot_ok: true, ttl: '9s' },
          apns: { headers: {} },
          data: { 'heliograph.messageId': 'x' },
        },
      },
    };
    expect(render('APNS', content)).toEqual({
      aps: { alert: { title: 'Hi' }, 'interruption-level': 'time-sensitive' },
      heliograph: { messageId: 'm', deliveryId: 'm.d' },
      extra: [1],
    });
    expect(render('FCM', content)).toMatchObject({
      android: { priority: 'normal', ttl: '60s', direct_boot_ok: true },
      apns: { headers: {} },
      data: { 'heliograph.messageId': 'm' },
    });
  });

  it('keeps a zero badge, which clears it', () => {
    expect(render('APNS', { title: 'Hi', badge: 0 })).toMatchObject({ aps: { badge: 0 } });
  });
});
