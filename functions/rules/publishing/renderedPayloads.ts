// Runs in APPSYNC_JS too.
import { byteLength } from '#language';
import type { PlatformPayload, PushPlatform } from '../../../schema/generated/types.ts';
import { isOrdered, positionOf } from '../ordering/messageGroups.ts';
import type { Refusal } from '../Refusal.ts';
import { chooseText, type ShownText } from './chooseText.ts';
import type { MessageContent } from './MessageContent.ts';
import { payloadLimits } from './messageLimits.ts';
import type { GivenMessage } from './readMessage.ts';
import { renderPayload } from './renderPayload.ts';

const platforms: PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** The longest ids: a payload that fits with them fits for every device. */
const longestMessageId = '00000000000000000000000000';
const longestDeviceId =
  '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000';

const longestSequence = positionOf(0, longestMessageId);

/**
 * Returns the payload of each platform for a device with this text, with the longest ids.
 * `ordered`: the message has a message group.
 */
export function renderedPayloads(
  { content, options }: Pick<GivenMessage, 'content' | 'options'>,
  text: ShownText,
  ordered: boolean,
): PlatformPayload[] {
  return platforms.map((platform) => {
    const rendered = renderPayload(platform, {
      content,
      options,
      text,
      messageId: longestMessageId,
      deliveryId: `${longestMessageId}.${longestDeviceId}`,
      timeToLive: options.timeToLive,
      sequence: ordered ? longestSequence : null,
    });
    const payload = JSON.stringify(rendered);
    const size = byteLength(payload);
    const limit = payloadLimits[platform];
    return { platform, payload, size, limit, withinLimit: size <= limit };
  });
}

/** Returns `MessageTooLarge` for the first payload of any language that is over its platform's limit, or null. */
export function validateSize(given: GivenMessage): Refusal | null {
  const ordered = isOrdered(given);
  const oversized = everyText(given.content)
    .flatMap((text) => renderedPayloads(given, text, ordered))
    .find((payload) => !payload.withinLimit);
  if (!oversized) return null;
  const { platform, limit, size } = oversized;
  return {
    errorType: 'MessageTooLarge',
    message: `The message is ${size} bytes for ${platform}, which takes at most ${limit}; previewPublish shows it.`,
    errorInfo: { field: 'input.content', platform, limit, size },
  };
}

/** Returns the texts that devices of every language would show. */
function everyText(content: MessageContent): ShownText[] {
  const locales = [null, ...(content.localizations ?? []).map((localization) => localization.locale)];
  return locales.map((locale) => chooseText(content, locale));
}
