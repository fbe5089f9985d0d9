import type { ShownText } from '../../functions/domain/message/chooseText.ts';
import { chooseText } from '../../functions/domain/message/chooseText.ts';
import type { DeliveryOptions, MessageContent } from '../../functions/domain/message/MessageContent.ts';
import { payloadLimits } from '../../functions/domain/message/messageLimits.ts';
import { renderPayload } from '../../functions/domain/message/renderPayload.ts';
import type { PlatformPayload, PushPlatform } from '../../schema/generated/types.ts';
import { utf8Length } from './utf8Length.ts';

const platforms: PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** As long as ids get: what fits with these fits with every device's. */
const longestMessageId = '00000000000000000000000000';
const longestDeviceId =
  '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000';

/** What each platform would be handed for a device with this text, and how large it is with the longest ids. */
export function platformPayloads(
  content: MessageContent,
  options: DeliveryOptions,
  text: ShownText,
): PlatformPayload[] {
  return platforms.map((platform) => {
    const payload = JSON.stringify(
      renderPayload(platform, {
        content,
        options,
        text,
        messageId: longestMessageId,
        deliveryId: `${longestMessageId}.${longestDeviceId}`,
        timeToLive: options.timeToLive,
      }),
    );
    const size = utf8Length(payload);
    const limit = payloadLimits[platform];
    return { platform, payload, size, limit, withinLimit: size <= limit };
  });
}

/** The largest payload of any language that is over its limit, or undefined where all fit. */
export function oversizedPayload(content: MessageContent, options: DeliveryOptions): PlatformPayload | undefined {
  const locales = [null, ...(content.localizations ?? []).map((localization) => localization.locale)];
  return locales
    .flatMap((locale) => platformPayloads(content, options, chooseText(content, locale)))
    .find((payload) => !payload.withinLimit);
}
