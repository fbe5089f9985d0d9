// Runs in APPSYNC_JS too, so that what previewPublish shows and publish measures is what functions send.
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { levels } from '../members.ts';
import type { ShownText } from './chooseText.ts';
import { collapseIdOf } from './collapseIdOf.ts';
import { isMembers } from './isMembers.ts';
import type { DeliveryOptions, JsonMembers, MessageContent } from './MessageContent.ts';

export interface RenderInput {
  readonly content: MessageContent;
  readonly options: DeliveryOptions;
  readonly text: ShownText;
  readonly messageId: string;
  /** Null for a topic's message, which has no delivery of its own on each device. */
  readonly deliveryId: string | null;
  /** Seconds left to live. */
  readonly timeToLive: number;
  /** By which apps can order the messages of a group; null for a message without a group. */
  readonly sequence: string | null;
}

/** Returns what is handed to the push service: the APNs payload, or FCM v1's `message`. */
export function renderPayload(platform: PushPlatform, input: RenderInput): JsonMembers {
  return platform === 'FCM' ? renderFcm(input) : renderApns(input);
}

/** Apple: Generating a remote notification. */
function renderApns({ content, options, text, messageId, deliveryId, sequence }: RenderInput): JsonMembers {
  const shown = options.pushType === 'ALERT';
  const aps = shown
    ? withoutNulls({
        alert: withoutNulls({ title: text.title, body: text.body }),
        badge: content.badge,
        sound: content.sound,
        category: content.category,
        'thread-id': content.thread,
        // A notification service extension fetches the image.
        'mutable-content': content.image ? 1 : null,
      })
    : // Apple, "Pushing background updates to your App": nothing else that the user would notice, a badge neither.
      { 'content-available': 1 };
  const { deepLink, image } = content;
  const heliograph = withoutNulls({ messageId, deliveryId, sequence, deepLink, image });
  return { ...merged({ ...(content.data ?? {}), aps }, content.overrides?.apns), heliograph };
}

/** Firebase: REST Resource projects.messages. `data` holds strings alone. */
function renderFcm({ content, options, text, messageId, deliveryId, timeToLive, sequence }: RenderInput): JsonMembers {
  const shown = options.pushType === 'ALERT';
  const ids = withoutNulls({
    'heliograph.messageId': messageId,
    'heliograph.deliveryId': deliveryId,
    'heliograph.sequence': sequence,
    'heliograph.deepLink': content.deepLink,
    // FCM has no member for it: on Android the app groups notifications as it shows them.
    'heliograph.thread': content.thread,
  });
  const ttl = `${timeToLive}s`;
  const message = withoutNulls({
    notification: shown ? withoutNulls({ title: text.title, body: text.body, image: content.image }) : null,
    data: content.data,
    android: withoutNulls({
      priority: options.priority === 'HIGH' ? 'high' : 'normal',
      collapse_key: options.collapseId,
      notification: shown
        ? // The tag replaces what is shown already, as apns-collapse-id does; the collapse key only what has not arrived.
          withoutNulls({ sound: content.sound, channel_id: content.category, tag: collapseIdOf(options, messageId) })
        : null,
    }),
  });
  const result = merged(message, content.overrides?.fcm);
  // Acknowledgement and expiry depend on these.
  return { ...result, data: { ...membersOf(result.data), ...ids }, android: { ...membersOf(result.android), ttl } };
}

interface Merge {
  readonly into: Record<string, unknown>;
  readonly from: JsonMembers;
}

/**
 * Returns the payload with its overrides. They replace members, and merge where both sides have an object, all the way
 * down. It goes level by level, since APPSYNC_JS has no recursion.
 */
function merged(payload: JsonMembers, overrides: JsonMembers | null | undefined): JsonMembers {
  const result: Record<string, unknown> = { ...payload };
  let open: Merge[] = [{ into: result, from: overrides ?? {} }];
  for (const _level of levels) {
    open = open.flatMap(({ into, from }) =>
      Object.entries(from).flatMap(([name, value]): Merge[] => {
        const present = into[name];
        if (!isMembers(present) || !isMembers(value)) {
          into[name] = value;
          return [];
        }
        const copy: Record<string, unknown> = { ...present };
        into[name] = copy;
        return [{ into: copy, from: value }];
      }),
    );
  }
  return result;
}

function membersOf(value: unknown): JsonMembers {
  return isMembers(value) ? value : {};
}

function withoutNulls(members: JsonMembers): JsonMembers {
  const kept: Record<string, unknown> = {};
  Object.entries(members).forEach(([name, value]) => {
    if (value !== null && value !== undefined && JSON.stringify(value) !== '{}') kept[name] = value;
  });
  return kept;
}
