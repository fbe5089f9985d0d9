import type { DeliveryReason, DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';
import type { CanaryTokens } from './canaryToken.ts';
import { canaryUser } from './canaryUser.ts';

/** A delivery of the canary's, as the ledger has it. */
export interface CanaryDelivery {
  readonly platform: PushPlatform;
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason | null;
  /** `at`: ISO 8601. */
  readonly transitions: readonly { readonly status: DeliveryStatus; readonly at: string }[];
}

/** A message of the canary's, as the API has it. */
export interface SentCanary {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly audience: { readonly userIds?: readonly string[] | null };
  readonly deliveries: { readonly nodes: readonly CanaryDelivery[] };
  /** What the stream of deliveries counted. */
  readonly progress: Readonly<Record<'providerAccepted' | 'received' | 'opened' | 'failed', number>>;
}

/** What became of the canary of one platform. */
export interface CanaryVerdict {
  readonly platform: PushPlatform;
  readonly messageId: string;
  /** Milliseconds until the push service answered, as it should. Null if it did not. */
  readonly answeredAfter: number | null;
  /** Undefined without a delivery. */
  readonly status: DeliveryStatus | undefined;
  readonly reason: DeliveryReason | undefined;
}

const answered: readonly DeliveryStatus[] = ['PROVIDER_ACCEPTED', 'RECEIVED', 'OPENED', 'FAILED'];
const MINUTE = 60_000;
/** The time for an answer: ten minutes. Runs may begin seconds early. */
const WAIT = 9.5 * MINUTE;
/** The run before judged what is this old. */
const JUDGED = WAIT + 5 * MINUTE;

/**
 * Returns a verdict for each platform of the message whose time for an answer has just passed, none where there is no
 * such message. The push service must take the push. Of a dead token it may also say that it is dead: either shows that
 * messages get there, and answers back. What the ledger has must be counted too.
 */
export function judgeCanary(
  sent: readonly SentCanary[],
  platforms: readonly PushPlatform[],
  tokens: CanaryTokens,
  now: number,
): readonly CanaryVerdict[] {
  const age = ({ createdAt }: SentCanary) => now - Date.parse(createdAt);
  const message = sent.filter((one) => age(one) >= WAIT && age(one) < JUDGED).toSorted((a, b) => age(a) - age(b))[0];
  if (message === undefined) return [];
  const counted = isCounted(message);
  return platforms
    .filter((platform) => message.audience.userIds?.includes(canaryUser(platform)))
    .map((platform) => {
      const delivery = message.deliveries.nodes.find((one) => one.platform === platform);
      const good = counted && delivery !== undefined && isGood(delivery, tokens[platform] === undefined);
      const answer = delivery?.transitions.find(({ status }) => status === 'PROVIDER_ACCEPTED' || status === 'FAILED');
      return {
        platform,
        messageId: message.id,
        answeredAfter: good ? Date.parse(answer?.at ?? message.createdAt) - Date.parse(message.createdAt) : null,
        status: delivery?.status,
        reason: delivery?.reason ?? undefined,
      };
    });
}

function isGood({ status, reason }: CanaryDelivery, isDead: boolean): boolean {
  if (status === 'FAILED') return isDead && reason === 'INVALID_TOKEN';
  return status === 'PROVIDER_ACCEPTED' || status === 'RECEIVED' || status === 'OPENED';
}

/** Nothing else shows that the stream of deliveries is not read at all. */
function isCounted({ deliveries, progress }: SentCanary): boolean {
  const { providerAccepted, received, opened, failed } = progress;
  const ended = deliveries.nodes.filter(({ status }) => answered.includes(status));
  return providerAccepted + received + opened + failed >= ended.length;
}
