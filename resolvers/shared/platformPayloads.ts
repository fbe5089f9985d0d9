import type { ShownText } from '../../functions/rules/publishing/chooseText.ts';
import type { DeliveryOptions, MessageContent } from '../../functions/rules/publishing/MessageContent.ts';
import { everyText, renderedPayloads } from '../../functions/rules/publishing/renderedPayloads.ts';
import type { PlatformPayload } from '../../schema/generated/types.ts';
import { utf8Length } from './utf8Length.ts';

/** What each platform would be handed for a device with this text, and how large it is with the longest ids. */
export function platformPayloads(
  content: MessageContent,
  options: DeliveryOptions,
  text: ShownText,
  ordered: boolean,
): PlatformPayload[] {
  return renderedPayloads(content, options, text, ordered).map(({ platform, payload, limit }) => {
    const size = utf8Length(payload);
    return { platform, payload, size, limit, withinLimit: size <= limit };
  });
}

/** The first payload of any language that is over its limit, or undefined where all fit. */
export function oversizedPayload(
  content: MessageContent,
  options: DeliveryOptions,
  ordered: boolean,
): PlatformPayload | undefined {
  return everyText(content)
    .flatMap((text) => platformPayloads(content, options, text, ordered))
    .find((payload) => !payload.withinLimit);
}
