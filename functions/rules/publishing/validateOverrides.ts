// Runs in APPSYNC_JS too: no regular expressions, no includes, no recursion.
import { levels, type Member, membersOf } from '../members.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { isMembers } from './isMembers.ts';
import type { JsonMembers, MessageContent } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { isReservedCategory, isReservedName } from './reserved.ts';

const fcmReservedKeys = ['from', 'message_type'];
const fcmReservedPrefixes = ['google', 'gcm'];
/** FCM's members for a message's target. SNS sets them. */
const fcmTargets = ['token', 'topic', 'condition'];
/** Their `data` would take the place of the message's (Firebase: REST Resource projects.messages). */
const fcmPlatforms = ['android', 'webpush'];
/** Where the platforms take a category. FCM takes both forms of its names (Protocol Buffers: ProtoJSON Format). */
const categories = ['category', 'channel_id', 'channelId', 'click_action', 'clickAction'];

/** Returns the first refusal of a message's overrides, or null. */
export function validateOverrides({ overrides }: MessageContent): Refusal | null {
  const { apns, fcm } = overrides ?? {};
  return validateApns('input.content.overrides.apns', apns) ?? validateFcm('input.content.overrides.fcm', fcm);
}

function validateApns(field: string, apns: JsonMembers | null | undefined): Refusal | null {
  if (apns === null || apns === undefined) return null;
  if (!isMembers(apns)) return notObject(field);
  // APNs sends nothing without `aps`.
  if (Object.hasOwn(apns, 'aps') && !isMembers(apns.aps)) return notObject(`${field}.aps`);
  return validateReserved(field, apns);
}

function validateFcm(field: string, fcm: JsonMembers | null | undefined): Refusal | null {
  if (fcm === null || fcm === undefined) return null;
  if (!isMembers(fcm)) return notObject(field);
  const target = fcmTargets.find((name) => Object.hasOwn(fcm, name));
  if (target !== undefined) return invalidInput(field, `with ${target}`, `members other than ${fcmTargets.join(', ')}`);
  const other = fcmPlatforms.find((name) => Object.hasOwn((fcm[name] ?? {}) as JsonMembers, 'data'));
  if (other !== undefined) return invalidInput(`${field}.${other}.data`, 'given', `${field}.data in its place`);
  const { android, data } = fcm;
  // It carries the time to live.
  if (android !== null && android !== undefined && !isMembers(android)) return notObject(`${field}.android`);
  return validateFcmData(`${field}.data`, data) ?? validateReserved(field, fcm);
}

/**
 * SNS or FCM refuse the whole message for these.
 * https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#Message
 */
function validateFcmData(field: string, data: unknown): Refusal | null {
  if (data === null || data === undefined) return null;
  if (!isMembers(data)) return invalidInput(field, 'not a JSON object', 'a JSON object of strings');
  const reserved = Object.keys(data).find(
    (key) => fcmReservedKeys.indexOf(key) >= 0 || fcmReservedPrefixes.some((prefix) => key.startsWith(prefix)),
  );
  if (reserved !== undefined) {
    const limit = `keys that are not reserved (${fcmReservedKeys.join(', ')}, ${fcmReservedPrefixes.join('…, ')}…)`;
    return invalidInput(field, `with the key “${reserved.slice(0, messageLimits.dataKey)}”`, limit);
  }
  const notText = Object.keys(data).find((key) => typeof data[key] !== 'string');
  if (notText === undefined) return null;
  return invalidInput(`${field}.${notText.slice(0, messageLimits.dataKey)}`, 'not a string', 'strings alone');
}

/** Returns the refusal of what an app would take for Heliograph's own, on whatever level it is, or null. */
function validateReserved(field: string, overrides: JsonMembers): Refusal | null {
  let open: Member[] = [{ field, name: '', value: overrides }];
  for (const _level of levels) {
    open = open.flatMap((member) => membersOf(member));
    const reserved = open.find(({ name, value }) =>
      categories.indexOf(name) >= 0 ? isReservedCategory(value) : isReservedName(name),
    );
    if (reserved) return invalidInput(reserved.field, 'reserved', 'none that begins with heliograph');
  }
  return null;
}

function notObject(field: string): Refusal {
  return invalidInput(field, 'not a JSON object', 'a JSON object');
}
