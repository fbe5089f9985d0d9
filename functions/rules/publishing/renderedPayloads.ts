// Runs in APPSYNC_JS too.
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { positionOf } from '../ordering/messageGroups.ts';
import type { Refusal } from '../Refusal.ts';
import { chooseText, type ShownText } from './chooseText.ts';
import type { DeliveryOptions, MessageContent } from './MessageContent.ts';
import { payloadLimits } from './messageLimits.ts';
import { renderPayload } from './renderPayload.ts';

const platforms: PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** As long as ids get: what fits with these fits with every device's. */
const longestMessageId = '00000000000000000000000000';
const longestDeviceId =
  '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000';

const longestSequence = positionOf(0, longestMessageId);

export interface RenderedPayload {
  readonly platform: PushPlatform;
  readonly payload: string;
  /** Bytes of UTF-8 that the platform takes. */
  readonly limit: number;
}

/** What each platform would be handed for a device with this text, with the longest ids. `ordered`: whether the message has a group. */
export function renderedPayloads(
  content: MessageContent,
  options: DeliveryOptions,
  text: ShownText,
  ordered: boolean,
): RenderedPayload[] {
  return platforms.map((platform) => ({
    platform,
    payload: JSON.stringify(
      renderPayload(platform, {
        content,
        options,
        text,
        messageId: longestMessageId,
        deliveryId: `${longestMessageId}.${longestDeviceId}`,
        timeToLive: options.timeToLive,
        sequence: ordered ? longestSequence : null,
      }),
    ),
    limit: payloadLimits[platform],
  }));
}

/** The texts that devices of every language would show. */
export function everyText(content: MessageContent): ShownText[] {
  const locales = [null, ...(content.localizations ?? []).map((localization) => localization.locale)];
  return locales.map((locale) => chooseText(content, locale));
}

export function messageTooLarge(platform: PushPlatform, limit: number, size: number): Refusal {
  return {
    errorType: 'MessageTooLarge',
    message: `The message is ${size} bytes for ${platform}, which takes at most ${limit}; previewPublish shows it.`,
    errorInfo: { field: 'input.content', platform, limit, size },
  };
}
