/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AcknowledgeDeliveryInput = {
  /** From the push payload: `heliograph.deliveryId`. */
  readonly deliveryId: string;
  /** `RECEIVED` or `OPENED`. */
  readonly status: AcknowledgedStatus;
};

export type AcknowledgedStatus =
  | 'OPENED'
  | 'RECEIVED';

export type AddTopicSubscriberInput = {
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `subscribeToTopic`. All messages unless given. */
  readonly filterPolicy?: string | null | undefined;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: string;
  readonly topicId: string;
};

export type ApnsAddressInput = {
  /** Whether the build uses the development environment (`aps-environment: development`). */
  readonly sandbox?: boolean | null | undefined;
  /** The device token in hexadecimal: an even number of 2–400 digits. */
  readonly token: string;
};

export type ApproveStepUpInput = {
  readonly approve: boolean;
  readonly challengeId: string;
  /** The two digits on the waiting screen. Not needed to deny. */
  readonly number?: string | null | undefined;
  /** From the push: `heliograph.stepUp`. */
  readonly secret: string;
};

/** Whom a message is for. A tagged union: exactly one member is given. */
export type AudienceInput = {
  /** Device ids. 1–90, distinct. */
  readonly deviceIds?: ReadonlyArray<string> | null | undefined;
  /** Every enabled device of one push platform. */
  readonly platform?: PushPlatform | null | undefined;
  /** Whoever is subscribed to a topic. Of a standard topic they get the text without localizations. */
  readonly topic?: TopicAudienceInput | null | undefined;
  /** Cognito `sub`s: every enabled device of these users. 1–90, distinct. */
  readonly userIds?: ReadonlyArray<string> | null | undefined;
};

export type CancelMessageInput = {
  readonly messageId: string;
};

/** What a message says and how it is shown. */
export type ContentInput = {
  /** Number on the app's icon, 0–99,999. Apple only, and not in the background. */
  readonly badge?: number | null | undefined;
  /** At most 2,000 characters. */
  readonly body?: string | null | undefined;
  /** Notification category (Apple) and channel (Android). At most 64 characters. */
  readonly category?: string | null | undefined;
  /**
   * A JSON object of strings, which the app receives with the message. At most 32 entries. Keys: 1–64 characters; not `aps`, `from`, `notification`,
   * `message_type`, `collapse_key`, nor beginning with `heliograph`, `google` or `gcm`.
   */
  readonly data?: string | null | undefined;
  /** Where a tap leads, as the app understands it. At most 1,024 characters. */
  readonly deepLink?: string | null | undefined;
  /** An image to show, https. */
  readonly image?: string | null | undefined;
  /** Texts for other languages; the device's locale chooses (RFC 4647 lookup), else `title` and `body`. At most 20. */
  readonly localizations?: ReadonlyArray<LocalizationInput> | null | undefined;
  /** Members merged over the rendered payload of one platform, as that platform names them. */
  readonly overrides?: PlatformOverridesInput | null | undefined;
  /** `default`, or the name of a sound in the app bundle. */
  readonly sound?: string | null | undefined;
  /** Groups messages on the device. At most 64 characters. */
  readonly thread?: string | null | undefined;
  /** 1–256 characters. Required for an `ALERT`. */
  readonly title?: string | null | undefined;
};

export type CreateTopicInput = {
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: string;
  /** For people: 1–100 characters. */
  readonly name: string;
  readonly type?: TopicType | null | undefined;
};

/** Exactly one of `operation` and `group` must be given. */
export type DeleteStepUpSettingInput = {
  readonly group?: string | null | undefined;
  readonly operation?: string | null | undefined;
};

export type DeleteTopicInput = {
  readonly topicId: string;
};

export type DeliveryOptionsInput = {
  /** A later message with the same id replaces an earlier one on the device. At most 64 bytes (APNs). */
  readonly collapseId?: string | null | undefined;
  /**
   * Messages with the same one reach each user's devices in the order in which they were accepted, scheduled ones in that of their times: SNS has a
   * message before the next one of the group is sent to that user. Then the push services have it, which keep no order: `heliograph.sequence` in the
   * payload sorts, as text, as the messages do. For users alone (`audience.userIds`); a FIFO topic has groups of its own. 1–128 visible characters of ASCII.
   */
  readonly groupId?: string | null | undefined;
  readonly priority?: DeliveryPriority | null | undefined;
  readonly pushType?: PushType | null | undefined;
  /** Seconds after which the message is worthless: 1–2,419,200 (28 days). 86,400 unless given. From `scheduledAt` if that is given. */
  readonly timeToLive?: number | null | undefined;
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

export type DeviceChange =
  /** Its token is dead. */
  | 'DISABLED'
  /** It was registered for the first time, or its address changed, or it is enabled again. */
  | 'REGISTERED'
  /** It was unregistered, went to another user, or was not seen for 270 days. */
  | 'REMOVED';

export type DeviceStatus =
  /** Its token is dead; it gets no messages until the app registers again. */
  | 'DISABLED'
  /** Messages are sent to it. */
  | 'ENABLED';

export type EmailSubscriberInput = {
  /** At most 254 characters of ASCII. */
  readonly address: string;
};

export type FcmAddressInput = {
  /** The registration token: 1–4,096 characters without white space. */
  readonly token: string;
};

export type HttpsSubscriberInput = {
  /** At most 900 characters of ASCII, without user and password. */
  readonly url: string;
};

export type InitiateStepUpInput = {
  readonly challengeId: string;
};

export type LambdaSubscriberInput = {
  readonly functionArn: string;
};

export type LocalizationInput = {
  readonly body?: string | null | undefined;
  /** BCP 47 language tag, such as `de` or `pt-BR`. */
  readonly locale: string;
  /** Instead of the message's own, which stays where this is left out. */
  readonly title?: string | null | undefined;
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

export type PlatformOverridesInput = {
  /** A JSON object merged over the APNs payload: its members replace, where both are objects their members do. `aps` stays an object, `heliograph` as it is. */
  readonly apns?: string | null | undefined;
  /**
   * A JSON object merged over FCM's `message` in the same way. Without `token`, `topic` and `condition`; `data` holds strings, under keys that FCM does not
   * reserve. `android.ttl` and `data`'s `heliograph.…` stay as they are.
   */
  readonly fcm?: string | null | undefined;
};

export type PreviewPublishInput = {
  readonly content: ContentInput;
  /** The device locale to render for: a BCP 47 language tag of at most 35 characters. */
  readonly locale?: string | null | undefined;
  /** With a `groupId` the payload has the `heliograph.sequence` that messages of a group have, those to a FIFO topic too. */
  readonly options?: DeliveryOptionsInput | null | undefined;
};

export type PublishBatchEntryInput = {
  /** Names the entry in the answer; distinct in the batch. 1–80 of A–Z a–z 0–9 _ -. */
  readonly id: string;
  readonly message: PublishInput;
};

export type PublishBatchInput = {
  /** 1–100, together at most 256 KiB (262,144 bytes of UTF-8), where every member counts with its path, such as `/"content"/"title"`. */
  readonly entries: ReadonlyArray<PublishBatchEntryInput>;
};

export type PublishInput = {
  readonly audience: AudienceInput;
  readonly content: ContentInput;
  /**
   * Makes a retry safe for 24 h: the same key with the same arguments answers with the first message (`replayed: true`); with other arguments it is
   * `IdempotencyKeyReused`. 1–128 characters of printable ASCII.
   */
  readonly idempotencyKey: string;
  readonly options?: DeliveryOptionsInput | null | undefined;
  readonly reporting?: Reporting | null | undefined;
  /** Sends later: at most a year ahead. A time that has passed sends at once. */
  readonly scheduledAt?: string | null | undefined;
};

/** A push address. A tagged union: exactly one member is given, so that new kinds of address fit in. */
export type PushAddressInput = {
  readonly apns?: ApnsAddressInput | null | undefined;
  readonly fcm?: FcmAddressInput | null | undefined;
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
  readonly acrLevel?: number | null | undefined;
  /** The name of a group, new or not: 1–64 of `A–Z a–z 0–9 _ -`. */
  readonly group?: string | null | undefined;
  /** Seconds for which a proof counts: 60–3,600. 300 unless given. */
  readonly maxAge?: number | null | undefined;
  /** Wrong answers before the challenge is locked: 1–10; over all challenges of a group together. 5 unless given. */
  readonly maxAttempts?: number | null | undefined;
  /** `SOFTWARE_TOKEN_STEP_UP`, `SMS_STEP_UP` and `EMAIL_STEP_UP` unless given. At least one. */
  readonly methods?: ReadonlyArray<StepUpMethod> | null | undefined;
  /** A field of this API by its coordinate, such as `Mutation.publish`, or another service's operation, such as `billing:transfer`. */
  readonly operation?: string | null | undefined;
  /** With `group`: all its operations, 1–50, each as `operation` takes it, and once. */
  readonly operations?: ReadonlyArray<string> | null | undefined;
  readonly requirement: StepUpRequirement;
  readonly scope?: StepUpScope | null | undefined;
};

export type RegisterDeviceInput = {
  readonly address: PushAddressInput;
  /** At most 64 characters. */
  readonly appVersion?: string | null | undefined;
  /** Chosen by the app and kept for the life of the installation: 1–128 characters of `A–Z a–z 0–9 . _ -`. */
  readonly deviceId: string;
  /** BCP 47, at most 35 characters. */
  readonly locale?: string | null | undefined;
  /** At most 128 characters. */
  readonly name?: string | null | undefined;
  /** IANA name, at most 64 characters. */
  readonly timeZone?: string | null | undefined;
};

export type RemoveTopicSubscriberInput = {
  readonly endpoint: TopicSubscriberEndpointInput;
  readonly topicId: string;
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
  readonly arguments: string;
  /** The service and its operation, such as `billing:transfer`. */
  readonly operation: string;
  readonly user: StepUpSubjectInput;
};

export type RespondToStepUpChallengeInput = {
  readonly challengeId: string;
  /** 6 digits, or 8 where the challenge says so (`codeLength`). Either this or `credential`. */
  readonly code?: string | null | undefined;
  /**
   * For `PASSKEY_STEP_UP`: what `navigator.credentials.get` answered, as its `toJSON` gives it (Web Authentication Level 3, AuthenticationResponseJSON).
   * At most 16,384 characters.
   */
  readonly credential?: string | null | undefined;
};

export type SqsSubscriberInput = {
  readonly queueArn: string;
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

/** Claims of the user's access token, which the service has verified. */
export type StepUpSubjectInput = {
  readonly jti: string;
  readonly sub: string;
};

export type SubscribeToTopicInput = {
  /**
   * Which messages of the topic are wanted, by their attributes: an SNS filter policy, a JSON object of at most 5 attribute names, each with a list of
   * values or of operators (`prefix`, `suffix`, `equals-ignore-case`, `anything-but`, `numeric`, `exists`, `cidr`). All messages unless given. SNS allows 200 subscriptions with
   * filter policies a topic unless AWS raises that; devices beyond get nothing.
   */
  readonly filterPolicy?: string | null | undefined;
  readonly topicId: string;
};

export type TopicAudienceInput = {
  /** What subscribers' filter policies look at: a JSON object of at most 10 strings and numbers. */
  readonly attributes?: string | null | undefined;
  /** For FIFO topics: a message with one that its group had in the last 5 minutes is dropped (`DUPLICATE`). The message's own id unless given. 1–128 visible characters of ASCII. */
  readonly deduplicationId?: string | null | undefined;
  /**
   * FIFO topics need it: messages of one group reach each subscribed queue and user in the order in which they were accepted, as those of
   * `DeliveryOptionsInput.groupId` do. 1–128 visible characters of ASCII.
   */
  readonly groupId?: string | null | undefined;
  readonly topicId: string;
};

export type TopicStatus =
  | 'ACTIVE'
  /** SNS does not have it yet: repeat `createTopic` with the same idempotency key. */
  | 'CREATING'
  /** Being deleted: repeat `deleteTopic` if it stays so. */
  | 'DELETING';

/** What gets the messages. A tagged union: exactly one member is given. A FIFO topic takes `sqs` alone; only a FIFO topic takes a FIFO queue. */
export type TopicSubscriberEndpointInput = {
  readonly email?: EmailSubscriberInput | null | undefined;
  readonly https?: HttpsSubscriberInput | null | undefined;
  readonly lambda?: LambdaSubscriberInput | null | undefined;
  readonly sqs?: SqsSubscriberInput | null | undefined;
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

export type TopicType =
  /**
   * Delivers each message group in order, to SQS queues and to subscribed users' devices. SNS hands the messages on to Heliograph, which sends one to a user
   * when the one before it is settled there: SNS has taken it, or it ended. Such messages have deliveries, with localized texts and live reports.
   */
  | 'FIFO'
  /** Delivers to devices, at least once and in any order. */
  | 'STANDARD';

export type UnregisterDeviceInput = {
  readonly deviceId: string;
};

export type UnsubscribeFromTopicInput = {
  readonly topicId: string;
};

export type DeliveryFieldsFragment = { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> };

export type DeliveryEventFieldsFragment = { readonly sequence: number, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string };

export type DeliveryReportFieldsFragment = { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number } | null };

export type DeliveriesQueryVariables = Exact<{
  messageId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: ReadonlyArray<DeliveryStatus> | DeliveryStatus | null | undefined;
}>;


export type DeliveriesQuery = { readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeliveryEventsQueryVariables = Exact<{
  messageId: string;
  after?: number | null | undefined;
  first?: number | null | undefined;
}>;


export type DeliveryEventsQuery = { readonly deliveryEvents: { readonly endSequence: number, readonly hasNextPage: boolean, readonly events: ReadonlyArray<{ readonly sequence: number, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }> } };

export type InboxItemFieldsFragment = { readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } };

export type InboxQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxQuery = { readonly inbox: { readonly unreadCount: number, readonly asOf: string, readonly nodes: ReadonlyArray<{ readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InboxChangesQueryVariables = Exact<{
  changedSince: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxChangesQuery = { readonly inbox: { readonly asOf: string, readonly nodes: ReadonlyArray<{ readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AcknowledgeDeliveryMutationVariables = Exact<{
  input: AcknowledgeDeliveryInput;
}>;


export type AcknowledgeDeliveryMutation = { readonly acknowledgeDelivery: { readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempts: number, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } } };

export type OnDeliveryReportSubscriptionVariables = Exact<{
  messageId: string;
}>;


export type OnDeliveryReportSubscription = { readonly onDeliveryReport: { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number } | null } | null };

export type OnMyDeliveriesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnMyDeliveriesSubscription = { readonly onMyDeliveries: { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number } | null } | null };

export type DeviceFieldsFragment = { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number };

export type RegisterDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterDeviceMutation = { readonly registerDevice: { readonly created: boolean, readonly device: { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number } } };

export type UnregisterDeviceMutationVariables = Exact<{
  input: UnregisterDeviceInput;
}>;


export type UnregisterDeviceMutation = { readonly unregisterDevice: { readonly deviceId: string, readonly unregistered: boolean } };

export type DevicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DevicesQuery = { readonly devices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeviceQueryVariables = Exact<{
  id: string;
}>;


export type DeviceQuery = { readonly device: { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number } | null };

export type OnMyDevicesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnMyDevicesSubscription = { readonly onMyDevices: { readonly userId: string, readonly deviceId: string, readonly change: DeviceChange, readonly platform: PushPlatform, readonly name: string | null, readonly reason: DeliveryReason | null, readonly addressVersion: number, readonly at: string } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly me: { readonly id: string, readonly username: string, readonly groups: ReadonlyArray<string> } };

export type PublishBatchMutationVariables = Exact<{
  input: PublishBatchInput;
}>;


export type PublishBatchMutation = { readonly publishBatch: { readonly results: ReadonlyArray<{ readonly id: string, readonly unreachable: ReadonlyArray<string>, readonly replayed: boolean, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null } | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean, readonly senderFault: boolean, readonly errorInfo: string | null } | null }> } };

export type MessageFieldsFragment = { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null };

export type ProgressFieldsFragment = { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number };

export type PublishMutationVariables = Exact<{
  input: PublishInput;
}>;


export type PublishMutation = { readonly publish: { readonly unreachable: ReadonlyArray<string>, readonly replayed: boolean, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null } } };

export type CancelMessageMutationVariables = Exact<{
  input: CancelMessageInput;
}>;


export type CancelMessageMutation = { readonly cancelMessage: { readonly cancelledDeliveries: number, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null } } };

export type MessageQueryVariables = Exact<{
  id: string;
}>;


export type MessageQuery = { readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number }, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null } | null };

export type MessagesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  publisherId?: string | null | undefined;
}>;


export type MessagesQuery = { readonly messages: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PreviewPublishQueryVariables = Exact<{
  input: PreviewPublishInput;
}>;


export type PreviewPublishQuery = { readonly previewPublish: { readonly payloads: ReadonlyArray<{ readonly platform: PushPlatform, readonly payload: string, readonly size: number, readonly limit: number, readonly withinLimit: boolean }> } };

export type StepUpSettingFieldsFragment = { readonly operation: string | null, readonly group: string | null, readonly operations: ReadonlyArray<string>, readonly requirement: StepUpRequirement, readonly scope: StepUpScope, readonly methods: ReadonlyArray<StepUpMethod>, readonly acrLevel: number | null, readonly maxAge: number, readonly maxAttempts: number, readonly updatedAt: string, readonly updatedBy: string };

export type StepUpChallengeFieldsFragment = { readonly id: string, readonly operation: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null };

export type StepUpSettingsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StepUpSettingsQuery = { readonly stepUpSettings: { readonly nodes: ReadonlyArray<{ readonly operation: string | null, readonly group: string | null, readonly operations: ReadonlyArray<string>, readonly requirement: StepUpRequirement, readonly scope: StepUpScope, readonly methods: ReadonlyArray<StepUpMethod>, readonly acrLevel: number | null, readonly maxAge: number, readonly maxAttempts: number, readonly updatedAt: string, readonly updatedBy: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StepUpChallengeQueryVariables = Exact<{
  id: string;
}>;


export type StepUpChallengeQuery = { readonly stepUpChallenge: { readonly id: string, readonly operation: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } | null };

export type PutStepUpSettingMutationVariables = Exact<{
  input: PutStepUpSettingInput;
}>;


export type PutStepUpSettingMutation = { readonly putStepUpSetting: { readonly setting: { readonly operation: string | null, readonly group: string | null, readonly operations: ReadonlyArray<string>, readonly requirement: StepUpRequirement, readonly scope: StepUpScope, readonly methods: ReadonlyArray<StepUpMethod>, readonly acrLevel: number | null, readonly maxAge: number, readonly maxAttempts: number, readonly updatedAt: string, readonly updatedBy: string } } };

export type DeleteStepUpSettingMutationVariables = Exact<{
  input: DeleteStepUpSettingInput;
}>;


export type DeleteStepUpSettingMutation = { readonly deleteStepUpSetting: { readonly operation: string | null, readonly group: string | null, readonly deleted: boolean } };

export type StepUpAuditQueryVariables = Exact<{
  day?: string | null | undefined;
  userId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StepUpAuditQuery = { readonly stepUpAudit: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly userId: string, readonly challengeId: string, readonly operation: string | null, readonly method: StepUpMethod | null, readonly outcome: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InitiateStepUpMutationVariables = Exact<{
  input: InitiateStepUpInput;
}>;


export type InitiateStepUpMutation = { readonly initiateStepUp: { readonly credentialRequestOptions: string | null, readonly challenge: { readonly id: string, readonly operation: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } } };

export type RespondToStepUpChallengeMutationVariables = Exact<{
  input: RespondToStepUpChallengeInput;
}>;


export type RespondToStepUpChallengeMutation = { readonly respondToStepUpChallenge: { readonly challenge: { readonly id: string, readonly operation: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } } };

export type ApproveStepUpMutationVariables = Exact<{
  input: ApproveStepUpInput;
}>;


export type ApproveStepUpMutation = { readonly approveStepUp: { readonly id: string, readonly status: StepUpChallengeStatus } };

export type OnStepUpChallengeSubscriptionVariables = Exact<{
  id: string;
}>;


export type OnStepUpChallengeSubscription = { readonly onStepUpChallenge: { readonly id: string, readonly status: StepUpChallengeStatus } | null };

export type RequireStepUpMutationVariables = Exact<{
  input: RequireStepUpInput;
}>;


export type RequireStepUpMutation = { readonly requireStepUp: { readonly operation: string } };

export type ConsumeStepUpGrantMutationVariables = Exact<{
  input: RequireStepUpInput;
}>;


export type ConsumeStepUpGrantMutation = { readonly consumeStepUpGrant: { readonly operation: string, readonly challengeId: string | null } };

export type TopicFieldsFragment = { readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly createdAt: string };

export type TopicSubscriptionFieldsFragment = { readonly topicId: string, readonly filterPolicy: string | null, readonly subscribedAt: string };

export type TopicsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicsQuery = { readonly topics: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly createdAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TopicSubscriptionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicSubscriptionsQuery = { readonly topicSubscriptions: { readonly nodes: ReadonlyArray<{ readonly topicId: string, readonly filterPolicy: string | null, readonly subscribedAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateTopicMutationVariables = Exact<{
  input: CreateTopicInput;
}>;


export type CreateTopicMutation = { readonly createTopic: { readonly replayed: boolean, readonly topic: { readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly createdAt: string } } };

export type DeleteTopicMutationVariables = Exact<{
  input: DeleteTopicInput;
}>;


export type DeleteTopicMutation = { readonly deleteTopic: { readonly topicId: string, readonly deleted: boolean } };

export type SubscribeToTopicMutationVariables = Exact<{
  input: SubscribeToTopicInput;
}>;


export type SubscribeToTopicMutation = { readonly subscribeToTopic: { readonly subscription: { readonly topicId: string, readonly filterPolicy: string | null, readonly subscribedAt: string } } };

export type UnsubscribeFromTopicMutationVariables = Exact<{
  input: UnsubscribeFromTopicInput;
}>;


export type UnsubscribeFromTopicMutation = { readonly unsubscribeFromTopic: { readonly topicId: string, readonly unsubscribed: boolean } };

export type TopicSubscriberFieldsFragment = { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly addedAt: string };

export type TopicSubscribersQueryVariables = Exact<{
  topicId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicSubscribersQuery = { readonly topicSubscribers: { readonly nodes: ReadonlyArray<{ readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly addedAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AddTopicSubscriberMutationVariables = Exact<{
  input: AddTopicSubscriberInput;
}>;


export type AddTopicSubscriberMutation = { readonly addTopicSubscriber: { readonly replayed: boolean, readonly subscriber: { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly addedAt: string } } };

export type RemoveTopicSubscriberMutationVariables = Exact<{
  input: RemoveTopicSubscriberInput;
}>;


export type RemoveTopicSubscriberMutation = { readonly removeTopicSubscriber: { readonly topicId: string, readonly removed: boolean } };

export const DeliveryEventFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]} as unknown as DocumentNode<DeliveryEventFieldsFragment, unknown>;
export const ProgressFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}}]} as unknown as DocumentNode<ProgressFieldsFragment, unknown>;
export const DeliveryReportFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}}]} as unknown as DocumentNode<DeliveryReportFieldsFragment, unknown>;
export const DeliveryFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<DeliveryFieldsFragment, unknown>;
export const InboxItemFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<InboxItemFieldsFragment, unknown>;
export const DeviceFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceFieldsFragment, unknown>;
export const MessageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<MessageFieldsFragment, unknown>;
export const StepUpSettingFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<StepUpSettingFieldsFragment, unknown>;
export const StepUpChallengeFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<StepUpChallengeFieldsFragment, unknown>;
export const TopicFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<TopicFieldsFragment, unknown>;
export const TopicSubscriptionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}}]}}]} as unknown as DocumentNode<TopicSubscriptionFieldsFragment, unknown>;
export const TopicSubscriberFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<TopicSubscriberFieldsFragment, unknown>;
export const DeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Deliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStatus"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<DeliveriesQuery, DeliveriesQueryVariables>;
export const DeliveryEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeliveryEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveryEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"endSequence"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]} as unknown as DocumentNode<DeliveryEventsQuery, DeliveryEventsQueryVariables>;
export const InboxDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Inbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inbox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InboxItemFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}}]} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const InboxChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InboxChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"changedSince"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inbox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"changedSince"},"value":{"kind":"Variable","name":{"kind":"Name","value":"changedSince"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InboxItemFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}}]} as unknown as DocumentNode<InboxChangesQuery, InboxChangesQueryVariables>;
export const AcknowledgeDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcknowledgeDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcknowledgeDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgeDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<AcknowledgeDeliveryMutation, AcknowledgeDeliveryMutationVariables>;
export const OnDeliveryReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnDeliveryReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onDeliveryReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryReportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}}]} as unknown as DocumentNode<OnDeliveryReportSubscription, OnDeliveryReportSubscriptionVariables>;
export const OnMyDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyDeliveries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyDeliveries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryReportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}}]} as unknown as DocumentNode<OnMyDeliveriesSubscription, OnMyDeliveriesSubscriptionVariables>;
export const RegisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<RegisterDeviceMutation, RegisterDeviceMutationVariables>;
export const UnregisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnregisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnregisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unregisterDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"unregistered"}}]}}]}}]} as unknown as DocumentNode<UnregisterDeviceMutation, UnregisterDeviceMutationVariables>;
export const DevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Devices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DevicesQuery, DevicesQueryVariables>;
export const DeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Device"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceQuery, DeviceQueryVariables>;
export const OnMyDevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyDevices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyDevices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<OnMyDevicesSubscription, OnMyDevicesSubscriptionVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"groups"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const PublishBatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PublishBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishBatchInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishBatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"senderFault"}},{"kind":"Field","name":{"kind":"Name","value":"errorInfo"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<PublishBatchMutation, PublishBatchMutationVariables>;
export const PublishDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Publish"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publish"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<PublishMutation, PublishMutationVariables>;
export const CancelMessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelMessage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cancelledDeliveries"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<CancelMessageMutation, CancelMessageMutationVariables>;
export const MessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Message"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}}]} as unknown as DocumentNode<MessageQuery, MessageQueryVariables>;
export const MessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Messages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"publisherId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<MessagesQuery, MessagesQueryVariables>;
export const PreviewPublishDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewPublish"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PreviewPublishInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewPublish"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payloads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"payload"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"withinLimit"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewPublishQuery, PreviewPublishQueryVariables>;
export const StepUpSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpSettings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpSettingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<StepUpSettingsQuery, StepUpSettingsQueryVariables>;
export const StepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<StepUpChallengeQuery, StepUpChallengeQueryVariables>;
export const PutStepUpSettingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutStepUpSetting"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutStepUpSettingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putStepUpSetting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpSettingFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<PutStepUpSettingMutation, PutStepUpSettingMutationVariables>;
export const DeleteStepUpSettingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteStepUpSetting"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteStepUpSettingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteStepUpSetting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}}]}}]} as unknown as DocumentNode<DeleteStepUpSettingMutation, DeleteStepUpSettingMutationVariables>;
export const StepUpAuditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpAudit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"day"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDate"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpAudit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"day"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}},{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"challengeId"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<StepUpAuditQuery, StepUpAuditQueryVariables>;
export const InitiateStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InitiateStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InitiateStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"initiateStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"credentialRequestOptions"}},{"kind":"Field","name":{"kind":"Name","value":"challenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<InitiateStepUpMutation, InitiateStepUpMutationVariables>;
export const RespondToStepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RespondToStepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RespondToStepUpChallengeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"respondToStepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<RespondToStepUpChallengeMutation, RespondToStepUpChallengeMutationVariables>;
export const ApproveStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApproveStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ApproveStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approveStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<ApproveStepUpMutation, ApproveStepUpMutationVariables>;
export const OnStepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnStepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onStepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<OnStepUpChallengeSubscription, OnStepUpChallengeSubscriptionVariables>;
export const RequireStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequireStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequireStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requireStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}}]}}]}}]} as unknown as DocumentNode<RequireStepUpMutation, RequireStepUpMutationVariables>;
export const ConsumeStepUpGrantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConsumeStepUpGrant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequireStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consumeStepUpGrant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"challengeId"}}]}}]}}]} as unknown as DocumentNode<ConsumeStepUpGrantMutation, ConsumeStepUpGrantMutationVariables>;
export const TopicsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Topics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<TopicsQuery, TopicsQueryVariables>;
export const TopicSubscriptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicSubscriptions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicSubscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriptionFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}}]}}]} as unknown as DocumentNode<TopicSubscriptionsQuery, TopicSubscriptionsQueryVariables>;
export const CreateTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<CreateTopicMutation, CreateTopicMutationVariables>;
export const DeleteTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}}]}}]} as unknown as DocumentNode<DeleteTopicMutation, DeleteTopicMutationVariables>;
export const SubscribeToTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubscribeToTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubscribeToTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscribeToTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriptionFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}}]}}]} as unknown as DocumentNode<SubscribeToTopicMutation, SubscribeToTopicMutationVariables>;
export const UnsubscribeFromTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnsubscribeFromTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnsubscribeFromTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unsubscribeFromTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"unsubscribed"}}]}}]}}]} as unknown as DocumentNode<UnsubscribeFromTopicMutation, UnsubscribeFromTopicMutationVariables>;
export const TopicSubscribersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicSubscribers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicSubscribers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"topicId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriberFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<TopicSubscribersQuery, TopicSubscribersQueryVariables>;
export const AddTopicSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddTopicSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddTopicSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addTopicSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriber"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriberFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<AddTopicSubscriberMutation, AddTopicSubscriberMutationVariables>;
export const RemoveTopicSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveTopicSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveTopicSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeTopicSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}}]}}]} as unknown as DocumentNode<RemoveTopicSubscriberMutation, RemoveTopicSubscriberMutationVariables>;