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
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `subscribeToTopic`. All messages unless given. */
  readonly filterPolicy?: InputMaybe<Scalars['AWSJSON']['input']>;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: Scalars['String']['input'];
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
  /** The two digits on the waiting screen. Not needed to deny. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** From the push: `heliograph.stepUp`. */
  readonly secret: Scalars['String']['input'];
};

/** Whom a message is for. Exactly one member is set. */
export type Audience = {
  readonly deviceIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly platform?: Maybe<PushPlatform>;
  readonly topic?: Maybe<TopicAudience>;
  readonly userIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

/** Whom a message is for. A tagged union: exactly one member is given. */
export type AudienceInput = {
  /** Device ids. 1–90, distinct. */
  readonly deviceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every enabled device of one push platform. */
  readonly platform?: InputMaybe<PushPlatform>;
  /** Whoever is subscribed to a topic. Of a standard topic they get the text without localizations. */
  readonly topic?: InputMaybe<TopicAudienceInput>;
  /** Cognito `sub`s: every enabled device of these users. 1–90, distinct. */
  readonly userIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type CancelMessageInput = {
  readonly messageId: Scalars['ID']['input'];
};

export type CancelMessagePayload = {
  /**
   * Deliveries of the message that are `CANCELLED` now, as far as 15 seconds go; the rest of a large audience follows, as `progress` tells. Those of
   * an audience not yet resolved are not counted: they are never made. What is being sent at this moment is sent. A repeated call counts the same ones.
   */
  readonly cancelledDeliveries: Scalars['Int']['output'];
  readonly message: Message;
};

export type ConsumeStepUpGrantPayload = {
  /** The challenge whose proof was spent. Null where the setting needs none, or a session's proof counts. */
  readonly challengeId?: Maybe<Scalars['ID']['output']>;
  readonly operation: Scalars['String']['output'];
};

/** What a message says and how it is shown. */
export type ContentInput = {
  /** Number on the app's icon, 0–99,999. Apple only, and not in the background. */
  readonly badge?: InputMaybe<Scalars['Int']['input']>;
  /** At most 2,000 characters. */
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** Notification category (Apple) and channel (Android). At most 64 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /**
   * A JSON object of strings, which the app receives with the message. At most 32 entries. Keys: 1–64 characters; not `aps`, `from`, `notification`,
   * `message_type`, `collapse_key`, nor beginning with `heliograph`, `google` or `gcm`.
   */
  readonly data?: InputMaybe<Scalars['AWSJSON']['input']>;
  /** Where a tap leads, as the app understands it. At most 1,024 characters. */
  readonly deepLink?: InputMaybe<Scalars['String']['input']>;
  /** An image to show, https. */
  readonly image?: InputMaybe<Scalars['AWSURL']['input']>;
  /** Texts for other languages; the device's locale chooses (RFC 4647 lookup), else `title` and `body`. At most 20. */
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

/** Exactly one of `operation` and `group` must be given. */
export type DeleteStepUpSettingInput = {
  readonly group?: InputMaybe<Scalars['String']['input']>;
  readonly operation?: InputMaybe<Scalars['String']['input']>;
};

export type DeleteStepUpSettingPayload = {
  /** False if there was no such setting. */
  readonly deleted: Scalars['Boolean']['output'];
  /** Null for a single operation. */
  readonly group?: Maybe<Scalars['String']['output']>;
  /** Null for a group. */
  readonly operation?: Maybe<Scalars['String']['output']>;
};

export type DeleteTopicInput = {
  readonly topicId: Scalars['ID']['input'];
};

export type DeleteTopicPayload = {
  /** False if there was nothing to delete. */
  readonly deleted: Scalars['Boolean']['output'];
  readonly topicId: Scalars['ID']['output'];
};

/** One message on its way to one device: the ledger's entry. */
export type Delivery = {
  /** How many times it was handed to SNS. */
  readonly attempts: Scalars['Int']['output'];
  readonly createdAt: Scalars['AWSDateTime']['output'];
  readonly deviceId: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
  readonly messageId: Scalars['ID']['output'];
  readonly platform: PushPlatform;
  /** Why it ended so; set for `FAILED` and `SUPPRESSED`. */
  readonly reason?: Maybe<DeliveryReason>;
  /** Whether publishing again may succeed. Null unless `reason` is set. */
  readonly retryable?: Maybe<Scalars['Boolean']['output']>;
  /** Id that SNS gave the message, once sent. */
  readonly snsMessageId?: Maybe<Scalars['String']['output']>;
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
  readonly reason?: Maybe<DeliveryReason>;
  readonly retryable?: Maybe<Scalars['Boolean']['output']>;
  /** Dense per message, from 1. */
  readonly sequence: Scalars['Int']['output'];
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
  readonly sequence: Scalars['Int']['input'];
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
  /** A later message with the same id replaces an earlier one on the device. At most 64 bytes (APNs). */
  readonly collapseId?: InputMaybe<Scalars['String']['input']>;
  /**
   * Messages with the same one reach each user's devices in the order in which they were accepted, scheduled ones in that of their times: SNS has a
   * message before the next one of the group is sent to that user. Then the push services have it, which keep no order: `heliograph.sequence` in the
   * payload sorts, as text, as the messages do. For users alone (`audience.userIds`); a FIFO topic has groups of its own. 1–128 visible characters of ASCII.
   */
  readonly groupId?: InputMaybe<Scalars['String']['input']>;
  readonly priority?: InputMaybe<DeliveryPriority>;
  readonly pushType?: InputMaybe<PushType>;
  /** Seconds after which the message is worthless: 1–2,419,200 (28 days). 86,400 unless given. From `scheduledAt` if that is given. */
  readonly timeToLive?: InputMaybe<Scalars['Int']['input']>;
};

export type DeliveryPriority =
  /** At once (APNs 10, FCM high). */
  | 'HIGH'
  /** When it suits the device's battery (APNs 5, FCM normal). */
  | 'NORMAL';

export type DeliveryReason =
  /** The platform application's credentials were refused. Retryable once they are mended. */
  | 'CREDENTIALS_INVALID'
  /** The device was unregistered, or went to another user, after the message was accepted. Not retryable. */
  | 'DEVICE_GONE'
  /** The endpoint was disabled before sending. Not retryable until the app registers again. */
  | 'ENDPOINT_DISABLED'
  /** Anything else. Retryable. */
  | 'INTERNAL'
  /** The push service refused the content. Not retryable. */
  | 'INVALID_PAYLOAD'
  /** The push service says the token is dead; the device is disabled. Not retryable until the app registers again. */
  | 'INVALID_TOKEN'
  /** Over the push service's limit. Not retryable. */
  | 'PAYLOAD_TOO_LARGE'
  /** The push service did not answer. Retryable. */
  | 'PROVIDER_UNAVAILABLE'
  /** SNS or the push service was throttling until the attempts ran out. Retryable. */
  | 'THROTTLED'
  /** The token belongs to other credentials (FCM's SENDER_ID_MISMATCH). Not retryable. */
  | 'TOKEN_MISMATCH'
  /** The push service let it lapse. Not retryable. */
  | 'TTL_EXPIRED';

/**
 * What subscriptions carry: events of one user's deliveries of one message, or, without a user, the message's progress. Changes are gathered for up to
 * about a second: first come the reports with their events, then one with the progress that they lead to. They arrive in any order and may repeat;
 * `DeliveryEvent.sequence` tells, and what was missed stands in `deliveryEvents`. Of a message reported by `PROGRESS` there are no events
 * but those of the apps' own acknowledgements.
 */
export type DeliveryReport = {
  /** In sequence order. Empty in a progress report. */
  readonly events: ReadonlyArray<DeliveryEvent>;
  /** Whether those who follow the message get it. False for acknowledgements of a message reported by `PROGRESS`: they reach the user's own feed alone. */
  readonly forPublisher: Scalars['Boolean']['output'];
  readonly messageId: Scalars['ID']['output'];
  /** The message's status, in a progress report. */
  readonly messageStatus?: Maybe<MessageStatus>;
  readonly progress?: Maybe<MessageProgress>;
  readonly userId?: Maybe<Scalars['ID']['output']>;
};

/**
 * `QUEUED → SENT → PROVIDER_ACCEPTED → RECEIVED → OPENED`; steps may be skipped, none is taken back. `FAILED`, `EXPIRED`, `SUPPRESSED` and `CANCELLED`
 * end it early. A client's `RECEIVED` or `OPENED` outranks a failure that was reported about the same delivery. Work that was given up ends `FAILED`
 * (`INTERNAL`); when the operator has it done again, its deliveries are `QUEUED` once more.
 */
export type DeliveryStatus =
  /** Its message was cancelled first. */
  | 'CANCELLED'
  /** Its time to live ran out first. */
  | 'EXPIRED'
  /** It did not arrive; `reason` says why. */
  | 'FAILED'
  /** The app says the user opened it. */
  | 'OPENED'
  /** APNs or FCM took it. Not proof that it was shown. */
  | 'PROVIDER_ACCEPTED'
  /** Durable, to be sent. */
  | 'QUEUED'
  /** The app says it arrived. */
  | 'RECEIVED'
  /** SNS took it; `snsMessageId` is known. */
  | 'SENT'
  /** It was not sent, on purpose; `reason` says why. */
  | 'SUPPRESSED';

export type DeliveryTransition = {
  readonly at: Scalars['AWSDateTime']['output'];
  readonly reason?: Maybe<DeliveryReason>;
  readonly status: DeliveryStatus;
};

/** An app installation that can receive push messages. It belongs to one user at a time. */
export type Device = {
  /** Counts up with every change of the address: a failure of an older token never disables a newer one. */
  readonly addressVersion: Scalars['Int']['output'];
  /** Version of the app, as it registered. */
  readonly appVersion?: Maybe<Scalars['String']['output']>;
  /** Why the device is disabled; null while it is enabled. */
  readonly disabledReason?: Maybe<DeliveryReason>;
  /** Chosen by the app: 1–128 characters of `A–Z a–z 0–9 . _ -`. */
  readonly id: Scalars['ID']['output'];
  /** The last time the app registered. After 270 days unseen the device is removed. */
  readonly lastSeenAt: Scalars['AWSDateTime']['output'];
  /** BCP 47 language tag, which chooses the localized variant of a message. */
  readonly locale?: Maybe<Scalars['String']['output']>;
  /** A name for people, such as “Ada's phone”. */
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly platform: PushPlatform;
  readonly registeredAt: Scalars['AWSDateTime']['output'];
  readonly status: DeviceStatus;
  /** IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone?: Maybe<Scalars['String']['output']>;
};

export type DeviceChange =
  /** Its token is dead. */
  | 'DISABLED'
  /** It was registered for the first time, or its address changed, or it is enabled again. */
  | 'REGISTERED'
  /** It was unregistered, went to another user, or was not seen for 270 days. */
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

/** Something that happened to a device. */
export type DeviceReport = {
  /** `Device.addressVersion` after the change: a report of a lower version than the one known is old news. */
  readonly addressVersion: Scalars['Int']['output'];
  readonly at: Scalars['AWSDateTime']['output'];
  readonly change: DeviceChange;
  readonly deviceId: Scalars['ID']['output'];
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly platform: PushPlatform;
  /** Why it was disabled; null for other changes. */
  readonly reason?: Maybe<DeliveryReason>;
  /** Whose device it is, or was. */
  readonly userId: Scalars['ID']['output'];
};

export type DeviceStatus =
  /** Its token is dead; it gets no messages until the app registers again. */
  | 'DISABLED'
  /** Messages are sent to it. */
  | 'ENABLED';

export type EmailSubscriberInput = {
  /** At most 254 characters of ASCII. */
  readonly address: Scalars['String']['input'];
};

export type FcmAddressInput = {
  /** The registration token: 1–4,096 characters without white space. */
  readonly token: Scalars['String']['input'];
};

export type HttpsSubscriberInput = {
  /** At most 900 characters of ASCII, without user and password. */
  readonly url: Scalars['String']['input'];
};

export type InboxConnection = {
  /** When this page was read, for `changedSince`. */
  readonly asOf: Scalars['AWSDateTime']['output'];
  readonly edges: ReadonlyArray<InboxEdge>;
  readonly nodes: ReadonlyArray<InboxItem>;
  readonly pageInfo: PageInfo;
  /**
   * Of the caller's newest 200 deliveries, those of the last 90 days that were sent and not opened. Counted up to 100, and only when it is selected:
   * leave it out where it is not shown.
   */
  readonly unreadCount: Scalars['Int']['output'];
};

export type InboxEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: InboxItem;
};

/** A message as one of the caller's devices got it. */
export type InboxItem = {
  readonly body?: Maybe<Scalars['String']['output']>;
  readonly data?: Maybe<Scalars['AWSJSON']['output']>;
  readonly delivery: Delivery;
  readonly title?: Maybe<Scalars['String']['output']>;
};

export type InitiateStepUpInput = {
  readonly challengeId: Scalars['ID']['input'];
};

export type InitiateStepUpPayload = {
  readonly challenge: StepUpChallenge;
  /**
   * For `PASSKEY_STEP_UP`: what the passkey is to sign, for `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get` (Web
   * Authentication Level 3, PublicKeyCredentialRequestOptionsJSON). Null for every other method.
   */
  readonly credentialRequestOptions?: Maybe<Scalars['AWSJSON']['output']>;
};

export type LambdaSubscriberInput = {
  readonly functionArn: Scalars['String']['input'];
};

export type LocalizationInput = {
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language tag, such as `de` or `pt-BR`. */
  readonly locale: Scalars['String']['input'];
  /** Instead of the message's own, which stays where this is left out. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** A message, accepted once and delivered to every device of its audience. */
export type Message = {
  readonly audience: Audience;
  readonly body?: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** The `data` object as it was published. */
  readonly data?: Maybe<Scalars['AWSJSON']['output']>;
  /** The message's deliveries, one per device, ordered by device. */
  readonly deliveries: DeliveryConnection;
  /** Set for a `DUPLICATE`: the message that had its deduplication id before. */
  readonly duplicateOf?: Maybe<Scalars['ID']['output']>;
  /** Nothing is sent after this. */
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  /** A ULID: ids sort by the time of acceptance. */
  readonly id: Scalars['ID']['output'];
  /** How many deliveries stand where. Final when `status` is `COMPLETED`, `CANCELLED` or `DUPLICATE`. */
  readonly progress: MessageProgress;
  /** Set once SNS has taken a message to a topic. */
  readonly publication?: Maybe<TopicPublication>;
  /** Cognito `sub` of the user, or the ARN of the IAM role, that published it. */
  readonly publisherId: Scalars['ID']['output'];
  readonly reporting: Reporting;
  /** When sending begins, if it was scheduled. */
  readonly scheduledAt?: Maybe<Scalars['AWSDateTime']['output']>;
  readonly status: MessageStatus;
  readonly title?: Maybe<Scalars['String']['output']>;
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

/** How many deliveries of a message stand in which state. */
export type MessageProgress = {
  readonly cancelled: Scalars['Int']['output'];
  readonly expired: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly opened: Scalars['Int']['output'];
  readonly providerAccepted: Scalars['Int']['output'];
  readonly queued: Scalars['Int']['output'];
  readonly received: Scalars['Int']['output'];
  readonly sent: Scalars['Int']['output'];
  readonly suppressed: Scalars['Int']['output'];
  /** All deliveries made so far. */
  readonly total: Scalars['Int']['output'];
};

export type MessageProgressInput = {
  readonly cancelled: Scalars['Int']['input'];
  readonly expired: Scalars['Int']['input'];
  readonly failed: Scalars['Int']['input'];
  readonly opened: Scalars['Int']['input'];
  readonly providerAccepted: Scalars['Int']['input'];
  readonly queued: Scalars['Int']['input'];
  readonly received: Scalars['Int']['input'];
  readonly sent: Scalars['Int']['input'];
  readonly suppressed: Scalars['Int']['input'];
  readonly total: Scalars['Int']['input'];
};

export type MessageStatus =
  /** Durable; its audience is not resolved yet. */
  | 'ACCEPTED'
  /** Cancelled before everything was sent. */
  | 'CANCELLED'
  /** Every delivery was attempted: each has left `QUEUED`. */
  | 'COMPLETED'
  /** A message to a FIFO topic that was dropped: another one of its group had the same deduplication id in the 5 minutes before, `duplicateOf`. */
  | 'DUPLICATE'
  /**
   * It could not be processed. Its deliveries that were not sent are `FAILED`; when the operator has it done again, it is `SENDING` once more. Of a message to
   * a topic: SNS refused it, or did not take it before it expired.
   */
  | 'FAILED'
  /** Durable, waiting for its time. */
  | 'SCHEDULED'
  /** Its deliveries are being made. */
  | 'SENDING';

export type Mutation = {
  /**
   * The app says that a message arrived (`RECEIVED`) or was opened (`OPENED`). For the device's owner. A state already passed is answered as it stands.
   * Errors: `NotFound`, `InvalidInput`.
   */
  readonly acknowledgeDelivery: AcknowledgeDeliveryPayload;
  /**
   * Adds a queue, web hook, mailbox or function to a topic's subscribers. Adding one again replaces its filter policy. Web hooks and mailboxes get nothing
   * before they have confirmed what SNS asks them; adding one again has SNS ask again. A queue's or function's own policy decides whether SNS may send to it: its owner has to allow
   * `sns.amazonaws.com` that, for this topic's ARN. For admins. Errors: `InvalidInput`, `NotFound`, `IdempotencyKeyReused`, `TooManySubscribers`,
   * `StepUpRequired`, `OperationDenied`.
   */
  readonly addTopicSubscriber: AddTopicSubscriberPayload;
  /**
   * Approves or denies, on a device that got the challenge by push. The device's own sign-in does it: the one that waits cannot approve for itself.
   * Denying locks the operation for that access token for 15 minutes. Select `id` and `status`: the waiting client gets what is selected here.
   * Errors: `NotFound`, `SameSession`, `CodeMismatch` (another number), `CodeReplayed`, `ChallengeExpired`, `ChallengeLocked`.
   */
  readonly approveStepUp: StepUpApproval;
  /**
   * Stops what has not been sent yet: those deliveries end `CANCELLED`. What SNS already has cannot be recalled.
   * Errors: `NotFound`, `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly cancelMessage: CancelMessagePayload;
  /**
   * The same, and spends the proof: call it right before doing the operation, which only one of two calls with one proof may do.
   * Errors: as `requireStepUp`, and `StepUpGrantSpent`.
   */
  readonly consumeStepUpGrant: ConsumeStepUpGrantPayload;
  /** Makes a topic. For admins. Errors: `InvalidInput`, `IdempotencyKeyReused`, `StepUpRequired`, `OperationDenied`. */
  readonly createTopic: CreateTopicPayload;
  /**
   * Removes a setting: the default of the operation, or of each of the group's, applies again. For admins, and itself privileged unless a setting says otherwise.
   * Errors: `InvalidInput`, `OperationInGroup` (its setting is the group's), `StepUpGroupChanged`, `StepUpRequired`, `OperationDenied`.
   */
  readonly deleteStepUpSetting: DeleteStepUpSettingPayload;
  /** Deletes a topic with all its subscriptions. For admins. Deleting what does not exist succeeds. Errors: `StepUpRequired`, `OperationDenied`. */
  readonly deleteTopic: DeleteTopicPayload;
  /**
   * Begins the challenge that a `StepUpRequired` error named. The server chooses the method and sends a code where the method needs one.
   * Calling it again sends another code, or gives a passkey something new to sign: three times in all.
   * Errors: `NotFound`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed` (it was answered already), `NoStepUpMethod`, `FactorTooNew` (set up after the sign-in), `CodeDeliveryFailed`,
   * `LimitExceeded`, `SignInRequired`.
   */
  readonly initiateStepUp: InitiateStepUpPayload;
  /**
   * Accepts a message for delivery. The answer comes once the message is durable; sending follows.
   * Errors: `InvalidInput` (names the field and the limit), `MessageTooLarge` (names the platform, its limit and the size), `UnknownRecipient` (none of
   * the recipients is known; `given` lists them), `IdempotencyKeyReused`, `StepUpRequired`, `OperationDenied`.
   */
  readonly publish: PublishPayload;
  /**
   * Accepts up to 100 messages in one call, each like a `publish` of its own: with its own idempotency key, and answered on its own. One that is
   * refused stops no other. Those of one group are accepted in the order of the input; where one of them is `Unavailable`, those behind it in the group are
   * not accepted either. A retry of the whole batch with the same keys accepts nothing twice, and so does one through `publish`.
   * What a step-up setting asks of `publish` is asked of a batch too, with its own where it has one: a proof is good for one batch with these entries.
   * Errors: `EmptyBatchRequest`, `TooManyEntriesInBatchRequest`, `InvalidBatchEntryId`, `BatchEntryIdsNotDistinct`, `BatchRequestTooLong`, for which
   * nothing is accepted; `StepUpRequired`, `OperationDenied`. Whatever concerns one message is in its result.
   */
  readonly publishBatch: PublishBatchPayload;
  /**
   * Says which operation, or which group of operations, needs step-up, and how strong. It replaces the setting that was there, a group's operations too:
   * one that is not named any more has its default again, one that had a setting of its own has the group's. An operation is in one group at most.
   * For admins, and itself privileged unless a setting says otherwise.
   * Errors: `InvalidInput` (such as an operation that this API does not have), `OperationInGroup` (of an operation that is in another group; says which),
   * `StepUpGroupChanged` (by somebody else at the same time), `StepUpRequired`, `OperationDenied`.
   */
  readonly putStepUpSetting: PutStepUpSettingPayload;
  /**
   * Registers this installation for push, or refreshes it. Call it at every app start and whenever the push service hands out a new token.
   * Idempotent by `deviceId`, so it takes no key: each call says all there is to say of the installation, and a member left out is forgotten.
   * A device that was another user's becomes the caller's in one transaction, and its former owner receives nothing more on it.
   * Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly registerDevice: RegisterDevicePayload;
  /**
   * Ends that. For admins. Removing what there is not succeeds. Errors: `InvalidInput`, `ConfirmationPending` (SNS ends no subscription that was not
   * confirmed; it lapses within 48 hours, and the call may be repeated then), `StepUpRequired`, `OperationDenied`.
   */
  readonly removeTopicSubscriber: RemoveTopicSubscriberPayload;
  /** For the functions alone: what subscriptions carry. It must be called with every field selected, for subscribers get what its caller selected. */
  readonly reportDeliveries: DeliveryReport;
  /** For the functions alone: what `onMyDevices` carries. It must be called with every field selected, for subscribers get what its caller selected. */
  readonly reportDevice: DeviceReport;
  /**
   * For other services: refuses with `StepUpRequired` unless the user has proved who they are for this operation and these arguments. The service hands
   * the error to its user, who answers the challenge with `initiateStepUp` and `respondToStepUpChallenge` under the same access token, and calls again.
   * An operation without a setting needs step-up.
   * Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`, `ChallengeLocked`, `StepUpUnavailable`.
   */
  readonly requireStepUp: RequireStepUpPayload;
  /**
   * Answers a challenge, with a code or, where its method is `PASSKEY_STEP_UP`, a credential. After a correct answer the refused call passes, once, with
   * the same arguments and the same access token.
   * Errors: `InvalidInput`, `NotFound`, `ChallengeNotInitiated`, `CodeMismatch` (says how many attempts remain), `CodeExpired` (or sent for another
   * challenge), `CodeReplayed`,
   * `ChallengeExpired`, `ChallengeLocked` (says until when), `FactorTooNew`, `LimitExceeded`, `SignInRequired`; for a passkey also `UnknownPasskey`,
   * `PasskeyChallengeMismatch` (it signed another challenge), `RelyingPartyMismatch` (it signed for another site).
   */
  readonly respondToStepUpChallenge: RespondToStepUpChallengePayload;
  /**
   * Subscribes the caller's devices to a topic: those there are and those that come, for as long as they are the caller's. It takes effect within
   * seconds. Subscribing again replaces the filter policy. Errors: `NotFound`, `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly subscribeToTopic: SubscribeToTopicPayload;
  /**
   * Forgets a device of the caller's: nothing more is sent to it, and its push endpoint and topic subscriptions are deleted.
   * Unregistering what is not registered succeeds. Errors: `InvalidInput`, `StepUpRequired`, `OperationDenied`.
   */
  readonly unregisterDevice: UnregisterDevicePayload;
  /** Ends the subscription of all the caller's devices, within seconds. Ending what there is not succeeds. Errors: `StepUpRequired`, `OperationDenied`. */
  readonly unsubscribeFromTopic: UnsubscribeFromTopicPayload;
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


export type MutationDeleteStepUpSettingArgs = {
  input: DeleteStepUpSettingInput;
};


export type MutationDeleteTopicArgs = {
  input: DeleteTopicInput;
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


export type MutationRegisterDeviceArgs = {
  input: RegisterDeviceInput;
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

/** Where a page of a connection stands, as Relay's specification has it. Lists are read forwards. */
export type PageInfo = {
  /** Pass it as `after` to get the next page. Opaque; valid for 24 h. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether another page follows. A filtered page may hold fewer than `first` nodes and still have a next one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** False: lists are read forwards alone, and the specification asks no more of them. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The first entry's cursor. Null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type PlatformOverridesInput = {
  /** A JSON object merged over the APNs payload: its members replace, where both are objects their members do. `aps` stays an object, `heliograph` as it is. */
  readonly apns?: InputMaybe<Scalars['AWSJSON']['input']>;
  /**
   * A JSON object merged over FCM's `message` in the same way. Without `token`, `topic` and `condition`; `data` holds strings, under keys that FCM does not
   * reserve. `android.ttl` and `data`'s `heliograph.…` stay as they are.
   */
  readonly fcm?: InputMaybe<Scalars['AWSJSON']['input']>;
};

export type PlatformPayload = {
  /** Bytes that the push service takes at most. */
  readonly limit: Scalars['Int']['output'];
  /** Exactly what is handed to the push service, but with ids as long as they get, and seconds to live that have not begun to run. */
  readonly payload: Scalars['AWSJSON']['output'];
  readonly platform: PushPlatform;
  /** Bytes of UTF-8. */
  readonly size: Scalars['Int']['output'];
  readonly withinLimit: Scalars['Boolean']['output'];
};

export type PreviewPublishInput = {
  readonly content: ContentInput;
  /** The device locale to render for: a BCP 47 language tag of at most 35 characters. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** With a `groupId` the payload has the `heliograph.sequence` that messages of a group have, those to a FIFO topic too. */
  readonly options?: InputMaybe<DeliveryOptionsInput>;
};

export type PreviewPublishPayload = {
  readonly payloads: ReadonlyArray<PlatformPayload>;
};

export type PublishBatchEntryInput = {
  /** Names the entry in the answer; distinct in the batch. 1–80 of A–Z a–z 0–9 _ -. */
  readonly id: Scalars['String']['input'];
  readonly message: PublishInput;
};

export type PublishBatchError = {
  /** What `publish` would have answered as its `errorType`, such as `InvalidInput`, or `Unavailable`. */
  readonly code: Scalars['String']['output'];
  /** As `publish` would have answered; its `field` is a path from this entry's `message`, called `input`. */
  readonly errorInfo?: Maybe<Scalars['AWSJSON']['output']>;
  readonly message: Scalars['String']['output'];
  /** Whether the same entry, with the same idempotency key, may be accepted later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** Whether the entry is to blame, rather than the service. */
  readonly senderFault: Scalars['Boolean']['output'];
};

export type PublishBatchInput = {
  /** 1–100, together at most 256 KiB (262,144 bytes of UTF-8), where every member counts with its path, such as `/"content"/"title"`. */
  readonly entries: ReadonlyArray<PublishBatchEntryInput>;
};

export type PublishBatchPayload = {
  /** One for each entry, in the order of the input. */
  readonly results: ReadonlyArray<PublishBatchResult>;
};

/** What became of one entry: `message`, or `error`. */
export type PublishBatchResult = {
  readonly error?: Maybe<PublishBatchError>;
  /** The entry's. */
  readonly id: Scalars['String']['output'];
  /** Null if it was not accepted. */
  readonly message?: Maybe<Message>;
  /** Whether the message is that of an earlier call, or entry, with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  /** As in `PublishPayload`. */
  readonly unreachable: ReadonlyArray<Scalars['ID']['output']>;
};

export type PublishInput = {
  readonly audience: AudienceInput;
  readonly content: ContentInput;
  /**
   * Makes a retry safe for 24 h: the same key with the same arguments answers with the first message (`replayed: true`); with other arguments it is
   * `IdempotencyKeyReused`. 1–128 characters of printable ASCII.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly options?: InputMaybe<DeliveryOptionsInput>;
  readonly reporting?: InputMaybe<Reporting>;
  /** Sends later: at most a year ahead. A time that has passed sends at once. */
  readonly scheduledAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
};

export type PublishPayload = {
  readonly message: Message;
  /** Whether this is the answer to an earlier call with the same key. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Recipients that nothing is known of: users who never registered a device, devices that are not registered. The message goes to the others. */
  readonly unreachable: ReadonlyArray<Scalars['ID']['output']>;
};

/** A push address. A tagged union: exactly one member is given, so that new kinds of address fit in. */
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

/** Exactly one of `operation` and `group` must be given. */
export type PutStepUpSettingInput = {
  /** 1–4: a sign-in whose token carries `urn:cognito:loa:<level>` or more as its `acr`, at most `maxAge` ago, counts too. None does unless given. */
  readonly acrLevel?: InputMaybe<Scalars['Int']['input']>;
  /** The name of a group, new or not: 1–64 of `A–Z a–z 0–9 _ -`. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** Seconds for which a proof counts: 60–3,600. 300 unless given. */
  readonly maxAge?: InputMaybe<Scalars['Int']['input']>;
  /** Wrong answers before the challenge is locked: 1–10; over all challenges of a group together. 5 unless given. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** `SOFTWARE_TOKEN_STEP_UP`, `SMS_STEP_UP` and `EMAIL_STEP_UP` unless given. At least one. */
  readonly methods?: InputMaybe<ReadonlyArray<StepUpMethod>>;
  /** A field of this API by its coordinate, such as `Mutation.publish`, or another service's operation, such as `billing:transfer`. */
  readonly operation?: InputMaybe<Scalars['String']['input']>;
  /** With `group`: all its operations, 1–50, each as `operation` takes it, and once. */
  readonly operations?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly requirement: StepUpRequirement;
  readonly scope?: InputMaybe<StepUpScope>;
};

export type PutStepUpSettingPayload = {
  readonly setting: StepUpSetting;
};

export type Query = {
  /**
   * Deliveries of a message, one per device, ordered by device: for its publisher and for admins.
   * Empty if there is no such message, or it is someone else's.
   */
  readonly deliveries: DeliveryConnection;
  /**
   * The message's delivery events in order, from just after `after`: how a client catches up after a reconnect. Sequence numbers are dense, from 1,
   * so that a hole means something was missed.
   */
  readonly deliveryEvents: DeliveryEventPage;
  /** One of the caller's devices; null if there is none by that id, or it is someone else's. */
  readonly device?: Maybe<Device>;
  /** The caller's devices, ordered by id. */
  readonly devices: DeviceConnection;
  /**
   * The caller's received messages on any of their devices, newest first: one entry per delivery that was sent and did not fail. It follows the ledger
   * within about a second; `onMyDeliveries` does not wait for it.
   */
  readonly inbox: InboxConnection;
  /** The signed-in user, as the verified token names them. */
  readonly me: User;
  /** A message: for its publisher and for admins. Null if there is none by that id, or it is someone else's. */
  readonly message?: Maybe<Message>;
  /** The caller's messages, newest first. Admins may name another publisher. */
  readonly messages: MessageConnection;
  /**
   * What `publish` would put on the wire, per platform, with its size, without sending or storing anything.
   * Errors: `InvalidInput`. A payload over its platform's limit is an answer here (`withinLimit: false`), not an error.
   */
  readonly previewPublish: PreviewPublishPayload;
  /**
   * Every attempt to initiate, answer or approve, and every use of a proof of scope `OPERATION`, newest first: of a UTC day (today unless given), or of a user over all days. Kept for a year. For admins.
   * Errors: `InvalidInput`.
   */
  readonly stepUpAudit: StepUpAuditConnection;
  /** A challenge of the caller's, opened under the same access token. Null otherwise. */
  readonly stepUpChallenge?: Maybe<StepUpChallenge>;
  /**
   * All step-up settings: those of groups, ordered by name, then those of single operations, ordered by theirs. A page may hold fewer than asked for.
   * For admins. Errors: `InvalidInput`.
   */
  readonly stepUpSettings: StepUpSettingConnection;
  /**
   * The queues, web hooks, mailboxes and functions that admins added to a topic, with what SNS says of them now. For admins. A topic that is not there has
   * none. Errors: `InvalidInput`.
   */
  readonly topicSubscribers: TopicSubscriberConnection;
  /** The topics that the caller's devices are subscribed to, ordered by topic. */
  readonly topicSubscriptions: TopicSubscriptionConnection;
  /** The topics there are, ordered by id. */
  readonly topics: TopicConnection;
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

export type RegisterDeviceInput = {
  readonly address: PushAddressInput;
  /** At most 64 characters. */
  readonly appVersion?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the app and kept for the life of the installation: 1–128 characters of `A–Z a–z 0–9 . _ -`. */
  readonly deviceId: Scalars['ID']['input'];
  /** BCP 47, at most 35 characters. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** At most 128 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** IANA name, at most 64 characters. */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterDevicePayload = {
  /** False if the device was known to the caller before. */
  readonly created: Scalars['Boolean']['output'];
  readonly device: Device;
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

/** How deliveries are reported live. */
export type Reporting =
  /** `PER_DELIVERY` for up to 100 devices, `PROGRESS` above. */
  | 'AUTOMATIC'
  /** Every change of every delivery. */
  | 'PER_DELIVERY'
  /** Counts only, at most about once a second. */
  | 'PROGRESS';

export type RequireStepUpInput = {
  /** What the proof is for, in a form that is the same for the same call: at most 4,096 characters. */
  readonly arguments: Scalars['String']['input'];
  /** The service and its operation, such as `billing:transfer`. */
  readonly operation: Scalars['String']['input'];
  readonly user: StepUpSubjectInput;
};

export type RequireStepUpPayload = {
  readonly operation: Scalars['String']['output'];
};

export type RespondToStepUpChallengeInput = {
  readonly challengeId: Scalars['ID']['input'];
  /** 6 digits, or 8 where the challenge says so (`codeLength`). Either this or `credential`. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /**
   * For `PASSKEY_STEP_UP`: what `navigator.credentials.get` answered, as its `toJSON` gives it (Web Authentication Level 3, AuthenticationResponseJSON).
   * At most 16,384 characters.
   */
  readonly credential?: InputMaybe<Scalars['AWSJSON']['input']>;
};

export type RespondToStepUpChallengePayload = {
  readonly challenge: StepUpChallenge;
};

export type SqsSubscriberInput = {
  readonly queueArn: Scalars['String']['input'];
};

/** How a challenge came out on the device. */
export type StepUpApproval = {
  /** The challenge's. */
  readonly id: Scalars['ID']['output'];
  /** `STEP_UP_COMPLETED`, or `STEP_UP_LOCKED` where it was denied. */
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

/** One attempt to initiate or answer a challenge, or the use of a proof of scope `OPERATION`. No codes, tokens or addresses. */
export type StepUpAuditEntry = {
  readonly at: Scalars['AWSDateTime']['output'];
  readonly challengeId: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
  /** Null where none was chosen yet. */
  readonly method?: Maybe<StepUpMethod>;
  /** Null where the user has no such challenge. */
  readonly operation?: Maybe<Scalars['String']['output']>;
  /** `STEP_UP_INITIATED`, `STEP_UP_COMPLETED`, `STEP_UP_CONSUMED`, or the `errorType` of the refusal. */
  readonly outcome: Scalars['String']['output'];
  /** Cognito `sub`. */
  readonly userId: Scalars['ID']['output'];
};

/** A demand to prove again who one is, bound to one operation, its arguments and one access token. */
export type StepUpChallenge = {
  readonly attemptsRemaining: Scalars['Int']['output'];
  /** How many digits the code has: 6 or 8. Null where the method has no code, and until it is initiated. */
  readonly codeLength?: Maybe<Scalars['Int']['output']>;
  /** Where a code went, masked, such as `+*******9999`. */
  readonly destination?: Maybe<Scalars['String']['output']>;
  /** After this the challenge, or the grant it became, is void. */
  readonly expiresAt: Scalars['AWSDateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** Until when it is locked, if it is. */
  readonly lockedUntil?: Maybe<Scalars['AWSDateTime']['output']>;
  /** For `PUSH_STEP_UP`: show these two digits, for the user to name them on the device. */
  readonly matchNumber?: Maybe<Scalars['String']['output']>;
  /** Null until it is initiated. */
  readonly method?: Maybe<StepUpMethod>;
  readonly operation: Scalars['String']['output'];
  readonly status: StepUpChallengeStatus;
};

export type StepUpChallengeStatus =
  /** Answered; the call passes. */
  | 'STEP_UP_COMPLETED'
  /** Its call was made. */
  | 'STEP_UP_CONSUMED'
  /** A method was chosen, and a code sent where it needs one. */
  | 'STEP_UP_INITIATED'
  /** Too many wrong answers. */
  | 'STEP_UP_LOCKED'
  /** Opened by a refused call. */
  | 'STEP_UP_REQUIRED';

export type StepUpMethod =
  /** A code sent to the verified e-mail address. */
  | 'EMAIL_STEP_UP'
  /** The factor cannot be determined; answered like a software token. */
  | 'MAYBE_SOFTWARE_TOKEN_STEP_UP'
  /**
   * A passkey that the user registered before signing in (WebAuthn). Where a setting names it and the user has one, it is the method, before
   * `PUSH_STEP_UP`. A backend deployed without passkeys takes no setting that names it.
   */
  | 'PASSKEY_STEP_UP'
  /**
   * Approval on a device that the user registered before signing in, by its own sign-in: `approveStepUp`. Where a setting names it and the user has such
   * a device, it is the method.
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
   * A proof unlocks privileged operations of this scope until it is `maxAge` old or the token ends: of a group those of the group alone, of an
   * operation without one all that are without one.
   */
  | 'SESSION';

/** Which proof an operation needs, or each operation of a group. */
export type StepUpSetting = {
  /** A sign-in whose token carries Cognito's `acr` claim of this level or more, at most `maxAge` ago, counts too, for any call. Null: none does. */
  readonly acrLevel?: Maybe<Scalars['Int']['output']>;
  /** The group's name. Null for a single operation. */
  readonly group?: Maybe<Scalars['String']['output']>;
  /** Seconds for which a proof counts: 60–3,600. */
  readonly maxAge: Scalars['Int']['output'];
  /** Wrong answers before the challenge is locked: 1–10. Those to challenges of one group count together, and the lock is the group's. */
  readonly maxAttempts: Scalars['Int']['output'];
  /** Methods that satisfy it. */
  readonly methods: ReadonlyArray<StepUpMethod>;
  /** A field of this API by its coordinate, such as `Mutation.publish`, or another service's operation. Null for a group. */
  readonly operation?: Maybe<Scalars['String']['output']>;
  /** What it is for: the operation, or the group's, in the order they were given. */
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

/** Claims of the user's access token, which the service has verified. */
export type StepUpSubjectInput = {
  readonly jti: Scalars['ID']['input'];
  readonly sub: Scalars['ID']['input'];
};

export type SubscribeToTopicInput = {
  /**
   * Which messages of the topic are wanted, by their attributes: an SNS filter policy, a JSON object of at most 5 attribute names, each with a list of
   * values or of operators (`prefix`, `suffix`, `equals-ignore-case`, `anything-but`, `numeric`, `exists`, `cidr`). All messages unless given. SNS allows 200 subscriptions with
   * filter policies a topic unless AWS raises that; devices beyond get nothing.
   */
  readonly filterPolicy?: InputMaybe<Scalars['AWSJSON']['input']>;
  readonly topicId: Scalars['ID']['input'];
};

export type SubscribeToTopicPayload = {
  readonly subscription: TopicSubscription;
};

export type Subscription = {
  /**
   * Live reports of one message, for its publisher and admins; refused as `NotFound` for others. Begin it, then read `deliveryEvents` from the last
   * sequence number seen: together they leave no gap.
   */
  readonly onDeliveryReport?: Maybe<DeliveryReport>;
  /** Live reports of everything sent to the caller's devices. Begin it, then read `inbox` from the last `asOf` (`changedSince`): together they miss nothing. */
  readonly onMyDeliveries?: Maybe<DeliveryReport>;
  /**
   * What happens to the caller's devices, on all their clients: above all, that a token died and a device gets no messages until its app registers again.
   * A report may repeat or, rarely, be missed: `devices` tells how things stand.
   */
  readonly onMyDevices?: Maybe<DeviceReport>;
  /** How a challenge with `PUSH_STEP_UP` comes out. For the access token it was opened under. `stepUpChallenge` tells how it stands after a reconnect. */
  readonly onStepUpChallenge?: Maybe<StepUpApproval>;
};


export type SubscriptionOnDeliveryReportArgs = {
  messageId: Scalars['ID']['input'];
};


export type SubscriptionOnStepUpChallengeArgs = {
  id: Scalars['ID']['input'];
};

/** An SNS topic: a message to it is one publication, however many are subscribed. */
export type Topic = {
  readonly createdAt: Scalars['AWSDateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** For people: 1–100 characters. */
  readonly name: Scalars['String']['output'];
  readonly status: TopicStatus;
  readonly type: TopicType;
};

export type TopicAudience = {
  readonly attributes?: Maybe<Scalars['AWSJSON']['output']>;
  readonly deduplicationId?: Maybe<Scalars['String']['output']>;
  readonly groupId?: Maybe<Scalars['String']['output']>;
  readonly topicId: Scalars['ID']['output'];
};

export type TopicAudienceInput = {
  /** What subscribers' filter policies look at: a JSON object of at most 10 strings and numbers. */
  readonly attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  /** For FIFO topics: a message with one that its group had in the last 5 minutes is dropped (`DUPLICATE`). The message's own id unless given. 1–128 visible characters of ASCII. */
  readonly deduplicationId?: InputMaybe<Scalars['String']['input']>;
  /**
   * FIFO topics need it: messages of one group reach each subscribed queue and user in the order in which they were accepted, as those of
   * `DeliveryOptionsInput.groupId` do. 1–128 visible characters of ASCII.
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

/**
 * SNS's answer to a message to a topic. Of a standard topic it is all that is known: which subscribers there were and what became of each, SNS does not tell,
 * so such a message has no deliveries and counts none. A message to a FIFO topic has a delivery for each device of a subscribed user, and none for queues.
 */
export type TopicPublication = {
  readonly publishedAt: Scalars['AWSDateTime']['output'];
  /** For a FIFO topic: it grows within the topic. */
  readonly sequenceNumber?: Maybe<Scalars['String']['output']>;
  readonly snsMessageId: Scalars['String']['output'];
};

export type TopicStatus =
  | 'ACTIVE'
  /** SNS does not have it yet: repeat `createTopic` with the same idempotency key. */
  | 'CREATING'
  /** Being deleted: repeat `deleteTopic` if it stays so. */
  | 'DELETING';

/**
 * A queue, web hook, mailbox or function that gets a topic's messages: JSON of `messageId`, `title`, `body` and `data`, in SNS's own envelope. A mailbox gets
 * title and body as text.
 */
export type TopicSubscriber = {
  /** When it was added first. */
  readonly addedAt: Scalars['AWSDateTime']['output'];
  /** The queue's or function's ARN, the URL, or the address. */
  readonly endpoint: Scalars['String']['output'];
  /** As SNS takes it. */
  readonly filterPolicy?: Maybe<Scalars['AWSJSON']['output']>;
  readonly protocol: TopicSubscriberProtocol;
  readonly status: TopicSubscriberStatus;
  /** SNS's; null until SNS has it. */
  readonly subscriptionArn?: Maybe<Scalars['String']['output']>;
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

/** What gets the messages. A tagged union: exactly one member is given. A FIFO topic takes `sqs` alone; only a FIFO topic takes a FIFO queue. */
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

export type TopicSubscriberStatus =
  /** SNS does not have it yet, or not its latest filter policy: repeat `addTopicSubscriber` if it stays so. */
  | 'ADDING'
  | 'CONFIRMED'
  /** SNS has it no more: nobody confirmed it in time, or its owner ended it. Add it again, or remove it. */
  | 'LAPSED'
  /** SNS has asked its owner to confirm, and sends nothing before. */
  | 'PENDING_CONFIRMATION'
  /** Being removed: repeat `removeTopicSubscriber` if it stays so. */
  | 'REMOVING';

/** A user's subscription to a topic, for all their devices. */
export type TopicSubscription = {
  /** As SNS takes it. */
  readonly filterPolicy?: Maybe<Scalars['AWSJSON']['output']>;
  readonly subscribedAt: Scalars['AWSDateTime']['output'];
  readonly topicId: Scalars['ID']['output'];
};

export type TopicSubscriptionConnection = {
  readonly edges: ReadonlyArray<TopicSubscriptionEdge>;
  readonly nodes: ReadonlyArray<TopicSubscription>;
  readonly pageInfo: PageInfo;
};

export type TopicSubscriptionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: TopicSubscription;
};

export type TopicType =
  /**
   * Delivers each message group in order, to SQS queues and to subscribed users' devices. SNS hands the messages on to Heliograph, which sends one to a user
   * when the one before it is settled there: SNS has taken it, or it ended. Such messages have deliveries, with localized texts and live reports.
   */
  | 'FIFO'
  /** Delivers to devices, at least once and in any order. */
  | 'STANDARD';

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
  /** False if there was nothing to end. */
  readonly unsubscribed: Scalars['Boolean']['output'];
};

/** A signed-in user. */
export type User = {
  /** Cognito groups the token carries, such as `publishers` and `admins`. */
  readonly groups: ReadonlyArray<Scalars['String']['output']>;
  /** Cognito `sub`; what `AudienceInput.userIds` takes. */
  readonly id: Scalars['ID']['output'];
  /** Cognito username. */
  readonly username: Scalars['String']['output'];
};
