export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSEmail: { input: string; output: string; }
  AWSIPAddress: { input: string; output: string; }
  AWSJSON: { input: string; output: string; }
  AWSPhone: { input: string; output: string; }
  AWSTime: { input: string; output: string; }
  AWSTimestamp: { input: number; output: number; }
  AWSURL: { input: string; output: string; }
};

/**
 * A `Message` without `progress` and `deliveries`, which have resolvers of their own: AppSync runs at most 100 a request,
 * and a batch has up to 100 messages. `message` and `messages` tell how it goes on.
 */
export type AcceptedMessage = {
  readonly audience: Audience;
  readonly body: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['AWSDateTime']['output'];
  readonly data: Maybe<Scalars['AWSJSON']['output']>;
  readonly duplicateOf: Maybe<Scalars['ID']['output']>;
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly publication: Maybe<TopicPublication>;
  readonly publisherId: Scalars['ID']['output'];
  readonly reporting: Reporting;
  readonly scheduledAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly status: MessageStatus;
  readonly title: Maybe<Scalars['String']['output']>;
};

export type AcknowledgeDeliveryInput = {
  /** From the push payload: `heliograph.deliveryId`. */
  readonly deliveryId: Scalars['ID']['input'];
  /** `RECEIVED` or `OPENED`. */
  readonly status: AcknowledgedStatus;
};

export type AcknowledgeDeliveryPayload = {
  readonly delivery: Delivery;
};

export type AcknowledgedStatus =
  | 'OPENED'
  | 'RECEIVED';

export type AddTopicSubscriberInput = {
  /** For web hooks. Without it SNS repeats three times, 20 seconds apart. */
  readonly delivery?: InputMaybe<HttpsDeliveryInput>;
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `subscribeToTopic`. Without it the subscriber gets all messages. */
  readonly filterPolicy?: InputMaybe<Scalars['AWSJSON']['input']>;
  /**
   * `MESSAGE_BODY` needs a filter policy, and is not for mailboxes. Its policy may nest objects, such as
   * `{"data": {"kind": ["order"]}}`: at most 5 names at the top, and in the combinations a value counts once for each
   * level.
   */
  readonly filterPolicyScope?: InputMaybe<FilterPolicyScope>;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Without SNS's envelope and signature. For queues and web hooks. */
  readonly rawDelivery?: InputMaybe<Scalars['Boolean']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type AddTopicSubscriberPayload = {
  /** Whether this is the answer to an earlier call with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  readonly subscriber: TopicSubscriber;
};

export type ApnsAddressInput = {
  /** Whether the build uses the development environment (`aps-environment: development`). */
  readonly sandbox?: InputMaybe<Scalars['Boolean']['input']>;
  /** The device token in hexadecimal: an even number of 2–400 digits. */
  readonly token: Scalars['String']['input'];
};

export type ApproveStepUpInput = {
  readonly approve: Scalars['Boolean']['input'];
  readonly challengeId: Scalars['ID']['input'];
  /** The two digits of the waiting screen. Not needed to deny. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** From the push: `heliograph.stepUp`. */
  readonly secret: Scalars['String']['input'];
};

/** The recipients of a message. Exactly one member is set. */
export type Audience = {
  readonly deviceIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly platform: Maybe<PushPlatform>;
  readonly topic: Maybe<TopicAudience>;
  readonly userIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

/** The recipients of a message. A tagged union: give exactly one member. */
export type AudienceInput = {
  /**
   * Device ids. 1–90, distinct. Each is its owner's when the message is accepted. If the device is another user's when the
   * message is sent, it does not get it: its delivery is `SUPPRESSED` (`DEVICE_GONE`).
   */
  readonly deviceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every enabled device of one push platform. */
  readonly platform?: InputMaybe<PushPlatform>;
  /** The subscribers of a topic. Subscribers of a standard topic get the text without localizations. */
  readonly topic?: InputMaybe<TopicAudienceInput>;
  /** Cognito `sub`s. The message goes to every enabled device of these users. 1–90, distinct. */
  readonly userIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** Who acted, and by which token. */
export type AuditActor = {
  /** The app client of the access token. Null for a role. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** Cognito `sub`, or a role's ARN. */
  readonly id: Scalars['ID']['output'];
  /** The ARN of the role's session. Null for a user. */
  readonly sessionArn: Maybe<Scalars['String']['output']>;
  /** The token's `origin_jti`, which all tokens of a sign-in share. Null for a role. */
  readonly signInId: Maybe<Scalars['ID']['output']>;
  /** The access token's `jti`. Null for a role. */
  readonly tokenId: Maybe<Scalars['ID']['output']>;
  /** Cognito username. Null for a role. */
  readonly username: Maybe<Scalars['String']['output']>;
};

/** A member of the target. `before` null: it had none. `after` null: it has none any more. */
export type AuditChange = {
  readonly after: Maybe<Scalars['AWSJSON']['output']>;
  readonly before: Maybe<Scalars['AWSJSON']['output']>;
  readonly name: Scalars['String']['output'];
};

export type AuditLogConnection = {
  readonly edges: ReadonlyArray<AuditLogEdge>;
  readonly nodes: ReadonlyArray<AuditLogEntry>;
  readonly pageInfo: PageInfo;
};

export type AuditLogEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: AuditLogEntry;
};

/** One act. It has no token, no secret and no text of a message. */
export type AuditLogEntry = {
  readonly actor: AuditActor;
  readonly at: Scalars['AWSDateTime']['output'];
  /** The step-up challenge whose proof was spent. Null if none was. */
  readonly challengeId: Maybe<Scalars['ID']['output']>;
  /** What differs since. Empty for an act that changes no setting, such as handing over kept messages. */
  readonly changes: ReadonlyArray<AuditChange>;
  readonly id: Scalars['ID']['output'];
  /** The field that was called, such as `Mutation.deleteTopic`. */
  readonly operation: Scalars['String']['output'];
  /**
   * `topic/<id>`, `topicSubscriber/<topic's id>/<protocol>/<endpoint>`, `topicFollower/<topic's id>/<user's id>`,
   * `platform/<platform>`, `stepUpSetting/<operation>`, `stepUpGroup/<group>` or `message/<id>`.
   * Of a web hook it has the host alone: a path is often the receiver's secret.
   */
  readonly target: Scalars['String']['output'];
};

export type CancelMessageInput = {
  readonly messageId: Scalars['ID']['input'];
};

export type CancelMessagePayload = {
  /**
   * Number of deliveries of the message that are `CANCELLED` now. A repeated call counts them again.
   * The call takes at most 15 seconds. The rest of a large audience follows, see `progress`.
   * If the audience is not resolved yet, its deliveries are never created and not counted.
   * A push that is being sent at this moment is sent.
   */
  readonly cancelledDeliveries: Scalars['Int']['output'];
  readonly message: Message;
};

export type ConsumeStepUpGrantPayload = {
  /** The challenge whose proof was spent. Null if the setting needs no proof, or a proof of scope `SESSION` counts. */
  readonly challengeId: Maybe<Scalars['ID']['output']>;
  readonly operation: Scalars['String']['output'];
};

/** The text of a message and how it is shown. */
export type ContentInput = {
  /** Number on the app's icon, 0–99,999. Apple only, and not for `BACKGROUND`. */
  readonly badge?: InputMaybe<Scalars['Int']['input']>;
  /** At most 2,000 characters. */
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /**
   * Notification category (Apple) and channel (Android). At most 64 characters.
   * `HELIOGRAPH_…` is reserved: apps take such a category for a request to approve a step-up.
   */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /**
   * A JSON object of strings that the app receives with the message. At most 32 entries. Keys have 1–64 characters.
   * These keys are refused: `aps`, `from`, `notification`, `message_type`, `collapse_key`, and those that begin with
   * `heliograph`, `google` or `gcm`.
   */
  readonly data?: InputMaybe<Scalars['AWSJSON']['input']>;
  /** The place that a tap opens, in the app's own terms. At most 1,024 characters. */
  readonly deepLink?: InputMaybe<Scalars['String']['input']>;
  /** An image to show, https, without a user in the URL. */
  readonly image?: InputMaybe<Scalars['AWSURL']['input']>;
  /** Texts for other languages, at most 20. The device's locale chooses (RFC 4647 lookup). Others get `title` and `body`. */
  readonly localizations?: InputMaybe<ReadonlyArray<LocalizationInput>>;
  /** Members merged over the rendered payload of one platform, as that platform names them. */
  readonly overrides?: InputMaybe<PlatformOverridesInput>;
  /** `default`, or the name of a sound in the app bundle. */
  readonly sound?: InputMaybe<Scalars['String']['input']>;
  /** Groups messages on the device. At most 64 characters. */
  readonly thread?: InputMaybe<Scalars['String']['input']>;
  /** 1–256 characters. Required for an `ALERT`. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type CreateTopicInput = {
  /** Unless given, nobody follows the topic whom no admin approved: forgetting it opens nothing. */
  readonly access?: InputMaybe<TopicAccess>;
  /** A Cognito group, for the access `GROUP` alone: 1–128 characters without white space. It need not exist yet. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** For people: 1–100 characters. */
  readonly name: Scalars['String']['input'];
  readonly type?: InputMaybe<TopicType>;
};

export type CreateTopicPayload = {
  /** Whether this is the answer to an earlier call with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  readonly topic: Topic;
};

export type DecideTopicSubscriptionInput = {
  readonly decision: TopicSubscriptionDecision;
  readonly topicId: Scalars['ID']['input'];
  /** Cognito `sub`. */
  readonly userId: Scalars['ID']['input'];
};

export type DecideTopicSubscriptionPayload = {
  /** False if it was decided so already. */
  readonly changed: Scalars['Boolean']['output'];
  readonly follower: TopicFollower;
};

/** Give exactly one of `operation` and `group`. */
export type DeleteStepUpSettingInput = {
  readonly group?: InputMaybe<Scalars['String']['input']>;
  readonly operation?: InputMaybe<Scalars['String']['input']>;
};

export type DeleteStepUpSettingPayload = {
  /** False if there was no such setting. */
  readonly deleted: Scalars['Boolean']['output'];
  /** Null for a single operation. */
  readonly group: Maybe<Scalars['String']['output']>;
  /** Null for a group. */
  readonly operation: Maybe<Scalars['String']['output']>;
};

export type DeleteTopicInput = {
  readonly topicId: Scalars['ID']['input'];
};

export type DeleteTopicPayload = {
  /** False if there was nothing to delete. */
  readonly deleted: Scalars['Boolean']['output'];
  readonly topicId: Scalars['ID']['output'];
};

/** One message on its way to one device: an entry of the ledger. */
export type Delivery = {
  /**
   * From 1. Counts up when a failed delivery is opened again, by `redeliver` or by the operator's redrive.
   * An answer of the push service to an earlier attempt changes nothing.
   */
  readonly attempt: Scalars['Int']['output'];
  /** Number of times that it was handed to SNS, in all attempts. */
  readonly attempts: Scalars['Int']['output'];
  readonly createdAt: Scalars['AWSDateTime']['output'];
  readonly deviceId: Scalars['ID']['output'];
  /** Why it waits: its platform is held. Null unless it is `QUEUED`, and in the answers of mutations. */
  readonly heldBecause: Maybe<HeldBecause>;
  readonly id: Scalars['ID']['output'];
  /**
   * Why SNS did not take it at the last attempt that failed. Null if SNS took it at once.
   * While it is `QUEUED` it is tried again until it expires. `EXPIRED` has its `reason`, and here what was in its way.
   */
  readonly lastFailure: Maybe<DeliveryReason>;
  /**
   * Whether it left the order of its message group: SNS did not take it for 15 minutes (`groupHoldMinutes`), or it
   * was sent again. Later messages of the group may have come before it. False for messages without a group.
   */
  readonly late: Scalars['Boolean']['output'];
  readonly messageId: Scalars['ID']['output'];
  readonly platform: PushPlatform;
  /** Why it ended so. Set for `FAILED`, `SUPPRESSED` and `EXPIRED`. */
  readonly reason: Maybe<DeliveryReason>;
  /** Whether publishing again may succeed. Null unless `reason` is set. */
  readonly retryable: Maybe<Scalars['Boolean']['output']>;
  /** The id that SNS gave the message. Null until it is sent, in each attempt. */
  readonly snsMessageId: Maybe<Scalars['String']['output']>;
  readonly status: DeliveryStatus;
  /** Everything that happened to it, in order. */
  readonly transitions: ReadonlyArray<DeliveryTransition>;
  readonly updatedAt: Scalars['AWSDateTime']['output'];
  readonly userId: Scalars['ID']['output'];
  /** Counts up with every transition. */
  readonly version: Scalars['Int']['output'];
};

export type DeliveryConnection = {
  readonly edges: ReadonlyArray<DeliveryEdge>;
  readonly nodes: ReadonlyArray<Delivery>;
  readonly pageInfo: PageInfo;
};

export type DeliveryEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Delivery;
};

/** One change of one delivery. */
export type DeliveryEvent = {
  readonly at: Scalars['AWSDateTime']['output'];
  readonly deliveryId: Scalars['ID']['output'];
  readonly deviceId: Scalars['ID']['output'];
  readonly platform: PushPlatform;
  readonly reason: Maybe<DeliveryReason>;
  readonly retryable: Maybe<Scalars['Boolean']['output']>;
  /**
   * Dense per message, from 1. Null in a user's own feed if the message is reported by its progress: followers of the
   * message do not get the change. `version` orders the changes of one delivery.
   */
  readonly sequence: Maybe<Scalars['Int']['output']>;
  readonly status: DeliveryStatus;
  readonly userId: Scalars['ID']['output'];
  /** `Delivery.version` after this change. */
  readonly version: Scalars['Int']['output'];
};

export type DeliveryEventInput = {
  readonly at: Scalars['AWSDateTime']['input'];
  readonly deliveryId: Scalars['ID']['input'];
  readonly deviceId: Scalars['ID']['input'];
  readonly platform: PushPlatform;
  readonly reason?: InputMaybe<DeliveryReason>;
  readonly retryable?: InputMaybe<Scalars['Boolean']['input']>;
  readonly sequence?: InputMaybe<Scalars['Int']['input']>;
  readonly status: DeliveryStatus;
  readonly userId: Scalars['ID']['input'];
  readonly version: Scalars['Int']['input'];
};

export type DeliveryEventPage = {
  /** The last sequence number on this page, or `after` if it is empty. */
  readonly endSequence: Scalars['Int']['output'];
  readonly events: ReadonlyArray<DeliveryEvent>;
  readonly hasNextPage: Scalars['Boolean']['output'];
};

export type DeliveryOptionsInput = {
  /**
   * A later message with the same id replaces an earlier one on the device. At most 64 bytes (APNs).
   * An alert without one has the message's own id, as `apns-collapse-id` and as Android's tag: in the rare case that it is
   * pushed twice, the second push replaces the first. FCM's `collapse_key` is set only if this is given.
   */
  readonly collapseId?: InputMaybe<Scalars['String']['input']>;
  /**
   * Messages of one group reach each user's devices in the order of their acceptance; scheduled ones in the order of their
   * times. SNS has accepted a message before the next one of the group is sent to that user.
   * The push services keep no order. The app can sort by `heliograph.sequence` of the payload, as text.
   * A group is the caller's own: other publishers' groups of that name are others.
   * Only with `audience.userIds`; a FIFO topic has its own groups. 1–128 visible characters of ASCII.
   */
  readonly groupId?: InputMaybe<Scalars['String']['input']>;
  readonly priority?: InputMaybe<DeliveryPriority>;
  readonly pushType?: InputMaybe<PushType>;
  /**
   * Seconds after which the message expires: 1–2,419,200 (28 days), 86,400 (a day) unless given.
   * They count from `scheduledAt` if that is given.
   */
  readonly timeToLive?: InputMaybe<Scalars['Int']['input']>;
};

export type DeliveryPriority =
  /** At once (APNs 10, FCM high). */
  | 'HIGH'
  /** When it suits the device's battery (APNs 5, FCM normal). */
  | 'NORMAL';

export type DeliveryReason =
  /** The push service refused the platform application's credentials. Retryable once they are replaced. */
  | 'CREDENTIALS_INVALID'
  /** After the message was accepted, the device was unregistered or passed to another user. Not retryable. */
  | 'DEVICE_GONE'
  /** The device's SNS endpoint was disabled before sending. Not retryable until the app registers again. */
  | 'ENDPOINT_DISABLED'
  /** Anything else. Retryable. */
  | 'INTERNAL'
  /** The push service refused the content. Not retryable. */
  | 'INVALID_PAYLOAD'
  /**
   * The push service says that the token is dead, or that it is no token of its. The device is disabled.
   * Not retryable until the app registers again.
   */
  | 'INVALID_TOKEN'
  /**
   * The push service never answered for it. It may have arrived, and a late answer corrects this.
   * Retryable where that is worth a second push.
   */
  | 'NO_ANSWER'
  /** The payload is over the push service's limit. Not retryable. */
  | 'PAYLOAD_TOO_LARGE'
  /** The deployment no longer offers the device's push platform. Not retryable. */
  | 'PLATFORM_NOT_CONFIGURED'
  /** The push service did not answer. Retryable. */
  | 'PROVIDER_UNAVAILABLE'
  /** SNS or the push service throttled. Retryable. */
  | 'THROTTLED'
  /** The token belongs to other credentials (FCM's SENDER_ID_MISMATCH). Not retryable. */
  | 'TOKEN_MISMATCH'
  /** The time to live ended first, here or at the push service. Not retryable. */
  | 'TTL_EXPIRED';

/**
 * The payload of the subscriptions.
 * It has events of one user's deliveries of one message or, without a user, the message's state.
 * Heliograph gathers changes for up to about a second, and reports them to feeds that somebody has open.
 * Reports may arrive in any order and may repeat. `DeliveryEvent.sequence` orders them, `deliveryEvents` has missed ones.
 * For a message reported by `PROGRESS`, `deliveryEvents` has the apps' own acknowledgements alone.
 */
export type DeliveryReport = {
  /** In sequence order. Empty in a progress report. */
  readonly events: ReadonlyArray<DeliveryEvent>;
  /**
   * Whether the followers of the message get it too. False for events of a message reported by `PROGRESS`.
   * They reach the user's own feed only.
   */
  readonly forPublisher: Scalars['Boolean']['output'];
  readonly messageId: Scalars['ID']['output'];
  /** The message's status as it stands, in a progress report. */
  readonly messageStatus: Maybe<MessageStatus>;
  readonly progress: Maybe<MessageProgress>;
  /** The message's publisher, in a progress report. */
  readonly publisherId: Maybe<Scalars['ID']['output']>;
  /** The statuses that the message took, in order. Every change of status is reported, of every message. */
  readonly statusChanges: ReadonlyArray<MessageStatus>;
  readonly userId: Maybe<Scalars['ID']['output']>;
};

/**
 * `QUEUED → SENT → PROVIDER_ACCEPTED → RECEIVED → OPENED`. A delivery may skip steps.
 * While SNS does not take it, it stays `QUEUED` and is tried again until its message expires, ever more rarely, but at
 * least every 15 minutes.
 * `FAILED`, `EXPIRED`, `SUPPRESSED` and `CANCELLED` end it early. The app's `RECEIVED` or `OPENED` outranks a failure.
 * Only a new attempt goes back: `redeliver`, or the operator's redrive of work that was given up, makes `FAILED` `QUEUED`.
 * A late answer of the push service corrects `FAILED` (`NO_ANSWER`).
 */
export type DeliveryStatus =
  /** Its message was cancelled before it was sent. */
  | 'CANCELLED'
  /** Its time to live ended before it was sent or delivered. */
  | 'EXPIRED'
  /** It did not arrive. `reason` says why. */
  | 'FAILED'
  /** The app reported that the user opened it. */
  | 'OPENED'
  /** APNs or FCM accepted it. This does not prove that it was shown. */
  | 'PROVIDER_ACCEPTED'
  /** It is durable and waits to be sent. */
  | 'QUEUED'
  /** The app reported that it arrived. */
  | 'RECEIVED'
  /** SNS accepted it. `snsMessageId` is known. */
  | 'SENT'
  /** It was not sent, on purpose. `reason` says why. */
  | 'SUPPRESSED';

export type DeliveryTransition = {
  readonly at: Scalars['AWSDateTime']['output'];
  readonly reason: Maybe<DeliveryReason>;
  readonly status: DeliveryStatus;
};

/** An app installation that can receive push messages. It belongs to one user at a time. */
export type Device = {
  /**
   * Counts up with every change of the address, so that a failure of an older token never disables a newer one.
   * Begins at 1 for each owner, and again after the device was removed.
   */
  readonly addressVersion: Scalars['Int']['output'];
  /** Version of the app at its last registration. */
  readonly appVersion: Maybe<Scalars['String']['output']>;
  /** Why the device is disabled. Null while it is enabled. */
  readonly disabledReason: Maybe<DeliveryReason>;
  /** Chosen by the app: 1–128 characters of `A–Z a–z 0–9 . _ -`. */
  readonly id: Scalars['ID']['output'];
  /** The last time that the app registered. The device is removed 270 days after it. */
  readonly lastSeenAt: Scalars['AWSDateTime']['output'];
  /** BCP 47 language tag. It chooses the localized variant of a message. */
  readonly locale: Maybe<Scalars['String']['output']>;
  /** A name for people, such as “Ada's phone”. */
  readonly name: Maybe<Scalars['String']['output']>;
  readonly platform: PushPlatform;
  readonly registeredAt: Scalars['AWSDateTime']['output'];
  readonly status: DeviceStatus;
  /** IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone: Maybe<Scalars['String']['output']>;
};

export type DeviceChange =
  /** Its token is dead. */
  | 'DISABLED'
  /** It was registered for the first time, its address changed, or it is enabled again. */
  | 'REGISTERED'
  /** It was unregistered, passed to another user, not seen for 270 days, or made room for a newer device. */
  | 'REMOVED';

export type DeviceConnection = {
  readonly edges: ReadonlyArray<DeviceEdge>;
  readonly nodes: ReadonlyArray<Device>;
  readonly pageInfo: PageInfo;
};

export type DeviceEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Device;
};

/** A change of a device. */
export type DeviceReport = {
  /**
   * `Device.addressVersion` after the change. Ignore a report whose version is lower than the one you know.
   * Forget the version with `REMOVED`.
   */
  readonly addressVersion: Scalars['Int']['output'];
  readonly at: Scalars['AWSDateTime']['output'];
  readonly change: DeviceChange;
  readonly deviceId: Scalars['ID']['output'];
  readonly name: Maybe<Scalars['String']['output']>;
  readonly platform: PushPlatform;
  /** Why it was disabled. Null for other changes. */
  readonly reason: Maybe<DeliveryReason>;
  /** Cognito `sub` of the device's owner, or of its last one. */
  readonly userId: Scalars['ID']['output'];
};

export type DeviceStatus =
  /** Its token is dead. It gets no messages until the app registers again. */
  | 'DISABLED'
  /** Messages are sent to it. */
  | 'ENABLED';

export type EmailSubscriberInput = {
  /** At most 254 characters of ASCII. The domain becomes lower case. */
  readonly address: Scalars['String']['input'];
};

export type FcmAddressInput = {
  /** The registration token: 1–4,096 characters without white space. Those of Expo and APNs are refused. */
  readonly token: Scalars['String']['input'];
};

export type FilterPolicyScope =
  /** The attributes of the message's `audience.topic`. */
  | 'MESSAGE_ATTRIBUTES'
  /** The JSON that the subscriber gets: `messageId`, `title`, `body`, and what is in `data`. */
  | 'MESSAGE_BODY';

/** Why a platform's deliveries wait, and stay `QUEUED`. */
export type HeldBecause =
  /** The push service refuses the platform application's credentials, or SNS has disabled the application. */
  | 'PLATFORM_CREDENTIALS'
  /** The push service refuses too many pushes, for reasons that are its own. */
  | 'PLATFORM_FAILING'
  /** An admin holds the platform (`holdPlatform`). Only an admin releases it. */
  | 'PLATFORM_HELD_BY_ADMIN'
  /** The push service has stopped answering: too many pushes are without an answer. */
  | 'PLATFORM_SILENT';

export type HoldPlatformInput = {
  readonly platform: PushPlatform;
};

export type HoldPlatformPayload = {
  readonly platform: Platform;
};

/** How SNS delivers to a web hook. */
export type HttpsDelivery = {
  readonly contentType: Scalars['String']['output'];
  /** Messages a second, on average. Null: as they come. */
  readonly maxReceivesPerSecond: Maybe<Scalars['Int']['output']>;
  readonly retries: HttpsRetries;
};

/** What is left out is as SNS does it by itself. */
export type HttpsDeliveryInput = {
  /**
   * The `Content-Type`: `text/plain` or `application/json`. With `rawDelivery` also `text/css`, `text/csv`, `text/html`,
   * `text/xml`, `application/atom+xml`, `application/octet-stream`, `application/soap+xml`,
   * `application/x-www-form-urlencoded`, `application/xhtml+xml`, `application/xml`.
   * Unless given, it is `text/plain; charset=UTF-8`.
   */
  readonly contentType?: InputMaybe<Scalars['String']['input']>;
  /** Messages a second, on average: at least 1. Unless given, they come as they are published. */
  readonly maxReceivesPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** All delays together: at most 3,600 seconds. */
  readonly retries?: InputMaybe<HttpsRetriesInput>;
};

/** How SNS repeats what a web hook did not take, in SNS's words. It does not repeat after 4xx, except 429. */
export type HttpsRetries = {
  /** How the delay grows in the others. */
  readonly backoffFunction: RetryBackoff;
  /** Seconds. */
  readonly maxDelayTarget: Scalars['Int']['output'];
  /** Seconds. */
  readonly minDelayTarget: Scalars['Int']['output'];
  /** The last ones, with `maxDelayTarget` between them. */
  readonly numMaxDelayRetries: Scalars['Int']['output'];
  /** The next ones, with `minDelayTarget` between them. */
  readonly numMinDelayRetries: Scalars['Int']['output'];
  /** The first ones, at once. */
  readonly numNoDelayRetries: Scalars['Int']['output'];
  /** In all. */
  readonly numRetries: Scalars['Int']['output'];
};

/** As in `HttpsRetries`. */
export type HttpsRetriesInput = {
  readonly backoffFunction?: InputMaybe<RetryBackoff>;
  /** Seconds: `minDelayTarget`–3,600. */
  readonly maxDelayTarget?: InputMaybe<Scalars['Int']['input']>;
  /** 1–3,600 seconds. */
  readonly minDelayTarget?: InputMaybe<Scalars['Int']['input']>;
  /** 0–100. */
  readonly numMaxDelayRetries?: InputMaybe<Scalars['Int']['input']>;
  /** 0–100. */
  readonly numMinDelayRetries?: InputMaybe<Scalars['Int']['input']>;
  /** 0–100. */
  readonly numNoDelayRetries?: InputMaybe<Scalars['Int']['input']>;
  /** 0–100, and at least the sum of the three that follow. */
  readonly numRetries?: InputMaybe<Scalars['Int']['input']>;
};

export type HttpsSubscriberInput = {
  /** https, at most 900 characters of ASCII, without user and password. Scheme and host become lower case. */
  readonly url: Scalars['String']['input'];
};

export type IgnoredDeviceFact = {
  /** Such as `input.timeZone`. */
  readonly field: Scalars['String']['output'];
  readonly reason: Scalars['String']['output'];
};

export type InboxConnection = {
  /** When this page was read. For `changedSince`. */
  readonly asOf: Scalars['AWSDateTime']['output'];
  readonly edges: ReadonlyArray<InboxEdge>;
  readonly nodes: ReadonlyArray<InboxItem>;
  readonly pageInfo: PageInfo;
  /**
   * The number of unread messages of the last 90 days, among the caller's newest 200 deliveries: at most 100.
   * It is counted only when selected: leave it out where the app does not show it.
   */
  readonly unreadCount: Scalars['Int']['output'];
};

export type InboxEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: InboxItem;
};

/** A message as one of the caller's devices received it. */
export type InboxItem = {
  readonly body: Maybe<Scalars['String']['output']>;
  readonly data: Maybe<Scalars['AWSJSON']['output']>;
  readonly delivery: Delivery;
  readonly title: Maybe<Scalars['String']['output']>;
  /** Whether none of the caller's devices has opened the message. One that reports `OPENED` reads it for all of them. */
  readonly unread: Scalars['Boolean']['output'];
};

export type InitiateStepUpInput = {
  readonly challengeId: Scalars['ID']['input'];
};

export type InitiateStepUpPayload = {
  readonly challenge: StepUpChallenge;
  /**
   * For `PASSKEY_STEP_UP`: the options for the passkey to sign, as PublicKeyCredentialRequestOptionsJSON (Web
   * Authentication Level 3).
   * Pass them to `PublicKeyCredential.parseRequestOptionsFromJSON` and that to `navigator.credentials.get`.
   * Null for every other method.
   */
  readonly credentialRequestOptions: Maybe<Scalars['AWSJSON']['output']>;
};

export type LambdaSubscriberInput = {
  readonly functionArn: Scalars['String']['input'];
};

export type LocalizationInput = {
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language tag, such as `de` or `pt-BR`. */
  readonly locale: Scalars['String']['input'];
  /** Replaces the message's title. Without it the message's own title stays. `body` likewise. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** A message, accepted once and delivered to every device of its audience. */
export type Message = {
  readonly audience: Audience;
  readonly body: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** The `data` object as it was published. */
  readonly data: Maybe<Scalars['AWSJSON']['output']>;
  /** The message's deliveries, one per device, ordered by device. Errors: `InvalidInput`. */
  readonly deliveries: DeliveryConnection;
  /** Set for a `DUPLICATE`: the earlier message with the same deduplication id. */
  readonly duplicateOf: Maybe<Scalars['ID']['output']>;
  /** Nothing is sent after this. */
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  /**
   * Why some of its deliveries wait: their platform is held. It follows the ledger within about a second.
   * Null in the answers of mutations, and for messages to standard topics, which SNS sends itself.
   */
  readonly heldBecause: Maybe<HeldBecause>;
  /** A ULID. Ids sort by the time of acceptance. */
  readonly id: Scalars['ID']['output'];
  /** The number of deliveries in each state. Sending is over when `status` is `COMPLETED`, `CANCELLED` or `DUPLICATE`. */
  readonly progress: MessageProgress;
  /** Set once SNS has accepted a message to a topic. */
  readonly publication: Maybe<TopicPublication>;
  /** The publisher: the Cognito `sub` of a user, or the ARN of an IAM role. */
  readonly publisherId: Scalars['ID']['output'];
  readonly reporting: Reporting;
  /** When sending begins, if the message was scheduled. */
  readonly scheduledAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly status: MessageStatus;
  readonly title: Maybe<Scalars['String']['output']>;
  /** The recipients that the audience names and the message does not reach. At most 90. */
  readonly unreachable: ReadonlyArray<UnreachableRecipient>;
};


/** A message, accepted once and delivered to every device of its audience. */
export type MessageDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<DeliveryStatus>>;
};

export type MessageConnection = {
  readonly edges: ReadonlyArray<MessageEdge>;
  readonly nodes: ReadonlyArray<Message>;
  readonly pageInfo: PageInfo;
};

export type MessageEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Message;
};

/** The number of a message's deliveries in each state. */
export type MessageProgress = {
  readonly cancelled: Scalars['Int']['output'];
  /**
   * Up to where changes are counted. Of two answers about a message, the one with the greater text is the later one.
   * Deliveries may step back: `redeliver` makes failed ones `QUEUED` again. Empty before anything was counted.
   */
  readonly countedUpTo: Scalars['String']['output'];
  readonly expired: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly opened: Scalars['Int']['output'];
  /**
   * What became of a message to a standard topic on phones, by platform: SNS itself sends it to them, so there are no
   * deliveries. Empty for other audiences, and for platforms that nothing is known of yet.
   */
  readonly platforms: ReadonlyArray<PlatformProgress>;
  readonly providerAccepted: Scalars['Int']['output'];
  readonly queued: Scalars['Int']['output'];
  readonly received: Scalars['Int']['output'];
  readonly sent: Scalars['Int']['output'];
  /** A message to a topic at its queues, web hooks and functions. Null for other audiences, and while nothing is known. */
  readonly subscribers: Maybe<SubscriberProgress>;
  readonly suppressed: Scalars['Int']['output'];
  /** All deliveries created so far. */
  readonly total: Scalars['Int']['output'];
};

export type MessageProgressInput = {
  readonly cancelled: Scalars['Int']['input'];
  readonly countedUpTo: Scalars['String']['input'];
  readonly expired: Scalars['Int']['input'];
  readonly failed: Scalars['Int']['input'];
  readonly opened: Scalars['Int']['input'];
  readonly platforms: ReadonlyArray<PlatformProgressInput>;
  readonly providerAccepted: Scalars['Int']['input'];
  readonly queued: Scalars['Int']['input'];
  readonly received: Scalars['Int']['input'];
  readonly sent: Scalars['Int']['input'];
  readonly subscribers?: InputMaybe<SubscriberProgressInput>;
  readonly suppressed: Scalars['Int']['input'];
  readonly total: Scalars['Int']['input'];
};

export type MessageStatus =
  /** It is durable. Its audience is not resolved yet. */
  | 'ACCEPTED'
  /** It was cancelled before everything was sent. */
  | 'CANCELLED'
  /** Every delivery was attempted: each has left `QUEUED`. */
  | 'COMPLETED'
  /**
   * A message to a FIFO topic that was dropped.
   * Another message of the same publisher to its group had the same deduplication id in the 5 minutes before:
   * `duplicateOf`.
   */
  | 'DUPLICATE'
  /**
   * It could not be processed. Its unsent deliveries are `FAILED`. After the operator's redrive it is `SENDING` again.
   * For a message to a topic: SNS refused it, or did not accept it before it expired.
   */
  | 'FAILED'
  /** It is durable and waits for its time. */
  | 'SCHEDULED'
  /** Its deliveries are being created and sent. */
  | 'SENDING';

/** A message without what it says. */
export type MessageSummary = {
  readonly audience: Audience;
  readonly createdAt: Scalars['AWSDateTime']['output'];
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly publisherId: Scalars['ID']['output'];
  readonly reporting: Reporting;
  readonly scheduledAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly status: MessageStatus;
  readonly unreachable: ReadonlyArray<UnreachableRecipient>;
};

export type MessageSummaryConnection = {
  readonly edges: ReadonlyArray<MessageSummaryEdge>;
  readonly nodes: ReadonlyArray<MessageSummary>;
  readonly pageInfo: PageInfo;
};

export type MessageSummaryEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: MessageSummary;
};

export type Mutation = {
  /**
   * The app reports that a message arrived (`RECEIVED`) or was opened (`OPENED`). For the device's owner.
   * If the delivery is past that state already, the answer is the delivery as it stands.
   * Errors: `NotFound`, `InvalidInput`.
   */
  readonly acknowledgeDelivery: AcknowledgeDeliveryPayload;
  /**
   * Adds a queue, web hook, mailbox or function to a topic's subscribers.
   * For admins, and privileged unless a setting says otherwise.
   * Adding one again replaces its settings, resumes it if it was suspended, and forgets its failures.
   * A web hook or mailbox, and what another account has, must confirm SNS's request first.
   * Adding one again, under another key, makes SNS ask again: at most once an hour.
   * Where SNS refuses the settings of one that was there, it stays as it was.
   * A queue or function needs a resource policy that allows `sns.amazonaws.com` to send, for this topic's ARN.
   * Errors: `InvalidInput`, `NotFound`, `IdempotencyKeyReused`, `TooManySubscribers`, `StepUpRequired`, `OperationDenied`.
   */
  readonly addTopicSubscriber: AddTopicSubscriberPayload;
  /**
   * Approves or denies a challenge on a device that got it by push, under the device's own sign-in. The sign-in that waits
   * cannot approve for itself. Denying locks the operation for that access token for 15 minutes.
   * Select `id` and `status`: the waiting client gets only the fields that are selected here.
   * Errors: `InvalidInput`, `NotFound`, `SameSession`, `CodeMismatch` (another number), `CodeReplayed`,
   * `ChallengeExpired`, `ChallengeLocked`.
   */
  readonly approveStepUp: StepUpApproval;
  /**
   * Cancels the deliveries that are not sent yet: they end `CANCELLED`. A push that SNS already has cannot be recalled.
   * Errors: `NotFound`, `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly cancelMessage: CancelMessagePayload;
  /**
   * Does the same and spends the proof. Call it right before doing the operation: of two calls with one proof, one passes.
   * Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`, `ChallengeLocked`, `StepUpUnavailable`,
   * `StepUpGrantSpent`.
   */
  readonly consumeStepUpGrant: ConsumeStepUpGrantPayload;
  /**
   * Creates a topic. For admins, and privileged unless a setting says otherwise.
   * Errors: `InvalidInput`, `IdempotencyKeyReused`, `StepUpRequired`, `OperationDenied`.
   */
  readonly createTopic: CreateTopicPayload;
  /**
   * Approves or denies a user's request to subscribe to a topic, or revokes the subscription.
   * For admins, and privileged unless a setting says otherwise.
   * Succeeds if it was decided so already. The user is told (`onMyTopicSubscriptions`).
   * `APPROVE` also lifts a denial or a revocation. `DENY` is for requests, `REVOKE` for subscriptions.
   * A revocation takes effect within seconds. Messages that SNS has accepted before may still arrive.
   * Errors: `NotFound`, `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly decideTopicSubscription: DecideTopicSubscriptionPayload;
  /**
   * Removes a setting. The default of the operation, or of each operation of the group, applies again.
   * For admins, and itself privileged unless a setting says otherwise.
   * Errors: `InvalidInput`, `OperationInGroup` (its setting is the group's), `StepUpGroupChanged`, `StepUpRequired`,
   * `OperationDenied`.
   */
  readonly deleteStepUpSetting: DeleteStepUpSettingPayload;
  /**
   * Deletes a topic with all its subscriptions at SNS and the requests for it. Succeeds for a topic that does not exist.
   * For admins, and privileged unless a setting says otherwise.
   * Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly deleteTopic: DeleteTopicPayload;
  /**
   * Holds a platform's deliveries until `releasePlatform`: they stay `QUEUED`, and expire at their time. For admins.
   * It takes a few seconds to reach all senders, and does not hold what SNS has already. If an admin holds the platform
   * already, nothing changes: the answer is the platform as it stands.
   * Errors: `StepUpRequired`, `OperationDenied`.
   */
  readonly holdPlatform: HoldPlatformPayload;
  /**
   * Begins the challenge that a `StepUpRequired` error named.
   * The server chooses the method, and sends a code if it has one.
   * A repeated call sends another code, or gives a passkey new options to sign. At most three calls.
   * Errors: `InvalidInput`, `NotFound`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed` (it was answered already),
   * `NoStepUpMethod`, `FactorTooNew` (set up after the sign-in), `CodeDeliveryFailed`, `LimitExceeded`, `SignInRequired`.
   */
  readonly initiateStepUp: InitiateStepUpPayload;
  /**
   * Accepts a message for delivery. The answer comes once the message is durable. Sending follows.
   * Errors: `InvalidInput` (names the field and the limit), `MessageTooLarge` (names the platform, limit and size),
   * `UnknownRecipient` (no recipient is known; `given` lists them), `IdempotencyKeyReused`, `StepUpRequired`,
   * `OperationDenied`.
   */
  readonly publish: PublishPayload;
  /**
   * Accepts up to 100 messages in one call.
   * Each entry is like a `publish`: it has its own idempotency key and its own result.
   * A refused entry does not stop the others. Entries of one group are accepted in the order of the input.
   * If one of them is `Unavailable`, those behind it in the group are not accepted either.
   * A retry with the same keys, here or through `publish`, accepts nothing twice.
   * The step-up setting of `publish` holds for a batch too, besides the batch's own.
   * A proof is good for these entries, once.
   * Errors, for which nothing is accepted: `EmptyBatchRequest`, `TooManyEntriesInBatchRequest`, `InvalidBatchEntryId`,
   * `BatchEntryIdsNotDistinct`, `BatchRequestTooLong`, `StepUpRequired`, `OperationDenied`.
   * The result of each entry has the errors of that entry.
   */
  readonly publishBatch: PublishBatchPayload;
  /**
   * Sets which proof an operation, or a group of operations, needs.
   * It replaces the former setting, with a group's operations.
   * An operation that is no longer in the group has its default again. One that had its own setting takes the group's.
   * An operation is in at most one group. For admins, and itself privileged unless a setting says otherwise.
   * A change of the rules of `putStepUpSetting` and `deleteStepUpSetting` is proved by a method that they take afterwards.
   * Errors: `InvalidInput` (such as an operation that this API does not have, or methods that would lock everybody out),
   * `OperationInGroup` (names the group that the operation is in), `StepUpGroupChanged` (by another admin at the same
   * time), `StepUpRequired`, `OperationDenied`.
   */
  readonly putStepUpSetting: PutStepUpSettingPayload;
  /**
   * Sends a message's failed deliveries again that may succeed now, in the same ledger: each is `QUEUED` in its next
   * `attempt`. For the message's publisher and for admins. The answer comes once this is durable. The deliveries follow,
   * up to the message's `expiresAt`. Two calls open a delivery once, and it has at most 20 attempts.
   * A message of a group is sent late and out of order. One that is `FAILED` is `SENDING` again, as a whole: devices that
   * have no delivery yet get one.
   * Errors: `NotFound` (also for others' messages), `InvalidInput`, `MessageExpired`, `MessageCancelled`, `NoDeliveries`
   * (it was not sent yet, is a duplicate, is for a standard topic, or SNS has not taken it for a FIFO topic),
   * `IdempotencyKeyReused`, `StepUpRequired`, `OperationDenied`.
   */
  readonly redeliver: RedeliverPayload;
  /**
   * Hands what a queue, web hook or function did not take to that subscriber alone, in order within a message group.
   * For admins, and privileged unless a setting says otherwise. What fails again stays kept.
   * A call hands over at most 200 messages, in about 15 seconds, and ends after five failures: call again, under another
   * key, while `kept` is above 0. A message may arrive twice.
   * Heliograph sends these itself, since SNS cannot send to one subscriber: the resource policy of a queue or function
   * must let the role of the stack's output `RedeliveryRoleArn` send to it or invoke it, in the same account.
   * Add a suspended subscriber again first. Errors: `InvalidInput`, `NotFound`, `IdempotencyKeyReused`, `StepUpRequired`,
   * `OperationDenied`.
   */
  readonly redeliverToSubscriber: RedeliverToSubscriberPayload;
  /**
   * Registers this installation for push, or refreshes it. Call it at every app start and with every new token.
   * Idempotent by `deviceId`, so it takes no key. Each call replaces everything that is known of the installation.
   * A name, version, language or time zone that cannot be used does not stop it: `ignored` has it.
   * If the device with this token was another user's, it becomes the caller's in one transaction.
   * Its former owner gets nothing more on it.
   * A user has at most 25 devices, unless the deployment says otherwise: of more, the one unseen longest is removed.
   * Errors: `InvalidInput`, `PlatformNotConfigured`, `DeviceTaken` (another user's device has this id, and another token:
   * register again with a new random id), `StepUpRequired`, `OperationDenied`.
   */
  readonly registerDevice: RegisterDevicePayload;
  /**
   * Sends a platform's deliveries again, also one that no admin holds. For admins. Held ones follow within minutes.
   * A platform that still fails is held again. Of one that is not held nothing changes.
   * Errors: `StepUpRequired`, `OperationDenied`.
   */
  readonly releasePlatform: ReleasePlatformPayload;
  /**
   * Removes a subscriber from a topic. Succeeds if there is none.
   * For admins, and privileged unless a setting says otherwise.
   * SNS cannot end an unconfirmed subscription (`ConfirmationPending`). It lapses within 48 hours; repeat the call then.
   * Errors: `InvalidInput`, `ConfirmationPending`, `StepUpRequired`, `OperationDenied`.
   */
  readonly removeTopicSubscriber: RemoveTopicSubscriberPayload;
  /**
   * For Heliograph's own functions: publishes a report to the subscribers.
   * The caller must select every field, since subscribers get only the fields that it selected.
   */
  readonly reportDeliveries: DeliveryReport;
  /**
   * For Heliograph's own functions: publishes a report to `onMyDevices`.
   * The caller must select every field, since subscribers get only the fields that it selected.
   */
  readonly reportDevice: DeviceReport;
  /**
   * For Heliograph's own functions: publishes a platform's state to the subscribers.
   * The caller must select every field, since subscribers get only the fields that it selected.
   */
  readonly reportPlatform: Platform;
  /**
   * For Heliograph's own functions: publishes a report to `onTopicSubscribers`.
   * The caller must select every field, since subscribers get only the fields that it selected.
   */
  readonly reportTopicSubscriber: TopicSubscriberReport;
  /**
   * For Heliograph's own functions: publishes a report to `onMyTopicSubscriptions`.
   * The caller must select every field, since subscribers get only the fields that it selected.
   */
  readonly reportTopicSubscription: TopicSubscriptionReport;
  /**
   * For other services. Refuses with `StepUpRequired` unless the user has given a proof for this operation and arguments.
   * The service passes the error to its user. The user answers the challenge with `initiateStepUp` and
   * `respondToStepUpChallenge`, under the same access token, and calls the service again.
   * An operation without a setting needs step-up.
   * Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`, `ChallengeLocked`, `StepUpUnavailable`.
   */
  readonly requireStepUp: RequireStepUpPayload;
  /**
   * Answers a challenge with a code or, for `PASSKEY_STEP_UP`, a credential.
   * After a correct answer the refused call passes, once, with the same arguments and the same access token.
   * Errors: `InvalidInput`, `NotFound`, `ChallengeNotInitiated`, `CodeMismatch` (says how many attempts remain),
   * `CodeExpired` (or sent for another challenge), `CodeReplayed`, `ChallengeExpired`,
   * `ChallengeLocked` (says until when), `FactorTooNew`, `LimitExceeded`, `SignInRequired`.
   * For a passkey also `UnknownPasskey`, `PasskeyChallengeMismatch` (it signed another challenge),
   * `RelyingPartyMismatch` (it signed for another site).
   */
  readonly respondToStepUpChallenge: RespondToStepUpChallengePayload;
  /**
   * Subscribes all of the caller's devices to a topic, present and future ones. It takes effect within seconds.
   * For a topic with `APPROVAL` it makes a request (`status`), and nothing is delivered before an admin approves.
   * At most 20 requests of a user wait. A denial or revocation stays until an admin decides otherwise.
   * A topic whose group the caller is not in does not exist for them.
   * Subscribing again replaces the filter policy, and repeats what failed (`failure`).
   * Errors: `NotFound`, `InvalidInput`, `LimitExceeded`, `StepUpRequired`, `OperationDenied`.
   */
  readonly subscribeToTopic: SubscribeToTopicPayload;
  /**
   * Removes one of the caller's devices. Nothing more is sent to it.
   * Its push endpoint and topic subscriptions are deleted.
   * Succeeds for a device that is not registered. Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly unregisterDevice: UnregisterDevicePayload;
  /**
   * Ends the subscription of all the caller's devices, within seconds, or withdraws the request for it.
   * Succeeds if there is none. Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly unsubscribeFromTopic: UnsubscribeFromTopicPayload;
  /**
   * Changes who may subscribe to a topic from now on. For admins, and privileged unless a setting says otherwise.
   * Subscriptions stay, and requests go on waiting. Where the topic becomes `GROUP`, users outside the group lose their
   * subscription when one of their apps registers next. Revoke it to end it at once.
   * Errors: `InvalidInput`, `NotFound`, `StepUpRequired`, `OperationDenied`.
   */
  readonly updateTopic: UpdateTopicPayload;
  /**
   * Replaces what a subscriber gets and how: what is left out is as if it had never been set.
   * For admins, and privileged unless a setting says otherwise. SNS takes up to 15 minutes to apply a filter policy.
   * Where SNS refuses a setting, the error names it, and the subscriber keeps those that it had.
   * Add a suspended subscriber again instead. Errors: `InvalidInput`, `NotFound`, `TooManySubscribers`,
   * `StepUpRequired`, `OperationDenied`.
   */
  readonly updateTopicSubscriber: UpdateTopicSubscriberPayload;
};


export type MutationAcknowledgeDeliveryArgs = {
  input: AcknowledgeDeliveryInput;
};


export type MutationAddTopicSubscriberArgs = {
  input: AddTopicSubscriberInput;
};


export type MutationApproveStepUpArgs = {
  input: ApproveStepUpInput;
};


export type MutationCancelMessageArgs = {
  input: CancelMessageInput;
};


export type MutationConsumeStepUpGrantArgs = {
  input: RequireStepUpInput;
};


export type MutationCreateTopicArgs = {
  input: CreateTopicInput;
};


export type MutationDecideTopicSubscriptionArgs = {
  input: DecideTopicSubscriptionInput;
};


export type MutationDeleteStepUpSettingArgs = {
  input: DeleteStepUpSettingInput;
};


export type MutationDeleteTopicArgs = {
  input: DeleteTopicInput;
};


export type MutationHoldPlatformArgs = {
  input: HoldPlatformInput;
};


export type MutationInitiateStepUpArgs = {
  input: InitiateStepUpInput;
};


export type MutationPublishArgs = {
  input: PublishInput;
};


export type MutationPublishBatchArgs = {
  input: PublishBatchInput;
};


export type MutationPutStepUpSettingArgs = {
  input: PutStepUpSettingInput;
};


export type MutationRedeliverArgs = {
  input: RedeliverInput;
};


export type MutationRedeliverToSubscriberArgs = {
  input: RedeliverToSubscriberInput;
};


export type MutationRegisterDeviceArgs = {
  input: RegisterDeviceInput;
};


export type MutationReleasePlatformArgs = {
  input: ReleasePlatformInput;
};


export type MutationRemoveTopicSubscriberArgs = {
  input: RemoveTopicSubscriberInput;
};


export type MutationReportDeliveriesArgs = {
  input: ReportDeliveriesInput;
};


export type MutationReportDeviceArgs = {
  input: ReportDeviceInput;
};


export type MutationReportPlatformArgs = {
  input: ReportPlatformInput;
};


export type MutationReportTopicSubscriberArgs = {
  input: ReportTopicSubscriberInput;
};


export type MutationReportTopicSubscriptionArgs = {
  input: ReportTopicSubscriptionInput;
};


export type MutationRequireStepUpArgs = {
  input: RequireStepUpInput;
};


export type MutationRespondToStepUpChallengeArgs = {
  input: RespondToStepUpChallengeInput;
};


export type MutationSubscribeToTopicArgs = {
  input: SubscribeToTopicInput;
};


export type MutationUnregisterDeviceArgs = {
  input: UnregisterDeviceInput;
};


export type MutationUnsubscribeFromTopicArgs = {
  input: UnsubscribeFromTopicInput;
};


export type MutationUpdateTopicArgs = {
  input: UpdateTopicInput;
};


export type MutationUpdateTopicSubscriberArgs = {
  input: UpdateTopicSubscriberInput;
};

/** The position of a page in its list, as in Relay's specification. Lists are read forwards only. */
export type PageInfo = {
  /** Pass it as `after` to get the next page of the same list with the same arguments. Opaque; it does not expire. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether another page follows. A filtered page may have fewer than `first` nodes and still a next page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Always false. Relay's specification allows this for lists that are read forwards only. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The first entry's cursor. Null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/**
 * A push platform as Heliograph sends to it. While it fails for everybody, its deliveries are held: they wait `QUEUED`
 * instead of failing. One delivery at a time is let through as a probe. Once its push service answers, the others follow.
 * Messages to standard topics are never held: SNS itself sends them to devices.
 */
export type Platform = {
  /** Probes that failed since it is held. */
  readonly failedProbes: Scalars['Int']['output'];
  /** Null while its deliveries are sent. */
  readonly heldBecause: Maybe<HeldBecause>;
  /** The admin who holds it. */
  readonly heldBy: Maybe<Scalars['ID']['output']>;
  /** The next delivery from then on is a probe. Null while none is to follow: an admin holds it, or nothing does. */
  readonly nextProbeAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly platform: PushPlatform;
  /** When it was held or released last. Null if it never was held. */
  readonly since: Maybe<Scalars['AWSDateTime']['output']>;
};

export type PlatformOverridesInput = {
  /**
   * A JSON object merged over the APNs payload. Its members replace those of the payload. Two objects are merged member by
   * member, all the way down. `aps` must stay an object.
   * Refused on any level: members that begin with `heliograph`, and categories that begin with `HELIOGRAPH_`.
   */
  readonly apns?: InputMaybe<Scalars['AWSJSON']['input']>;
  /**
   * A JSON object merged over FCM's `message` in the same way. It must not have `token`, `topic` or `condition`, nor
   * `android.data` or `webpush.data`, which would take the place of `data`.
   * `data` holds strings under keys that FCM does not reserve. `android` must stay an object, and its `ttl` cannot be
   * changed. Refused as above: `heliograph…`, and `HELIOGRAPH_…` as `category`, `channel_id` or `click_action`, in FCM's
   * other form of these names too.
   */
  readonly fcm?: InputMaybe<Scalars['AWSJSON']['input']>;
};

export type PlatformPayload = {
  /** The most bytes that the push service accepts. */
  readonly limit: Scalars['Int']['output'];
  /** The exact payload for the push service, but with ids of the greatest length and the full time to live. */
  readonly payload: Scalars['AWSJSON']['output'];
  readonly platform: PushPlatform;
  /** Bytes of UTF-8. */
  readonly size: Scalars['Int']['output'];
  readonly withinLimit: Scalars['Boolean']['output'];
};

/**
 * The number of a topic's pushes to one platform by the push service's answer, from SNS's delivery-status logs. A push
 * counts once it has ended, within seconds as a rule, after SNS's retries of up to six hours.
 * What SNS does not log does not count: it logs every failure, and of the acceptances the share that the operator set.
 */
export type PlatformProgress = {
  /** Its time to live was over before the push service took it. */
  readonly expired: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly platform: PushPlatform;
  /** The push service took it. The phone may still not show it. */
  readonly providerAccepted: Scalars['Int']['output'];
};

export type PlatformProgressInput = {
  readonly expired: Scalars['Int']['input'];
  readonly failed: Scalars['Int']['input'];
  readonly platform: PushPlatform;
  readonly providerAccepted: Scalars['Int']['input'];
};

export type PreviewPublishInput = {
  readonly content: ContentInput;
  /** The device's locale: a BCP 47 language tag of at most 35 characters. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** With a `groupId` the payload has `heliograph.sequence`, as messages of a group or to a FIFO topic have. */
  readonly options?: InputMaybe<DeliveryOptionsInput>;
};

export type PreviewPublishPayload = {
  readonly payloads: ReadonlyArray<PlatformPayload>;
};

export type PublishBatchEntryInput = {
  /** Names the entry in the answer. Distinct in the batch. 1–80 characters of `A–Z a–z 0–9 _ -`. */
  readonly id: Scalars['String']['input'];
  readonly message: PublishInput;
};

export type PublishBatchError = {
  /** The `errorType` that `publish` would answer, such as `InvalidInput` or `Unavailable`. */
  readonly code: Scalars['String']['output'];
  /** The `errorInfo` that `publish` would answer. Its `field` is a path in this entry's `message`, called `input`. */
  readonly errorInfo: Maybe<Scalars['AWSJSON']['output']>;
  readonly message: Scalars['String']['output'];
  /** Whether the same entry, with the same idempotency key, may be accepted later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** True if the fault is in the entry, false if it is in the service. */
  readonly senderFault: Scalars['Boolean']['output'];
};

export type PublishBatchInput = {
  /**
   * 1–100. Together at most 256 KiB (262,144 bytes of UTF-8).
   * Each member counts with its path, such as `/"content"/"title"`, and defaults count too.
   */
  readonly entries: ReadonlyArray<PublishBatchEntryInput>;
};

export type PublishBatchPayload = {
  /** One for each entry, in the order of the input. */
  readonly results: ReadonlyArray<PublishBatchResult>;
};

/** The outcome of one entry: `message` or `error`. */
export type PublishBatchResult = {
  readonly error: Maybe<PublishBatchError>;
  /** The entry's id. */
  readonly id: Scalars['String']['output'];
  /** Null if the entry was not accepted. */
  readonly message: Maybe<AcceptedMessage>;
  /** Whether the message is that of an earlier call or entry with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  /** As in `PublishPayload`. */
  readonly unreachable: ReadonlyArray<Scalars['ID']['output']>;
};

export type PublishInput = {
  readonly audience: AudienceInput;
  readonly content: ContentInput;
  /**
   * Makes a retry safe for 24 h. The same key with the same arguments returns the first message (`replayed: true`).
   * Arguments are the same if they mean the same: with a default written out or not, in any order of members.
   * With other arguments it is refused (`IdempotencyKeyReused`). 1–128 characters of printable ASCII.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly options?: InputMaybe<DeliveryOptionsInput>;
  readonly reporting?: InputMaybe<Reporting>;
  /**
   * When to send: at most a year ahead. With a time in the past the message is sent at once.
   * It needs an offset, such as `Z` or `+01:00`, and a year of four digits.
   */
  readonly scheduledAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
};

export type PublishPayload = {
  readonly message: Message;
  /** Whether this is the answer to an earlier call with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  /**
   * Unknown recipients: users who never registered a device, and devices that are not registered.
   * The message goes to the others.
   */
  readonly unreachable: ReadonlyArray<Scalars['ID']['output']>;
};

/** A push address. A tagged union: give exactly one member. */
export type PushAddressInput = {
  readonly apns?: InputMaybe<ApnsAddressInput>;
  readonly fcm?: InputMaybe<FcmAddressInput>;
};

/** The push service behind an address. Each is one SNS platform application. */
export type PushPlatform =
  /** Apple Push Notification service, production. */
  | 'APNS'
  /** Apple Push Notification service, development builds. */
  | 'APNS_SANDBOX'
  /** Firebase Cloud Messaging (SNS calls it GCM). */
  | 'FCM';

export type PushType =
  /** Shown to the user. */
  | 'ALERT'
  /** Wakes the app without showing anything: only `data` is sent. */
  | 'BACKGROUND';

/** Give exactly one of `operation` and `group`. */
export type PutStepUpSettingInput = {
  /**
   * 1–4. A sign-in counts as a proof if it is at most `maxAge` old and its token's `acr` is `urn:cognito:loa:<level>` of
   * this level or more. Without it no sign-in counts.
   */
  readonly acrLevel?: InputMaybe<Scalars['Int']['input']>;
  /** The name of a group, new or not: 1–64 of `A–Z a–z 0–9 _ -`. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** Seconds for which a proof counts: 60–3,600, the life of an access token. 300 unless given. */
  readonly maxAge?: InputMaybe<Scalars['Int']['input']>;
  /** Wrong answers before the challenge is locked: 1–10, 5 unless given. A group counts them over all its challenges. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** At least one. `SOFTWARE_TOKEN_STEP_UP`, `SMS_STEP_UP` and `EMAIL_STEP_UP` unless given. */
  readonly methods?: InputMaybe<ReadonlyArray<StepUpMethod>>;
  /**
   * A field of this API by its coordinate, such as `Mutation.publish` or `Query.messages`.
   * Or another service's operation, such as `billing:transfer`.
   */
  readonly operation?: InputMaybe<Scalars['String']['input']>;
  /** With `group`: all operations of the group, 1–50, distinct, each as in `operation`. */
  readonly operations?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly requirement: StepUpRequirement;
  readonly scope?: InputMaybe<StepUpScope>;
};

export type PutStepUpSettingPayload = {
  readonly setting: StepUpSetting;
};

export type Query = {
  /**
   * The messages of all publishers, newest first, without their texts. For admins. It follows within about a second.
   * A page may have fewer than `first` nodes and still a next page. Errors: `InvalidInput`.
   */
  readonly allMessages: MessageSummaryConnection;
  /**
   * The audit log, newest first: every act of an admin, and of a service with a permission of admins, that changed
   * something: topics, their subscribers and followers, step-up settings, held platforms, messages of other publishers.
   * An act is in the log if and only if it was done. Entries are kept for `heliograph:auditDays`.
   * A page may have fewer than `first` entries and still a next page. For admins. Errors: `InvalidInput`.
   */
  readonly auditLog: AuditLogConnection;
  /**
   * The deliveries of a message, one per device, ordered by device. For its publisher and for admins.
   * Empty if there is no such message or it is someone else's. Errors: `InvalidInput`.
   */
  readonly deliveries: DeliveryConnection;
  /**
   * The message's delivery events after `after`, in order. A client catches up with it after a reconnect.
   * Sequence numbers are dense, from 1. A gap means that the client missed an event. Errors: `InvalidInput`.
   */
  readonly deliveryEvents: DeliveryEventPage;
  /** One of the caller's devices. Null if there is no such device or it is someone else's. Errors: `InvalidInput`. */
  readonly device: Maybe<Device>;
  /** The caller's devices, ordered by id. Errors: `InvalidInput`. */
  readonly devices: DeviceConnection;
  /**
   * The messages that the caller's devices received, newest first: one entry per delivery that was sent and did not fail.
   * It follows the ledger within about a second. `onMyDeliveries` does not wait for it. Errors: `InvalidInput`.
   */
  readonly inbox: InboxConnection;
  /** The signed-in user, from the verified token. */
  readonly me: User;
  /**
   * A message. For its publisher and for admins. Null if there is no such message or it is someone else's.
   * Errors: `InvalidInput`.
   */
  readonly message: Maybe<Message>;
  /** The caller's messages, newest first. Admins may name another publisher. Errors: `InvalidInput`. */
  readonly messages: MessageConnection;
  /** Every push platform, and whether its deliveries are held. For publishers and admins. */
  readonly platforms: ReadonlyArray<Platform>;
  /**
   * The payload that `publish` would send, per platform, with its size. Nothing is sent or stored.
   * It refuses what `publish` refuses, in the same words.
   * A payload over its platform's limit is not an error here: it has `withinLimit: false`. Errors: `InvalidInput`.
   */
  readonly previewPublish: PreviewPublishPayload;
  /**
   * A redelivery, as far as it has come. For the message's publisher and for admins. Null if there is none, or it is
   * someone else's. The message's own `progress` and reports show the deliveries. Errors: `InvalidInput`.
   */
  readonly redelivery: Maybe<Redelivery>;
  /**
   * The audit, newest first: every attempt to initiate, answer or approve, and every use of a proof of scope `OPERATION`.
   * It covers one UTC day (today unless given), or all days of one user. Entries are kept for a year.
   * For admins. Errors: `InvalidInput`.
   */
  readonly stepUpAudit: StepUpAuditConnection;
  /** A challenge that the caller opened under the same access token. Null otherwise. Errors: `InvalidInput`. */
  readonly stepUpChallenge: Maybe<StepUpChallenge>;
  /**
   * All step-up settings: first those of groups, then those of single operations, each ordered by name.
   * A page may have fewer than `first` entries. For admins. Errors: `InvalidInput`.
   */
  readonly stepUpSettings: StepUpSettingConnection;
  /**
   * The users whose subscriptions to a topic have this status, such as those who wait for approval. Ordered by user.
   * Empty for a topic that does not exist. For admins. Errors: `InvalidInput`.
   */
  readonly topicFollowers: TopicFollowerConnection;
  /**
   * The queues, web hooks, mailboxes and functions that admins added to a topic, with their current state at SNS.
   * Empty for a topic that does not exist. For admins. Errors: `InvalidInput`.
   */
  readonly topicSubscribers: TopicSubscriberConnection;
  /**
   * The caller's topic subscriptions, ordered by topic: those of their devices, requests, and what admins decided on them.
   * Errors: `InvalidInput`.
   */
  readonly topicSubscriptions: TopicSubscriptionConnection;
  /**
   * The topics that the caller may subscribe to, ordered by id. Admins, publishers and services see all topics.
   * A page may have fewer than `first` nodes and still a next page. Errors: `InvalidInput`.
   */
  readonly topics: TopicConnection;
  /**
   * What was sent, or was not sent, to a user's devices, newest first, each with its reason in words. For admins.
   * No texts of messages are in it. It follows the ledger within about a second. A page may have fewer than `first` nodes
   * and still a next page. A user without devices has no deliveries: `Message.unreachable` names them.
   * Errors: `InvalidInput`.
   */
  readonly userDeliveries: UserDeliveryConnection;
  /**
   * A user's devices, ordered by id. For admins: with `userDeliveries` it tells why a user got nothing.
   * Empty for a user without devices. Errors: `InvalidInput`.
   */
  readonly userDevices: DeviceConnection;
};


export type QueryAllMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  publisherId?: InputMaybe<Scalars['ID']['input']>;
  since?: InputMaybe<Scalars['AWSDateTime']['input']>;
  status?: InputMaybe<ReadonlyArray<MessageStatus>>;
};


export type QueryAuditLogArgs = {
  actor?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  operation?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['AWSDateTime']['input']>;
  target?: InputMaybe<Scalars['String']['input']>;
  until?: InputMaybe<Scalars['AWSDateTime']['input']>;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  messageId: Scalars['ID']['input'];
  status?: InputMaybe<ReadonlyArray<DeliveryStatus>>;
};


export type QueryDeliveryEventsArgs = {
  after?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  messageId: Scalars['ID']['input'];
};


export type QueryDeviceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDevicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryInboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  changedSince?: InputMaybe<Scalars['AWSDateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMessageArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  publisherId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPreviewPublishArgs = {
  input: PreviewPublishInput;
};


export type QueryRedeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStepUpAuditArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  day?: InputMaybe<Scalars['AWSDate']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryStepUpChallengeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStepUpSettingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTopicFollowersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status: TopicSubscriptionStatus;
  topicId: Scalars['ID']['input'];
};


export type QueryTopicSubscribersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  topicId: Scalars['ID']['input'];
};


export type QueryTopicSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTopicsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUserDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['AWSDateTime']['input']>;
  status?: InputMaybe<ReadonlyArray<DeliveryStatus>>;
  userId: Scalars['ID']['input'];
};


export type QueryUserDevicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  userId: Scalars['ID']['input'];
};

export type RedeliverInput = {
  /** 1–128 characters of printable ASCII. The same key means the same call for 24 hours. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The message. */
  readonly messageId: Scalars['ID']['input'];
  /**
   * Why the deliveries failed that are sent again. Only retryable reasons, at most 20.
   * Left out: all retryable reasons but `NO_ANSWER`, since a push without an answer may have arrived.
   */
  readonly reasons?: InputMaybe<ReadonlyArray<DeliveryReason>>;
};

export type RedeliverPayload = {
  readonly redelivery: Redelivery;
  /** Whether this call repeats an earlier one, and did nothing again. */
  readonly replayed: Scalars['Boolean']['output'];
};

export type RedeliverToSubscriberInput = {
  /** Not a mailbox, to which SNS alone writes. */
  readonly endpoint: TopicSubscriberEndpointInput;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly topicId: Scalars['ID']['input'];
};

export type RedeliverToSubscriberPayload = {
  /** Messages that it did not take in this call. They stay kept. */
  readonly failed: Scalars['Int']['output'];
  /** About how many messages are still kept. */
  readonly kept: Scalars['Int']['output'];
  /** Why it did not take the last of these, in words. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** Messages that the subscriber took in this call: 0 if it is a repetition. */
  readonly redelivered: Scalars['Int']['output'];
  /** Whether an earlier call with the same key did it. Nothing was sent now. */
  readonly replayed: Scalars['Boolean']['output'];
  readonly topicId: Scalars['ID']['output'];
};

/** Failed deliveries of a message that are sent again. */
export type Redelivery = {
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** Set once it is `FINISHED` or `STOPPED`. */
  readonly finishedAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly messageId: Scalars['ID']['output'];
  /** Sorted. */
  readonly reasons: ReadonlyArray<DeliveryReason>;
  /** The number of deliveries that it has opened again so far. */
  readonly reopened: Scalars['Int']['output'];
  readonly status: RedeliveryStatus;
};

export type RedeliveryStatus =
  /** It has looked at every delivery of the message. */
  | 'FINISHED'
  /** It opens deliveries again, one after the other. */
  | 'RUNNING'
  /** The message was cancelled or expired meanwhile. */
  | 'STOPPED';

export type RegisterDeviceInput = {
  readonly address: PushAddressInput;
  /** At most 64 characters. */
  readonly appVersion?: InputMaybe<Scalars['String']['input']>;
  /**
   * Chosen by the app and kept for the life of the installation: 1–128 characters of `A–Z a–z 0–9 . _ -`.
   * Make it of 122 random bits, such as a version 4 UUID. Others must not guess it. `heliograph-canary-…` is taken.
   */
  readonly deviceId: Scalars['ID']['input'];
  /**
   * A BCP 47 tag of at most 35 characters. The forms of CLDR, ICU, Java and POSIX become one: `zh_CN_#Hans` becomes
   * `zh-Hans-CN`.
   */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** At most 128 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** An IANA name. Java's `GMT+02:00` becomes `Etc/GMT-2`. */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterDevicePayload = {
  /** False if the device was known to the caller before. */
  readonly created: Scalars['Boolean']['output'];
  readonly device: Device;
  /** What the app told and could not be used. The device has no such value. */
  readonly ignored: ReadonlyArray<IgnoredDeviceFact>;
  /** The caller's devices that were removed, since a user may have no more: those unseen longest. Mostly empty. */
  readonly removedDeviceIds: ReadonlyArray<Scalars['ID']['output']>;
};

export type ReleasePlatformInput = {
  readonly platform: PushPlatform;
};

export type ReleasePlatformPayload = {
  readonly platform: Platform;
};

export type RemoveTopicSubscriberInput = {
  readonly endpoint: TopicSubscriberEndpointInput;
  readonly topicId: Scalars['ID']['input'];
};

export type RemoveTopicSubscriberPayload = {
  /** False if there was nothing to remove. */
  readonly removed: Scalars['Boolean']['output'];
  readonly topicId: Scalars['ID']['output'];
};

export type ReportDeliveriesInput = {
  /** At most 100. */
  readonly events: ReadonlyArray<DeliveryEventInput>;
  readonly forPublisher: Scalars['Boolean']['input'];
  readonly messageId: Scalars['ID']['input'];
  readonly messageStatus?: InputMaybe<MessageStatus>;
  readonly progress?: InputMaybe<MessageProgressInput>;
  readonly publisherId?: InputMaybe<Scalars['ID']['input']>;
  readonly statusChanges: ReadonlyArray<MessageStatus>;
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

export type ReportDeviceInput = {
  readonly addressVersion: Scalars['Int']['input'];
  readonly at: Scalars['AWSDateTime']['input'];
  readonly change: DeviceChange;
  readonly deviceId: Scalars['ID']['input'];
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly platform: PushPlatform;
  readonly reason?: InputMaybe<DeliveryReason>;
  readonly userId: Scalars['ID']['input'];
};

export type ReportPlatformInput = {
  readonly failedProbes: Scalars['Int']['input'];
  readonly heldBecause?: InputMaybe<HeldBecause>;
  readonly heldBy?: InputMaybe<Scalars['ID']['input']>;
  readonly nextProbeAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
  readonly platform: PushPlatform;
  readonly since?: InputMaybe<Scalars['AWSDateTime']['input']>;
};

export type ReportTopicSubscriberInput = {
  readonly addedBy: Scalars['ID']['input'];
  readonly at: Scalars['AWSDateTime']['input'];
  readonly endpoint: Scalars['String']['input'];
  readonly protocol: TopicSubscriberProtocol;
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  readonly status: TopicSubscriberStatus;
  readonly topicId: Scalars['ID']['input'];
};

export type ReportTopicSubscriptionInput = {
  readonly at: Scalars['AWSDateTime']['input'];
  readonly status?: InputMaybe<TopicSubscriptionStatus>;
  readonly topicId: Scalars['ID']['input'];
  readonly userId: Scalars['ID']['input'];
};

/** How Heliograph reports deliveries live to their publisher. Users hear every change of their own ones in any case. */
export type Reporting =
  /**
   * `PER_DELIVERY` for up to 100 devices, `PROGRESS` above. The devices of a platform are counted while they are sent to:
   * the changes of the first 100 are reported each.
   */
  | 'AUTOMATIC'
  /** Every change of every delivery. */
  | 'PER_DELIVERY'
  /** Counts only, at most about once a second. */
  | 'PROGRESS';

export type RequireStepUpInput = {
  /** The arguments to which the proof is bound, written the same way for each repetition. At most 4,096 characters. */
  readonly arguments: Scalars['String']['input'];
  /** The service and its operation, such as `billing:transfer`. */
  readonly operation: Scalars['String']['input'];
  /**
   * What the user is asked to approve, such as `Pay 20 EUR to Bob`. The proof is bound to it too.
   * It shows on lock screens. 1–120 characters on one line, none of them invisible.
   */
  readonly summary: Scalars['String']['input'];
  readonly user: StepUpSubjectInput;
};

export type RequireStepUpPayload = {
  readonly operation: Scalars['String']['output'];
};

export type RespondToStepUpChallengeInput = {
  readonly challengeId: Scalars['ID']['input'];
  /** As many digits as `codeLength` of the challenge says. Give either this or `credential`. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /**
   * For `PASSKEY_STEP_UP`: `toJSON()` of the credential that `navigator.credentials.get` returned, an
   * AuthenticationResponseJSON of Web Authentication Level 3. At most 16,384 characters.
   */
  readonly credential?: InputMaybe<Scalars['AWSJSON']['input']>;
};

export type RespondToStepUpChallengePayload = {
  readonly challenge: StepUpChallenge;
};

export type RetryBackoff =
  | 'ARITHMETIC'
  | 'EXPONENTIAL'
  | 'GEOMETRIC'
  | 'LINEAR';

export type SqsSubscriberInput = {
  readonly queueArn: Scalars['String']['input'];
};

/** The outcome of a challenge on the device. */
export type StepUpApproval = {
  /** The challenge's id. */
  readonly id: Scalars['ID']['output'];
  /** `STEP_UP_COMPLETED`, or `STEP_UP_LOCKED` if it was denied. */
  readonly status: StepUpChallengeStatus;
};

export type StepUpAuditConnection = {
  readonly edges: ReadonlyArray<StepUpAuditEdge>;
  readonly nodes: ReadonlyArray<StepUpAuditEntry>;
  readonly pageInfo: PageInfo;
};

export type StepUpAuditEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StepUpAuditEntry;
};

/**
 * One attempt to initiate, answer or approve a challenge, or one use of a proof of scope `OPERATION`.
 * It has no codes, tokens or addresses.
 */
export type StepUpAuditEntry = {
  readonly at: Scalars['AWSDateTime']['output'];
  readonly challengeId: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
  /** Null if none was chosen yet. */
  readonly method: Maybe<StepUpMethod>;
  /** Null if the user has no such challenge. */
  readonly operation: Maybe<Scalars['String']['output']>;
  /** `STEP_UP_INITIATED`, `STEP_UP_COMPLETED`, `STEP_UP_CONSUMED`, or the `errorType` of the refusal. */
  readonly outcome: Scalars['String']['output'];
  /** Cognito `sub`. */
  readonly userId: Scalars['ID']['output'];
};

/** A demand for a proof of identity, bound to one operation, its arguments and one access token. */
export type StepUpChallenge = {
  readonly attemptsRemaining: Scalars['Int']['output'];
  /** Number of digits of the code: 6 or 8. Null for a method without a code, and until it is initiated. */
  readonly codeLength: Maybe<Scalars['Int']['output']>;
  /** Where a code went, masked, such as `+*******9999`. */
  readonly destination: Maybe<Scalars['String']['output']>;
  /** After this the challenge, or the proof it became, is void. */
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** The end of the lock. Null if it is not locked. */
  readonly lockedUntil: Maybe<Scalars['AWSDateTime']['output']>;
  /** For `PUSH_STEP_UP`: two digits to show. The user enters them on the device. */
  readonly matchNumber: Maybe<Scalars['String']['output']>;
  /** Null until it is initiated. */
  readonly method: Maybe<StepUpMethod>;
  readonly operation: Scalars['String']['output'];
  readonly status: StepUpChallengeStatus;
  /**
   * What the user is asked to approve, such as `Send a message to 3 users`: at most 120 characters, on one line.
   * The push and the message with the code say it too.
   */
  readonly summary: Scalars['String']['output'];
};

export type StepUpChallengeStatus =
  /** It was answered correctly. The call passes. */
  | 'STEP_UP_COMPLETED'
  /** The call was made and spent the proof. */
  | 'STEP_UP_CONSUMED'
  /** The method is chosen, and its code, if it has one, is sent. */
  | 'STEP_UP_INITIATED'
  /** Too many wrong answers. */
  | 'STEP_UP_LOCKED'
  /** A refused call opened it. */
  | 'STEP_UP_REQUIRED';

export type StepUpMethod =
  /** A code sent to the verified e-mail address. */
  | 'EMAIL_STEP_UP'
  /** The factor cannot be determined. The user answers as with a software token. */
  | 'MAYBE_SOFTWARE_TOKEN_STEP_UP'
  /**
   * A passkey (WebAuthn) that the user registered before signing in.
   * It is chosen, before `PUSH_STEP_UP`, if the setting names it and the user has one.
   * A backend that is deployed without passkeys refuses settings that name it.
   */
  | 'PASSKEY_STEP_UP'
  /**
   * Approval on a device that the user registered before signing in, under the device's own sign-in: `approveStepUp`.
   * It is chosen if the setting names it and the user has such a device.
   */
  | 'PUSH_STEP_UP'
  /** A code sent to the verified phone number. */
  | 'SMS_STEP_UP'
  /** A time-based code from an authenticator app (RFC 6238). */
  | 'SOFTWARE_TOKEN_STEP_UP';

export type StepUpRequirement =
  /** Refused for everyone. */
  | 'STEP_UP_DENY'
  /** No proof is needed, whatever the default is. */
  | 'STEP_UP_NOT_REQUIRED'
  /** The caller must prove again who they are. */
  | 'STEP_UP_REQUIRED';

export type StepUpScope =
  /** A proof unlocks one call with the same arguments, once. */
  | 'OPERATION'
  /**
   * A proof unlocks operations of this scope until it is `maxAge` old or the token ends.
   * A proof for an operation of a group unlocks the group.
   * A proof for an operation without a group unlocks that operation.
   */
  | 'SESSION';

/** The proof that an operation, or each operation of a group, needs. */
export type StepUpSetting = {
  /**
   * A sign-in counts as a proof, for any call, if it is at most `maxAge` old and its token has an `acr` claim of this
   * level or more. Null: no sign-in counts.
   */
  readonly acrLevel: Maybe<Scalars['Int']['output']>;
  /** The group's name. Null for a single operation. */
  readonly group: Maybe<Scalars['String']['output']>;
  /** Seconds for which a proof counts: 60–3,600, the life of an access token. It ends with its token. */
  readonly maxAge: Scalars['Int']['output'];
  /**
   * Wrong answers before the challenge is locked: 1–10.
   * A group counts them over all its challenges and locks as a whole.
   */
  readonly maxAttempts: Scalars['Int']['output'];
  /** Methods that satisfy it. */
  readonly methods: ReadonlyArray<StepUpMethod>;
  /**
   * A field of this API by its coordinate, such as `Mutation.publish` or `Query.messages`, or another service's operation.
   * Null for a group.
   */
  readonly operation: Maybe<Scalars['String']['output']>;
  /** The operation, or the operations of the group in the order in which they were given. */
  readonly operations: ReadonlyArray<Scalars['String']['output']>;
  readonly requirement: StepUpRequirement;
  readonly scope: StepUpScope;
  readonly updatedAt: Scalars['AWSDateTime']['output'];
  /** Cognito `sub` of who changed it last. */
  readonly updatedBy: Scalars['ID']['output'];
};

export type StepUpSettingConnection = {
  readonly edges: ReadonlyArray<StepUpSettingEdge>;
  readonly nodes: ReadonlyArray<StepUpSetting>;
  readonly pageInfo: PageInfo;
};

export type StepUpSettingEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StepUpSetting;
};

/** Claims of the user's access token. The service must have verified the token. */
export type StepUpSubjectInput = {
  readonly jti: Scalars['ID']['input'];
  readonly sub: Scalars['ID']['input'];
};

export type SubscribeToTopicInput = {
  /**
   * An SNS filter policy over the messages' attributes. Without it the subscriber gets all messages.
   * It is a JSON object of at most 5 attribute names, each with a list of values or operators: `prefix`, `suffix`,
   * `equals-ignore-case`, `wildcard`, `anything-but`, `numeric`, `exists`, `cidr`. `$or` lists at least two such objects,
   * of which one must pass. At most 150 combinations of values and 4,096 characters.
   * SNS allows 200 subscriptions with filter policies per topic, unless AWS raises that. Devices beyond it get nothing,
   * and the subscription's `failure` says so.
   */
  readonly filterPolicy?: InputMaybe<Scalars['AWSJSON']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type SubscribeToTopicPayload = {
  readonly subscription: TopicSubscription;
};

/**
 * The number of a topic's queues, web hooks and functions by what became of the message there, from SNS's delivery-status
 * logs. It counts what SNS logs: every failure, and of the successes the share that the operator set. Mailboxes do not
 * count. A kept message that an admin hands over again stays counted as failed.
 */
export type SubscriberProgress = {
  readonly delivered: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
};

export type SubscriberProgressInput = {
  readonly delivered: Scalars['Int']['input'];
  readonly failed: Scalars['Int']['input'];
};

export type Subscription = {
  /**
   * Live reports of one message. For its publisher and for admins. Errors: `InvalidInput`, `NotFound` (also for others).
   * Subscribe first, then read `deliveryEvents` from the last sequence number seen. Together they leave no gap.
   */
  readonly onDeliveryReport: Maybe<DeliveryReport>;
  /**
   * Live reports of every change of everything sent to the caller's devices, whatever the audience of the message.
   * Heliograph reports them as far as AppSync's rate allows.
   * Subscribe first, then read `inbox` with `changedSince` of the last `asOf`. Together they miss nothing.
   */
  readonly onMyDeliveries: Maybe<DeliveryReport>;
  /**
   * Changes of the caller's devices, such as a dead token: such a device gets no messages until its app registers again.
   * A report may repeat or, rarely, be missed. `devices` has the current state.
   */
  readonly onMyDevices: Maybe<DeviceReport>;
  /**
   * Live reports of all messages of the caller, from their acceptance on: every status, and the progress.
   * Publishers and admins get their own ones, services those of their role.
   * Subscribe first, then read `messages`. Together they miss nothing.
   */
  readonly onMyPublications: Maybe<DeliveryReport>;
  /**
   * Changes of the caller's topic subscriptions, such as an admin's approval.
   * A report may repeat or, rarely, be missed. `topicSubscriptions` has the current state.
   */
  readonly onMyTopicSubscriptions: Maybe<TopicSubscriptionReport>;
  /**
   * Tells of each platform that is held or released, live. For publishers and admins: it is one report for all messages.
   * A message's `heldBecause` says whether it waits. Subscribe first, then read `platforms`.
   */
  readonly onPlatformState: Maybe<Platform>;
  /**
   * The outcome of a challenge with `PUSH_STEP_UP`, for the access token under which it was opened.
   * After a reconnect read `stepUpChallenge`. Errors: `InvalidInput`, `NotFound`.
   */
  readonly onStepUpChallenge: Maybe<StepUpApproval>;
  /**
   * Queues, web hooks, mailboxes and functions of all topics that fail, are suspended, are well again, or were not
   * confirmed in time. For admins. A report may repeat or, rarely, be missed. `topicSubscribers` has the current state.
   */
  readonly onTopicSubscribers: Maybe<TopicSubscriberReport>;
};


export type SubscriptionOnDeliveryReportArgs = {
  messageId: Scalars['ID']['input'];
};


export type SubscriptionOnStepUpChallengeArgs = {
  id: Scalars['ID']['input'];
};

/**
 * An SNS topic. A message to it is one publication, however many subscribers it has.
 * It is encrypted at rest, refuses publishers without TLS, and signs what web hooks get with `SignatureVersion` 2.
 */
export type Topic = {
  readonly access: TopicAccess;
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** The Cognito group of a topic with the access `GROUP`. Null for others. */
  readonly group: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** For people: 1–100 characters. */
  readonly name: Scalars['String']['output'];
  readonly status: TopicStatus;
  readonly type: TopicType;
};

/** Which users may subscribe to a topic. It does not limit who publishes to it, nor the queues that admins add. */
export type TopicAccess =
  /** Every signed-in user sees the topic. A subscription waits until an admin approves it. */
  | 'APPROVAL'
  /**
   * Only members of a Cognito group see the topic and may subscribe. For other users it does not exist.
   * The access token says who is a member. It is asked when the user subscribes and whenever an app of theirs registers.
   * So a user who leaves the group keeps the subscription until then: revoke it to end it at once.
   */
  | 'GROUP'
  /** Every signed-in user sees the topic and may subscribe. */
  | 'OPEN';

export type TopicAudience = {
  readonly attributes: Maybe<Scalars['AWSJSON']['output']>;
  readonly deduplicationId: Maybe<Scalars['String']['output']>;
  readonly groupId: Maybe<Scalars['String']['output']>;
  readonly topicId: Scalars['ID']['output'];
};

export type TopicAudienceInput = {
  /**
   * The attributes that subscribers' filter policies test: a JSON object of at most 10 strings and numbers.
   * Names have 1–256 of `A–Z a–z 0–9 _ - .` and do not begin with `heliograph`, `aws.` or `amazon.`. Dots stand alone,
   * and not at an end.
   * Strings have 1–256 characters without control characters, numbers are from -10^15 to 10^15.
   * A message to a standard topic has up to six more, for the phones. SNS gives a queue with raw delivery no message of
   * more than ten (SNS Developer Guide, "Message attributes"): where there is one, send four at most.
   */
  readonly attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  /**
   * For FIFO topics. A message is dropped (`DUPLICATE`) if the caller's last messages to its group, of 5 minutes, had one
   * with the same id. Other publishers' ids are others.
   * The message's own id unless given. 1–128 visible characters of ASCII.
   */
  readonly deduplicationId?: InputMaybe<Scalars['String']['input']>;
  /**
   * Required for a FIFO topic. Messages of one group reach each subscribed queue and user in the order of their
   * acceptance, as with `DeliveryOptionsInput.groupId`. All publishers to the topic share its groups.
   * 1–128 visible characters of ASCII.
   */
  readonly groupId?: InputMaybe<Scalars['String']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type TopicConnection = {
  readonly edges: ReadonlyArray<TopicEdge>;
  readonly nodes: ReadonlyArray<Topic>;
  readonly pageInfo: PageInfo;
};

export type TopicEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Topic;
};

/** A user who is subscribed to a topic, or who asked to be. */
export type TopicFollower = {
  /** When an admin last decided on it. Null if none has. */
  readonly decidedAt: Maybe<Scalars['AWSDateTime']['output']>;
  /** Cognito `sub` of that admin. */
  readonly decidedBy: Maybe<Scalars['ID']['output']>;
  readonly filterPolicy: Maybe<Scalars['AWSJSON']['output']>;
  readonly status: TopicSubscriptionStatus;
  /** When the user subscribed, or asked for approval. */
  readonly subscribedAt: Scalars['AWSDateTime']['output'];
  readonly topicId: Scalars['ID']['output'];
  /** Cognito `sub`. */
  readonly userId: Scalars['ID']['output'];
  /** Cognito username, when the user subscribed. */
  readonly username: Scalars['String']['output'];
};

export type TopicFollowerConnection = {
  readonly edges: ReadonlyArray<TopicFollowerEdge>;
  readonly nodes: ReadonlyArray<TopicFollower>;
  readonly pageInfo: PageInfo;
};

export type TopicFollowerEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: TopicFollower;
};

/**
 * SNS's answer to a message to a topic.
 * SNS does not tell who the subscribers of a standard topic were, or what each one got.
 * So a message to a standard topic has no deliveries: `progress.platforms` and `progress.subscribers` count what SNS logs.
 * A message to a FIFO topic has a delivery for each device of a subscribed user, and none for queues.
 */
export type TopicPublication = {
  readonly publishedAt: Scalars['AWSDateTime']['output'];
  /** For a FIFO topic: SNS's sequence number, which grows within the topic. */
  readonly sequenceNumber: Maybe<Scalars['String']['output']>;
  readonly snsMessageId: Scalars['String']['output'];
};

export type TopicStatus =
  | 'ACTIVE'
  /**
   * SNS does not have it yet: repeat `createTopic` with the same idempotency key. After five minutes Heliograph does it
   * itself. What SNS has not made for a day is deleted.
   */
  | 'CREATING'
  /** It is being deleted. Heliograph repeats that until it is done. */
  | 'DELETING';

/**
 * A queue, web hook, mailbox or function that gets a topic's messages: JSON of `messageId`, `title`, `body` and `data`, in
 * SNS's own envelope unless `rawDelivery` is set. A mailbox gets title and body as text.
 * What SNS cannot hand over after its retries is kept for 14 days, or until the subscriber is removed.
 */
export type TopicSubscriber = {
  /** When it was first added. */
  readonly addedAt: Scalars['AWSDateTime']['output'];
  /** Until when its owner can confirm. Null for others than `PENDING_CONFIRMATION`. */
  readonly confirmBy: Maybe<Scalars['AWSDateTime']['output']>;
  /** Null for others than web hooks. */
  readonly delivery: Maybe<HttpsDelivery>;
  /** The ARN of the queue or function, the URL, or the e-mail address. */
  readonly endpoint: Scalars['String']['output'];
  /** Messages of this day, in UTC, that SNS could not hand over. SNS's logs may repeat: at least as many failed. */
  readonly failuresToday: Scalars['Int']['output'];
  /** In the form that SNS takes. */
  readonly filterPolicy: Maybe<Scalars['AWSJSON']['output']>;
  /** What the filter policy tests. */
  readonly filterPolicyScope: FilterPolicyScope;
  /** When Heliograph saw that nobody had confirmed it within 48 hours. Null unless that happened since it was last added. */
  readonly lapsedAt: Maybe<Scalars['AWSDateTime']['output']>;
  /** Why, in words. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** When SNS last could not hand a message over, after all its retries. Null if it never failed since it was added. */
  readonly lastFailureAt: Maybe<Scalars['AWSDateTime']['output']>;
  readonly protocol: TopicSubscriberProtocol;
  /** Whether it gets the JSON alone, without SNS's envelope and signature. */
  readonly rawDelivery: Scalars['Boolean']['output'];
  readonly status: TopicSubscriberStatus;
  /** The ARN of the subscription at SNS. Null until SNS has it. */
  readonly subscriptionArn: Maybe<Scalars['String']['output']>;
  readonly topicId: Scalars['ID']['output'];
};

export type TopicSubscriberConnection = {
  readonly edges: ReadonlyArray<TopicSubscriberEdge>;
  readonly nodes: ReadonlyArray<TopicSubscriber>;
  readonly pageInfo: PageInfo;
};

export type TopicSubscriberEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: TopicSubscriber;
};

/**
 * The receiver of the messages. A tagged union: give exactly one member.
 * A FIFO topic takes `sqs` only. Only a FIFO topic takes a FIFO queue.
 */
export type TopicSubscriberEndpointInput = {
  readonly email?: InputMaybe<EmailSubscriberInput>;
  readonly https?: InputMaybe<HttpsSubscriberInput>;
  readonly lambda?: InputMaybe<LambdaSubscriberInput>;
  readonly sqs?: InputMaybe<SqsSubscriberInput>;
};

export type TopicSubscriberProtocol =
  | 'EMAIL'
  | 'HTTPS'
  | 'LAMBDA'
  | 'SQS';

/** What became of a topic's subscriber. */
export type TopicSubscriberReport = {
  /** Cognito `sub` of the admin who added it. */
  readonly addedBy: Scalars['ID']['output'];
  readonly at: Scalars['AWSDateTime']['output'];
  readonly endpoint: Scalars['String']['output'];
  readonly protocol: TopicSubscriberProtocol;
  /** Why, in words. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /**
   * `FAILING`, `SUSPENDED`, `LAPSED`, or `CONFIRMED` where it takes messages again. With a reason about its settings: SNS
   * refused a change that its call had left, and the subscriber is as it was.
   */
  readonly status: TopicSubscriberStatus;
  readonly topicId: Scalars['ID']['output'];
};

export type TopicSubscriberStatus =
  /** SNS does not have it yet, or not its latest settings. Heliograph repeats that until it is done. */
  | 'ADDING'
  | 'CONFIRMED'
  /**
   * SNS could not hand the last messages over: see `lastError`. What it did not take is kept for 14 days.
   * The next message that it takes ends this. SNS says nothing of mailboxes.
   */
  | 'FAILING'
  /** SNS no longer has it: nobody confirmed it in time, or its owner ended it. Add it again, or remove it. */
  | 'LAPSED'
  /** SNS has asked its owner to confirm, and sends nothing until then (`confirmBy`). Add it again: SNS asks again. */
  | 'PENDING_CONFIRMATION'
  /** It is being removed. Heliograph repeats that until it is done. */
  | 'REMOVING'
  /**
   * It took nothing for days (3, unless a setting says otherwise), so SNS does not try any more. Add it again to resume.
   * What was kept stays, up to 14 days.
   */
  | 'SUSPENDED';

/** A user's subscription to a topic, for all their devices. */
export type TopicSubscription = {
  /** When an admin last decided on it. Null if none has. */
  readonly decidedAt: Maybe<Scalars['AWSDateTime']['output']>;
  /** Why some of the user's devices do not get the topic's messages. Null where all do, or will within seconds. */
  readonly failure: Maybe<TopicSubscriptionFailure>;
  /** In the form that SNS takes. */
  readonly filterPolicy: Maybe<Scalars['AWSJSON']['output']>;
  readonly status: TopicSubscriptionStatus;
  /** When the user subscribed, or asked for approval. */
  readonly subscribedAt: Scalars['AWSDateTime']['output'];
  readonly topicId: Scalars['ID']['output'];
};

export type TopicSubscriptionConnection = {
  readonly edges: ReadonlyArray<TopicSubscriptionEdge>;
  readonly nodes: ReadonlyArray<TopicSubscription>;
  readonly pageInfo: PageInfo;
};

export type TopicSubscriptionDecision =
  | 'APPROVE'
  | 'DENY'
  | 'REVOKE';

export type TopicSubscriptionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: TopicSubscription;
};

export type TopicSubscriptionFailure =
  /** SNS does not take the filter policy. Subscribe with another one. */
  | 'FILTER_POLICY_INVALID'
  /** SNS has no room for another filter policy. Subscribe again later, or without one. */
  | 'FILTER_POLICY_LIMIT';

/** A change of a user's subscription to a topic. */
export type TopicSubscriptionReport = {
  readonly at: Scalars['AWSDateTime']['output'];
  /** Null if the subscription ended: the user ended it, or is not in the topic's group any more. */
  readonly status: Maybe<TopicSubscriptionStatus>;
  readonly topicId: Scalars['ID']['output'];
  /** Cognito `sub` of the user. */
  readonly userId: Scalars['ID']['output'];
};

export type TopicSubscriptionStatus =
  /** The user's devices get the topic's messages. */
  | 'ACTIVE'
  /** An admin denied the request. Nothing is delivered. */
  | 'DENIED'
  /** It waits for an admin's approval. Nothing is delivered. */
  | 'REQUESTED'
  /** An admin ended the subscription. Nothing is delivered. */
  | 'REVOKED';

export type TopicType =
  /**
   * Delivers each message group in order, to SQS queues and to subscribed users' devices.
   * SNS passes the messages to Heliograph. Heliograph sends a user the next message once the one before it is done:
   * SNS has accepted it, or it ended. Such messages have deliveries, with localized texts and live reports.
   */
  | 'FIFO'
  /** SNS delivers to devices at least once and in any order. */
  | 'STANDARD';

export type UnreachableReason =
  /**
   * The user had no enabled device when the message was sent. It is known from then on.
   * Disabled devices have deliveries, which are `SUPPRESSED`.
   */
  | 'NO_ENABLED_DEVICE'
  /** The user never registered a device, or the device was not registered, when the message was accepted. */
  | 'UNKNOWN';

/** A recipient that the audience names and that the message does not reach. */
export type UnreachableRecipient = {
  /** A user's or a device's id, as the audience names it. */
  readonly id: Scalars['ID']['output'];
  readonly reason: UnreachableReason;
};

export type UnregisterDeviceInput = {
  readonly deviceId: Scalars['ID']['input'];
};

export type UnregisterDevicePayload = {
  readonly deviceId: Scalars['ID']['output'];
  /** False if there was nothing to forget. */
  readonly unregistered: Scalars['Boolean']['output'];
};

export type UnsubscribeFromTopicInput = {
  readonly topicId: Scalars['ID']['input'];
};

export type UnsubscribeFromTopicPayload = {
  readonly topicId: Scalars['ID']['output'];
  /** False if there was nothing to end. A denial or revocation stays. */
  readonly unsubscribed: Scalars['Boolean']['output'];
};

export type UpdateTopicInput = {
  readonly access: TopicAccess;
  /** As for `createTopic`. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type UpdateTopicPayload = {
  readonly topic: Topic;
};

export type UpdateTopicSubscriberInput = {
  readonly delivery?: InputMaybe<HttpsDeliveryInput>;
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `addTopicSubscriber`, and so are the others. */
  readonly filterPolicy?: InputMaybe<Scalars['AWSJSON']['input']>;
  readonly filterPolicyScope?: InputMaybe<FilterPolicyScope>;
  readonly rawDelivery?: InputMaybe<Scalars['Boolean']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type UpdateTopicSubscriberPayload = {
  readonly subscriber: TopicSubscriber;
};

/** A signed-in user. */
export type User = {
  /** Cognito groups in the token, such as `publishers` and `admins`. */
  readonly groups: ReadonlyArray<Scalars['String']['output']>;
  /** Cognito `sub`. `AudienceInput.userIds` takes these. */
  readonly id: Scalars['ID']['output'];
  /** Cognito username. */
  readonly username: Scalars['String']['output'];
};

/** A delivery, as support looks at it. */
export type UserDelivery = {
  readonly delivery: Delivery;
  /** What became of it and what to do about it, in a sentence or two. For people: its words may change. */
  readonly explanation: Scalars['String']['output'];
};

export type UserDeliveryConnection = {
  readonly edges: ReadonlyArray<UserDeliveryEdge>;
  readonly nodes: ReadonlyArray<UserDelivery>;
  readonly pageInfo: PageInfo;
};

export type UserDeliveryEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: UserDelivery;
};
