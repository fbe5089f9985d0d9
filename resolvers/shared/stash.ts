import type { Context } from '@aws-appsync/utils';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import type { Key } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { BatchEntry } from '../../functions/rules/publishing/prepareMessage.ts';
import type { GivenMessage } from '../../functions/rules/publishing/readMessage.ts';
import type {
  StepUpGrantRow,
  StepUpGroupRow,
  StepUpRule,
  StepUpSettingRow,
} from '../../functions/rules/stepUp/StepUpRows.ts';
import type { SettingChange } from '../../functions/rules/stepUp/settingChange.ts';
import type { WantedSubscription } from '../../functions/rules/topics/subscriptionAfter.ts';
import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import type { SubscriberSettings, TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { TopicWork } from '../../functions/topics/createOrDeleteTopic.handler.ts';
import type { SubscriberKey } from '../../functions/topics/SubscriberStore.ts';
import type { InboxItem, StepUpMethod } from '../../schema/generated/types.ts';
import type { AlsoRead } from './alsoRead.ts';
import type { Connection } from './connection.ts';
import type { DeliveryItem } from './deliveryOf.ts';
import type { InboxRange } from './inbox.ts';
import { refuseNow } from './refuseUnavailable.ts';
import type { StepUpSubject } from './stepUpSubject.ts';
import type { SubscriberEndpoint } from './subscriberEndpoint.ts';
import type { PartName } from './transaction.ts';

/**
 * What a field's resolver and its steps hand on to each other. Only this module touches `ctx.stash`.
 * Each key says who writes it → who reads it. It is absent until its writer has run.
 */
export interface Stash {
  // Step-up, for every field with the step `guard`.

  /**
   * Canonical arguments. Resolver → `guard`, `openChallenge`, and the grant's and the record's part of a transaction.
   */
  arguments?: string;
  /** The operation that a service asks about, in place of the field. `askForService` → `operationOf`. */
  operation?: string;
  /** The role of the service that asks. Its proofs are its own. `askForService` → `askedOperation`. */
  service?: string;
  /** What the user is asked to approve, if the field's arguments do not say. `askForService` → `openChallenge`. */
  summary?: string;
  /** The user that a service asks about, in place of the caller. `askForService` → `stepUpSubject`. */
  subject?: StepUpSubject;
  /** Keys that `guard` reads besides its own, by table. `alsoRead` → `guard`. */
  alsoRead?: AlsoRead;
  /** The rows found of `alsoRead`, by table. `guard` → `rowsAlsoRead`. */
  read?: Record<string, unknown[]>;
  /** The grant that allows the call. `guard` → the step that writes. */
  grant?: Grant;
  /** The challenge to open, where the call is refused. `guard` → `openChallenge`. */
  challenge?: NewChallenge;

  // Transactions.

  /** The names of a transaction's parts, in order. `transaction` → `refusedPart`, in the same step. */
  parts?: PartName[];

  // Idempotency, for every field that takes a key.

  /** Where the call's record is. `lookForReplay` → `guard`. */
  recordKey?: Key;
  /**
   * What the first call made, a message, topic or redelivery, where this call repeats it. `replay` → later steps, the
   * field's answer.
   */
  madeId?: string;

  // Messages.

  /** The message to show. `Query.previewPublish` → `renderPreview`. */
  previewed?: Pick<GivenMessage, 'content' | 'options'>;
  /** What the caller gave. `Mutation.publish` → `judgeMessage`, `draftMessage`. */
  given?: GivenMessage;
  /**
   * The message to accept, `draftMessage` → `acceptMessage`; or one the caller may see, `ownsMessage` → later steps.
   */
  message?: MessageRow | null;
  /** `Mutation.publishBatch` → `acceptBatch`. */
  entries?: BatchEntry[];

  /** The redelivery that was accepted. `acceptRedelivery` → `readReplayedRedelivery`. */
  redelivery?: RedeliveryRow;

  // Platforms.

  /**
   * The platform as it becomes. `changePlatform` → `holdPlatform`, `releasePlatform`, the field's answer. Absent after
   * them for one that was never held.
   */
  platform?: PlatformRow | null;

  // Topics.

  /** The topic to make. `Mutation.createTopic` → `acceptTopic`. */
  topic?: TopicRow;
  /** What SNS has to do about a topic. `acceptTopic`, `closeTopic` → `createOrDeleteTopic`. */
  topicWork?: TopicWork;
  /** The topic as it becomes. `updateTopic` → `Mutation.updateTopic`. */
  updatedTopic?: TopicRow;
  /** What the user wants. `Mutation.subscribeToTopic` → its step. */
  wantedSubscription?: WantedSubscription;
  /** The subscription as it is now. `subscribeToTopic`, `decideTopicSubscription` → the field's answer. */
  subscription?: TopicSubscriptionRow;
  /** The subscriber to add. `Mutation.addTopicSubscriber` → `acceptSubscriber`. */
  subscriber?: TopicSubscriberRow;
  /** What a subscriber is to have. `judgeSubscriber` → `acceptSubscriber`, `changeSubscriber`. */
  subscriberSettings?: SubscriberSettings;
  /**
   * The endpoint to add, change, remove, or send to. Its mutations → `judgeSubscriber`, `changeSubscriber`,
   * `closeSubscriber`, `acceptSubscriberRedelivery`.
   */
  endpoint?: SubscriberEndpoint;
  /** The subscriber about which SNS has something to do. The three steps that write it → `applySubscriber`. */
  subscriberKey?: SubscriberKey;
  /** `listSubscribers`, `applySubscriber` → `readSubscriberStates`, the field's answer. */
  subscribers?: TopicSubscriberRow[];
  /** DynamoDB's, where more subscribers follow. `listSubscribers` → `Query.topicSubscribers`. */
  nextToken?: string | null;

  // Step-up settings.

  /** The operations that a setting names. `refuseTarget`, `refuseOperations` → `judgeOperations`. */
  named?: { readonly field: string; readonly operations: readonly string[]; readonly ownReads: boolean };
  /** What the call does to settings. `announceChange` → `guard`. */
  change?: SettingChange;
  /** The setting to write. `Mutation.putStepUpSetting` → its step. */
  setting?: StepUpSettingRow | StepUpGroupRow;

  // The inbox.

  /** When the inbox was looked at, ISO 8601. `Query.inbox`: request → response. */
  asOf?: string;
  /** The page, its edges still without their messages. `listInbox` → `readInboxMessages`. */
  page?: Connection<DeliveryItem>;
  /** `readInboxMessages`, `readHolds` → `Query.inbox`. */
  inbox?: Connection<InboxItem>;
  /** The page's messages that a device of the user opened. `listInbox`, `readCutMessages` → `readInboxMessages`. */
  opened?: Record<string, boolean>;
  /** Messages to whose other devices the page does not reach. `listInbox` → `readCutMessages`. */
  cut?: InboxRange;
}

/** A grant that the call spends, by its key. */
export interface Grant extends Key {
  readonly challengeId: string;
  readonly method: StepUpMethod | undefined;
}

/** A challenge that is to be opened. */
export interface NewChallenge {
  readonly rule: StepUpRule;
  /** Answers already given that still count. */
  readonly attempts: number;
  /** The challenge in the way, as `guard` read it; null where there is no row. */
  readonly replaces: Pick<StepUpGrantRow, 'challengeId' | 'status' | 'attempts'> | null;
}

/** Returns the call's stash, to read from and to write to. */
export function stashOf(ctx: Context): Stash {
  return ctx.stash;
}

/** Returns what an earlier step left under the name. Ends with `Unavailable` where the pipeline has no such step. */
export function stashed<Name extends keyof Stash>(ctx: Context, name: Name): NonNullable<Stash[Name]> {
  const value = stashOf(ctx)[name];
  if (value === undefined || value === null) refuseNow(ctx, `no ${name} was stashed`);
  return value;
}
