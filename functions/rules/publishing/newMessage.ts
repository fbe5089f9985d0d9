// Runs in APPSYNC_JS too.
import { isoTime } from '#language';
import { isCanary } from '../canary/canaryUser.ts';
import { isOrdered, positionOf } from '../ordering/messageGroups.ts';
import type { Refusal } from '../Refusal.ts';
import { firstLook } from '../sweep/dueTimes.ts';
import type { MessageRow } from './MessageRow.ts';
import type { GivenMessage } from './readMessage.ts';
import { validateSize } from './renderedPayloads.ts';
import { scheduleOf, validateSchedule } from './scheduleOf.ts';
import { timeShard } from './timeIndex.ts';
import type { MessageAudience } from './validateAudience.ts';

/** What a message is made of besides what its publisher gave. */
export interface MessageFacts {
  /** A ULID. */
  readonly id: string;
  readonly publisherId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Returns the refusal of an input that `validateMessage` accepted, or null: the message is too large, or too far ahead.
 * `now`: milliseconds since the epoch.
 */
export function validateNewMessage(given: GivenMessage, now: number): Refusal | null {
  return validateSize(given) ?? validateSchedule(now, given.scheduledAt);
}

/** Returns the message that accepting it writes. */
export function newMessage(given: GivenMessage, { id, publisherId, now }: MessageFacts): MessageRow {
  const { audience, content, options, reporting } = given;
  const { scheduledAt, expiresAt, ttl } = scheduleOf(now, given.scheduledAt, options.timeToLive);
  return {
    id,
    publisherId,
    status: scheduledAt === null ? 'ACCEPTED' : 'SCHEDULED',
    content,
    options,
    audience,
    reporting,
    ...(isForCanary(audience) ? {} : { timeShard: timeShard(id) }),
    createdAt: isoTime(now),
    expiresAt: isoTime(expiresAt),
    ttl,
    ...firstLook(id, scheduledAt ?? now),
    ...(isOrdered(given) ? { sequence: positionOf(scheduledAt ?? now, id) } : {}),
    ...(scheduledAt === null ? {} : { scheduledAt: isoTime(scheduledAt) }),
  };
}

/** The canary's messages are hundreds a day: `allMessages` leaves them out, unless their publisher is named. */
function isForCanary({ userIds }: MessageAudience): boolean {
  return userIds?.every((id) => isCanary(id)) ?? false;
}
