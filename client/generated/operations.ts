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
  /** For web hooks. Without it SNS repeats three times, 20 seconds apart. */
  readonly delivery?: HttpsDeliveryInput | null | undefined;
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `subscribeToTopic`. Without it the subscriber gets all messages. */
  readonly filterPolicy?: string | null | undefined;
  /**
   * `MESSAGE_BODY` needs a filter policy, and is not for mailboxes. Its policy may nest objects, such as
   * `{"data": {"kind": ["order"]}}`: at most 5 names at the top, and in the combinations a value counts once for each
   * level.
   */
  readonly filterPolicyScope?: FilterPolicyScope | null | undefined;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: string;
  /** Without SNS's envelope and signature. For queues and web hooks. */
  readonly rawDelivery?: boolean | null | undefined;
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
  /** The two digits of the waiting screen. Not needed to deny. */
  readonly number?: string | null | undefined;
  /** From the push: `heliograph.stepUp`. */
  readonly secret: string;
};

/** The recipients of a message. A tagged union: give exactly one member. */
export type AudienceInput = {
  /**
   * Device ids. 1–90, distinct. Each is its owner's when the message is accepted. If the device is another user's when the
   * message is sent, it does not get it: its delivery is `SUPPRESSED` (`DEVICE_GONE`).
   */
  readonly deviceIds?: ReadonlyArray<string> | null | undefined;
  /** Every enabled device of one push platform. */
  readonly platform?: PushPlatform | null | undefined;
  /** The subscribers of a topic. Subscribers of a standard topic get the text without localizations. */
  readonly topic?: TopicAudienceInput | null | undefined;
  /** Cognito `sub`s. The message goes to every enabled device of these users. 1–90, distinct. */
  readonly userIds?: ReadonlyArray<string> | null | undefined;
};

export type CancelMessageInput = {
  readonly messageId: string;
};

/** The text of a message and how it is shown. */
export type ContentInput = {
  /** Number on the app's icon, 0–99,999. Apple only, and not for `BACKGROUND`. */
  readonly badge?: number | null | undefined;
  /** At most 2,000 characters. */
  readonly body?: string | null | undefined;
  /**
   * Notification category (Apple) and channel (Android). At most 64 characters.
   * `HELIOGRAPH_…` is reserved: apps take such a category for a request to approve a step-up.
   */
  readonly category?: string | null | undefined;
  /**
   * A JSON object of strings that the app receives with the message. At most 32 entries. Keys have 1–64 characters.
   * These keys are refused: `aps`, `from`, `notification`, `message_type`, `collapse_key`, and those that begin with
   * `heliograph`, `google` or `gcm`.
   */
  readonly data?: string | null | undefined;
  /** The place that a tap opens, in the app's own terms. At most 1,024 characters. */
  readonly deepLink?: string | null | undefined;
  /** An image to show, https, without a user in the URL. */
  readonly image?: string | null | undefined;
  /** Texts for other languages, at most 20. The device's locale chooses (RFC 4647 lookup). Others get `title` and `body`. */
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
  /** Unless given, nobody follows the topic whom no admin approved: forgetting it opens nothing. */
  readonly access?: TopicAccess | null | undefined;
  /** A Cognito group, for the access `GROUP` alone: 1–128 characters without white space. It need not exist yet. */
  readonly group?: string | null | undefined;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: string;
  /** For people: 1–100 characters. */
  readonly name: string;
  readonly type?: TopicType | null | undefined;
};

export type DecideTopicSubscriptionInput = {
  readonly decision: TopicSubscriptionDecision;
  readonly topicId: string;
  /** Cognito `sub`. */
  readonly userId: string;
};

/** Give exactly one of `operation` and `group`. */
export type DeleteStepUpSettingInput = {
  readonly group?: string | null | undefined;
  readonly operation?: string | null | undefined;
};

export type DeleteTopicInput = {
  readonly topicId: string;
};

export type DeliveryOptionsInput = {
  /**
   * A later message with the same id replaces an earlier one on the device. At most 64 bytes (APNs).
   * An alert without one has the message's own id, as `apns-collapse-id` and as Android's tag: in the rare case that it is
   * pushed twice, the second push replaces the first. FCM's `collapse_key` is set only if this is given.
   */
  readonly collapseId?: string | null | undefined;
  /**
   * Messages of one group reach each user's devices in the order of their acceptance; scheduled ones in the order of their
   * times. SNS has accepted a message before the next one of the group is sent to that user.
   * The push services keep no order. The app can sort by `heliograph.sequence` of the payload, as text.
   * A group is the caller's own: other publishers' groups of that name are others.
   * Only with `audience.userIds`; a FIFO topic has its own groups. 1–128 visible characters of ASCII.
   */
  readonly groupId?: string | null | undefined;
  readonly priority?: DeliveryPriority | null | undefined;
  readonly pushType?: PushType | null | undefined;
  /**
   * Seconds after which the message expires: 1–2,419,200 (28 days), 86,400 (a day) unless given.
   * They count from `scheduledAt` if that is given.
   */
  readonly timeToLive?: number | null | undefined;
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

export type DeviceChange =
  /** Its token is dead. */
  | 'DISABLED'
  /** It was registered for the first time, its address changed, or it is enabled again. */
  | 'REGISTERED'
  /** It was unregistered, passed to another user, not seen for 270 days, or made room for a newer device. */
  | 'REMOVED';

export type DeviceStatus =
  /** Its token is dead. It gets no messages until the app registers again. */
  | 'DISABLED'
  /** Messages are sent to it. */
  | 'ENABLED';

export type EmailSubscriberInput = {
  /** At most 254 characters of ASCII. The domain becomes lower case. */
  readonly address: string;
};

export type FcmAddressInput = {
  /** The registration token: 1–4,096 characters without white space. Those of Expo and APNs are refused. */
  readonly token: string;
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

/** What is left out is as SNS does it by itself. */
export type HttpsDeliveryInput = {
  /**
   * The `Content-Type`: `text/plain` or `application/json`. With `rawDelivery` also `text/css`, `text/csv`, `text/html`,
   * `text/xml`, `application/atom+xml`, `application/octet-stream`, `application/soap+xml`,
   * `application/x-www-form-urlencoded`, `application/xhtml+xml`, `application/xml`.
   * Unless given, it is `text/plain; charset=UTF-8`.
   */
  readonly contentType?: string | null | undefined;
  /** Messages a second, on average: at least 1. Unless given, they come as they are published. */
  readonly maxReceivesPerSecond?: number | null | undefined;
  /** All delays together: at most 3,600 seconds. */
  readonly retries?: HttpsRetriesInput | null | undefined;
};

/** As in `HttpsRetries`. */
export type HttpsRetriesInput = {
  readonly backoffFunction?: RetryBackoff | null | undefined;
  /** Seconds: `minDelayTarget`–3,600. */
  readonly maxDelayTarget?: number | null | undefined;
  /** 1–3,600 seconds. */
  readonly minDelayTarget?: number | null | undefined;
  /** 0–100. */
  readonly numMaxDelayRetries?: number | null | undefined;
  /** 0–100. */
  readonly numMinDelayRetries?: number | null | undefined;
  /** 0–100. */
  readonly numNoDelayRetries?: number | null | undefined;
  /** 0–100, and at least the sum of the three that follow. */
  readonly numRetries?: number | null | undefined;
};

export type HttpsSubscriberInput = {
  /** https, at most 900 characters of ASCII, without user and password. Scheme and host become lower case. */
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
  /** Replaces the message's title. Without it the message's own title stays. `body` likewise. */
  readonly title?: string | null | undefined;
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

export type PlatformOverridesInput = {
  /**
   * A JSON object merged over the APNs payload. Its members replace those of the payload. Two objects are merged member by
   * member, all the way down. `aps` must stay an object.
   * Refused on any level: members that begin with `heliograph`, and categories that begin with `HELIOGRAPH_`.
   */
  readonly apns?: string | null | undefined;
  /**
   * A JSON object merged over FCM's `message` in the same way. It must not have `token`, `topic` or `condition`, nor
   * `android.data` or `webpush.data`, which would take the place of `data`.
   * `data` holds strings under keys that FCM does not reserve. `android` must stay an object, and its `ttl` cannot be
   * changed. Refused as above: `heliograph…`, and `HELIOGRAPH_…` as `category`, `channel_id` or `click_action`, in FCM's
   * other form of these names too.
   */
  readonly fcm?: string | null | undefined;
};

export type PreviewPublishInput = {
  readonly content: ContentInput;
  /** The device's locale: a BCP 47 language tag of at most 35 characters. */
  readonly locale?: string | null | undefined;
  /** With a `groupId` the payload has `heliograph.sequence`, as messages of a group or to a FIFO topic have. */
  readonly options?: DeliveryOptionsInput | null | undefined;
};

export type PublishBatchEntryInput = {
  /** Names the entry in the answer. Distinct in the batch. 1–80 characters of `A–Z a–z 0–9 _ -`. */
  readonly id: string;
  readonly message: PublishInput;
};

export type PublishBatchInput = {
  /**
   * 1–100. Together at most 256 KiB (262,144 bytes of UTF-8).
   * Each member counts with its path, such as `/"content"/"title"`, and defaults count too.
   */
  readonly entries: ReadonlyArray<PublishBatchEntryInput>;
};

export type PublishInput = {
  readonly audience: AudienceInput;
  readonly content: ContentInput;
  /**
   * Makes a retry safe for 24 h. The same key with the same arguments returns the first message (`replayed: true`).
   * Arguments are the same if they mean the same: with a default written out or not, in any order of members.
   * With other arguments it is refused (`IdempotencyKeyReused`). 1–128 characters of printable ASCII.
   */
  readonly idempotencyKey: string;
  readonly options?: DeliveryOptionsInput | null | undefined;
  readonly reporting?: Reporting | null | undefined;
  /**
   * When to send: at most a year ahead. With a time in the past the message is sent at once.
   * It needs an offset, such as `Z` or `+01:00`, and a year of four digits.
   */
  readonly scheduledAt?: string | null | undefined;
};

/** A push address. A tagged union: give exactly one member. */
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

/** Give exactly one of `operation` and `group`. */
export type PutStepUpSettingInput = {
  /**
   * 1–4. A sign-in counts as a proof if it is at most `maxAge` old and its token's `acr` is `urn:cognito:loa:<level>` of
   * this level or more. Without it no sign-in counts.
   */
  readonly acrLevel?: number | null | undefined;
  /** The name of a group, new or not: 1–64 of `A–Z a–z 0–9 _ -`. */
  readonly group?: string | null | undefined;
  /** Seconds for which a proof counts: 60–3,600, the life of an access token. 300 unless given. */
  readonly maxAge?: number | null | undefined;
  /** Wrong answers before the challenge is locked: 1–10, 5 unless given. A group counts them over all its challenges. */
  readonly maxAttempts?: number | null | undefined;
  /** At least one. `SOFTWARE_TOKEN_STEP_UP`, `SMS_STEP_UP` and `EMAIL_STEP_UP` unless given. */
  readonly methods?: ReadonlyArray<StepUpMethod> | null | undefined;
  /**
   * A field of this API by its coordinate, such as `Mutation.publish` or `Query.messages`.
   * Or another service's operation, such as `billing:transfer`.
   */
  readonly operation?: string | null | undefined;
  /** With `group`: all operations of the group, 1–50, distinct, each as in `operation`. */
  readonly operations?: ReadonlyArray<string> | null | undefined;
  readonly requirement: StepUpRequirement;
  readonly scope?: StepUpScope | null | undefined;
};

export type RedeliverInput = {
  /** 1–128 characters of printable ASCII. The same key means the same call for 24 hours. */
  readonly idempotencyKey: string;
  /** The message. */
  readonly messageId: string;
  /**
   * Why the deliveries failed that are sent again. Only retryable reasons, at most 20.
   * Left out: all retryable reasons but `NO_ANSWER`, since a push without an answer may have arrived.
   */
  readonly reasons?: ReadonlyArray<DeliveryReason> | null | undefined;
};

export type RedeliverToSubscriberInput = {
  /** Not a mailbox, to which SNS alone writes. */
  readonly endpoint: TopicSubscriberEndpointInput;
  /** Makes a retry safe for 24 h. 1–128 characters of printable ASCII. */
  readonly idempotencyKey: string;
  readonly topicId: string;
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
  readonly appVersion?: string | null | undefined;
  /**
   * Chosen by the app and kept for the life of the installation: 1–128 characters of `A–Z a–z 0–9 . _ -`.
   * Make it of 122 random bits, such as a version 4 UUID. Others must not guess it. `heliograph-canary-…` is taken.
   */
  readonly deviceId: string;
  /**
   * A BCP 47 tag of at most 35 characters. The forms of CLDR, ICU, Java and POSIX become one: `zh_CN_#Hans` becomes
   * `zh-Hans-CN`.
   */
  readonly locale?: string | null | undefined;
  /** At most 128 characters. */
  readonly name?: string | null | undefined;
  /** An IANA name. Java's `GMT+02:00` becomes `Etc/GMT-2`. */
  readonly timeZone?: string | null | undefined;
};

export type ReleasePlatformInput = {
  readonly platform: PushPlatform;
};

export type RemoveTopicSubscriberInput = {
  readonly endpoint: TopicSubscriberEndpointInput;
  readonly topicId: string;
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
  readonly arguments: string;
  /** The service and its operation, such as `billing:transfer`. */
  readonly operation: string;
  /**
   * What the user is asked to approve, such as `Pay 20 EUR to Bob`. The proof is bound to it too.
   * It shows on lock screens. 1–120 characters on one line, none of them invisible.
   */
  readonly summary: string;
  readonly user: StepUpSubjectInput;
};

export type RespondToStepUpChallengeInput = {
  readonly challengeId: string;
  /** As many digits as `codeLength` of the challenge says. Give either this or `credential`. */
  readonly code?: string | null | undefined;
  /**
   * For `PASSKEY_STEP_UP`: `toJSON()` of the credential that `navigator.credentials.get` returned, an
   * AuthenticationResponseJSON of Web Authentication Level 3. At most 16,384 characters.
   */
  readonly credential?: string | null | undefined;
};

export type RetryBackoff =
  | 'ARITHMETIC'
  | 'EXPONENTIAL'
  | 'GEOMETRIC'
  | 'LINEAR';

export type SqsSubscriberInput = {
  readonly queueArn: string;
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

/** Claims of the user's access token. The service must have verified the token. */
export type StepUpSubjectInput = {
  readonly jti: string;
  readonly sub: string;
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
  readonly filterPolicy?: string | null | undefined;
  readonly topicId: string;
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

export type TopicAudienceInput = {
  /**
   * The attributes that subscribers' filter policies test: a JSON object of at most 10 strings and numbers.
   * Names have 1–256 of `A–Z a–z 0–9 _ - .` and do not begin with `heliograph`, `aws.` or `amazon.`. Dots stand alone,
   * and not at an end.
   * Strings have 1–256 characters without control characters, numbers are from -10^15 to 10^15.
   * A message to a standard topic has up to six more, for the phones. SNS gives a queue with raw delivery no message of
   * more than ten (SNS Developer Guide, "Message attributes"): where there is one, send four at most.
   */
  readonly attributes?: string | null | undefined;
  /**
   * For FIFO topics. A message is dropped (`DUPLICATE`) if the caller's last messages to its group, of 5 minutes, had one
   * with the same id. Other publishers' ids are others.
   * The message's own id unless given. 1–128 visible characters of ASCII.
   */
  readonly deduplicationId?: string | null | undefined;
  /**
   * Required for a FIFO topic. Messages of one group reach each subscribed queue and user in the order of their
   * acceptance, as with `DeliveryOptionsInput.groupId`. All publishers to the topic share its groups.
   * 1–128 visible characters of ASCII.
   */
  readonly groupId?: string | null | undefined;
  readonly topicId: string;
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
 * The receiver of the messages. A tagged union: give exactly one member.
 * A FIFO topic takes `sqs` only. Only a FIFO topic takes a FIFO queue.
 */
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

export type TopicSubscriptionDecision =
  | 'APPROVE'
  | 'DENY'
  | 'REVOKE';

export type TopicSubscriptionFailure =
  /** SNS does not take the filter policy. Subscribe with another one. */
  | 'FILTER_POLICY_INVALID'
  /** SNS has no room for another filter policy. Subscribe again later, or without one. */
  | 'FILTER_POLICY_LIMIT';

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

export type UnregisterDeviceInput = {
  readonly deviceId: string;
};

export type UnsubscribeFromTopicInput = {
  readonly topicId: string;
};

export type UpdateTopicInput = {
  readonly access: TopicAccess;
  /** As for `createTopic`. */
  readonly group?: string | null | undefined;
  readonly topicId: string;
};

export type UpdateTopicSubscriberInput = {
  readonly delivery?: HttpsDeliveryInput | null | undefined;
  readonly endpoint: TopicSubscriberEndpointInput;
  /** As for `addTopicSubscriber`, and so are the others. */
  readonly filterPolicy?: string | null | undefined;
  readonly filterPolicyScope?: FilterPolicyScope | null | undefined;
  readonly rawDelivery?: boolean | null | undefined;
  readonly topicId: string;
};

export type AuditLogQueryVariables = Exact<{
  since?: string | null | undefined;
  until?: string | null | undefined;
  actor?: string | null | undefined;
  operation?: string | null | undefined;
  target?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { readonly auditLog: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly operation: string, readonly target: string, readonly challengeId: string | null, readonly actor: { readonly id: string, readonly username: string | null, readonly clientId: string | null, readonly tokenId: string | null, readonly signInId: string | null, readonly sessionArn: string | null }, readonly changes: ReadonlyArray<{ readonly name: string, readonly before: string | null, readonly after: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PlatformFieldsFragment = { readonly platform: PushPlatform, readonly heldBecause: HeldBecause | null, readonly since: string | null, readonly heldBy: string | null, readonly nextProbeAt: string | null, readonly failedProbes: number };

export type PlatformsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformsQuery = { readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly heldBecause: HeldBecause | null, readonly since: string | null, readonly heldBy: string | null, readonly nextProbeAt: string | null, readonly failedProbes: number }> };

export type HoldPlatformMutationVariables = Exact<{
  input: HoldPlatformInput;
}>;


export type HoldPlatformMutation = { readonly holdPlatform: { readonly platform: { readonly platform: PushPlatform, readonly heldBecause: HeldBecause | null, readonly since: string | null, readonly heldBy: string | null, readonly nextProbeAt: string | null, readonly failedProbes: number } } };

export type ReleasePlatformMutationVariables = Exact<{
  input: ReleasePlatformInput;
}>;


export type ReleasePlatformMutation = { readonly releasePlatform: { readonly platform: { readonly platform: PushPlatform, readonly heldBecause: HeldBecause | null, readonly since: string | null, readonly heldBy: string | null, readonly nextProbeAt: string | null, readonly failedProbes: number } } };

export type OnPlatformStateSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnPlatformStateSubscription = { readonly onPlatformState: { readonly platform: PushPlatform, readonly heldBecause: HeldBecause | null, readonly since: string | null, readonly heldBy: string | null, readonly nextProbeAt: string | null, readonly failedProbes: number } | null };

export type DeliveryFieldsFragment = { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> };

export type DeliveryEventFieldsFragment = { readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string };

export type DeliveryReportFieldsFragment = { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly statusChanges: ReadonlyArray<MessageStatus>, readonly publisherId: string | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null } | null };

export type DeliveriesQueryVariables = Exact<{
  messageId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: ReadonlyArray<DeliveryStatus> | DeliveryStatus | null | undefined;
}>;


export type DeliveriesQuery = { readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeliveryEventsQueryVariables = Exact<{
  messageId: string;
  after?: number | null | undefined;
  first?: number | null | undefined;
}>;


export type DeliveryEventsQuery = { readonly deliveryEvents: { readonly endSequence: number, readonly hasNextPage: boolean, readonly events: ReadonlyArray<{ readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }> } };

export type InboxItemFieldsFragment = { readonly unread: boolean, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } };

export type InboxQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxQuery = { readonly inbox: { readonly unreadCount: number, readonly asOf: string, readonly nodes: ReadonlyArray<{ readonly unread: boolean, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InboxChangesQueryVariables = Exact<{
  changedSince: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxChangesQuery = { readonly inbox: { readonly asOf: string, readonly nodes: ReadonlyArray<{ readonly unread: boolean, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AcknowledgeDeliveryMutationVariables = Exact<{
  input: AcknowledgeDeliveryInput;
}>;


export type AcknowledgeDeliveryMutation = { readonly acknowledgeDelivery: { readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } } };

export type OnDeliveryReportSubscriptionVariables = Exact<{
  messageId: string;
}>;


export type OnDeliveryReportSubscription = { readonly onDeliveryReport: { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly statusChanges: ReadonlyArray<MessageStatus>, readonly publisherId: string | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null } | null } | null };

export type OnMyPublicationsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnMyPublicationsSubscription = { readonly onMyPublications: { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly statusChanges: ReadonlyArray<MessageStatus>, readonly publisherId: string | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null } | null } | null };

export type OnMyDeliveriesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnMyDeliveriesSubscription = { readonly onMyDeliveries: { readonly messageId: string, readonly userId: string | null, readonly messageStatus: MessageStatus | null, readonly statusChanges: ReadonlyArray<MessageStatus>, readonly publisherId: string | null, readonly forPublisher: boolean, readonly events: ReadonlyArray<{ readonly sequence: number | null, readonly deliveryId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly version: number, readonly at: string }>, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null } | null } | null };

export type RedeliveryFieldsFragment = { readonly id: string, readonly messageId: string, readonly reasons: ReadonlyArray<DeliveryReason>, readonly status: RedeliveryStatus, readonly reopened: number, readonly createdAt: string, readonly finishedAt: string | null };

export type RedeliverMutationVariables = Exact<{
  input: RedeliverInput;
}>;


export type RedeliverMutation = { readonly redeliver: { readonly replayed: boolean, readonly redelivery: { readonly id: string, readonly messageId: string, readonly reasons: ReadonlyArray<DeliveryReason>, readonly status: RedeliveryStatus, readonly reopened: number, readonly createdAt: string, readonly finishedAt: string | null } } };

export type RedeliveryQueryVariables = Exact<{
  id: string;
}>;


export type RedeliveryQuery = { readonly redelivery: { readonly id: string, readonly messageId: string, readonly reasons: ReadonlyArray<DeliveryReason>, readonly status: RedeliveryStatus, readonly reopened: number, readonly createdAt: string, readonly finishedAt: string | null } | null };

export type UserDeliveriesQueryVariables = Exact<{
  userId: string;
  status?: ReadonlyArray<DeliveryStatus> | DeliveryStatus | null | undefined;
  since?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserDeliveriesQuery = { readonly userDeliveries: { readonly nodes: ReadonlyArray<{ readonly explanation: string, readonly delivery: { readonly id: string, readonly messageId: string, readonly deviceId: string, readonly userId: string, readonly platform: PushPlatform, readonly status: DeliveryStatus, readonly heldBecause: HeldBecause | null, readonly reason: DeliveryReason | null, readonly retryable: boolean | null, readonly snsMessageId: string | null, readonly attempt: number, readonly attempts: number, readonly lastFailure: DeliveryReason | null, readonly late: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly transitions: ReadonlyArray<{ readonly status: DeliveryStatus, readonly reason: DeliveryReason | null, readonly at: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeviceFieldsFragment = { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number };

export type RegisterDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterDeviceMutation = { readonly registerDevice: { readonly created: boolean, readonly removedDeviceIds: ReadonlyArray<string>, readonly device: { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number }, readonly ignored: ReadonlyArray<{ readonly field: string, readonly reason: string }> } };

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

export type UserDevicesQueryVariables = Exact<{
  userId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserDevicesQuery = { readonly userDevices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly me: { readonly id: string, readonly username: string, readonly groups: ReadonlyArray<string> } };

export type AcceptedMessageFieldsFragment = { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null };

export type PublishBatchMutationVariables = Exact<{
  input: PublishBatchInput;
}>;


export type PublishBatchMutation = { readonly publishBatch: { readonly results: ReadonlyArray<{ readonly id: string, readonly unreachable: ReadonlyArray<string>, readonly replayed: boolean, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null } | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean, readonly senderFault: boolean, readonly errorInfo: string | null } | null }> } };

export type MessageFieldsFragment = { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly heldBecause: HeldBecause | null, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> };

export type ProgressFieldsFragment = { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null };

export type PublishMutationVariables = Exact<{
  input: PublishInput;
}>;


export type PublishMutation = { readonly publish: { readonly unreachable: ReadonlyArray<string>, readonly replayed: boolean, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly heldBecause: HeldBecause | null, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> } } };

export type CancelMessageMutationVariables = Exact<{
  input: CancelMessageInput;
}>;


export type CancelMessageMutation = { readonly cancelMessage: { readonly cancelledDeliveries: number, readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly heldBecause: HeldBecause | null, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> } } };

export type MessageQueryVariables = Exact<{
  id: string;
}>;


export type MessageQuery = { readonly message: { readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly heldBecause: HeldBecause | null, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null }, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> } | null };

export type MessagesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  publisherId?: string | null | undefined;
}>;


export type MessagesQuery = { readonly messages: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly title: string | null, readonly body: string | null, readonly data: string | null, readonly duplicateOf: string | null, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly heldBecause: HeldBecause | null, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null, readonly deduplicationId: string | null, readonly attributes: string | null } | null }, readonly publication: { readonly snsMessageId: string, readonly sequenceNumber: string | null, readonly publishedAt: string } | null, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PublicationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicationsQuery = { readonly messages: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: MessageStatus, readonly progress: { readonly total: number, readonly queued: number, readonly sent: number, readonly providerAccepted: number, readonly received: number, readonly opened: number, readonly failed: number, readonly expired: number, readonly suppressed: number, readonly cancelled: number, readonly countedUpTo: string, readonly platforms: ReadonlyArray<{ readonly platform: PushPlatform, readonly providerAccepted: number, readonly failed: number, readonly expired: number }>, readonly subscribers: { readonly delivered: number, readonly failed: number } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PreviewPublishQueryVariables = Exact<{
  input: PreviewPublishInput;
}>;


export type PreviewPublishQuery = { readonly previewPublish: { readonly payloads: ReadonlyArray<{ readonly platform: PushPlatform, readonly payload: string, readonly size: number, readonly limit: number, readonly withinLimit: boolean }> } };

export type AllMessagesQueryVariables = Exact<{
  since?: string | null | undefined;
  status?: ReadonlyArray<MessageStatus> | MessageStatus | null | undefined;
  publisherId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllMessagesQuery = { readonly allMessages: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly publisherId: string, readonly status: MessageStatus, readonly createdAt: string, readonly scheduledAt: string | null, readonly expiresAt: string, readonly reporting: Reporting, readonly audience: { readonly userIds: ReadonlyArray<string> | null, readonly deviceIds: ReadonlyArray<string> | null, readonly platform: PushPlatform | null, readonly topic: { readonly topicId: string, readonly groupId: string | null } | null }, readonly unreachable: ReadonlyArray<{ readonly id: string, readonly reason: UnreachableReason }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StepUpSettingFieldsFragment = { readonly operation: string | null, readonly group: string | null, readonly operations: ReadonlyArray<string>, readonly requirement: StepUpRequirement, readonly scope: StepUpScope, readonly methods: ReadonlyArray<StepUpMethod>, readonly acrLevel: number | null, readonly maxAge: number, readonly maxAttempts: number, readonly updatedAt: string, readonly updatedBy: string };

export type StepUpChallengeFieldsFragment = { readonly id: string, readonly operation: string, readonly summary: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null };

export type StepUpSettingsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StepUpSettingsQuery = { readonly stepUpSettings: { readonly nodes: ReadonlyArray<{ readonly operation: string | null, readonly group: string | null, readonly operations: ReadonlyArray<string>, readonly requirement: StepUpRequirement, readonly scope: StepUpScope, readonly methods: ReadonlyArray<StepUpMethod>, readonly acrLevel: number | null, readonly maxAge: number, readonly maxAttempts: number, readonly updatedAt: string, readonly updatedBy: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StepUpChallengeQueryVariables = Exact<{
  id: string;
}>;


export type StepUpChallengeQuery = { readonly stepUpChallenge: { readonly id: string, readonly operation: string, readonly summary: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } | null };

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


export type InitiateStepUpMutation = { readonly initiateStepUp: { readonly credentialRequestOptions: string | null, readonly challenge: { readonly id: string, readonly operation: string, readonly summary: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } } };

export type RespondToStepUpChallengeMutationVariables = Exact<{
  input: RespondToStepUpChallengeInput;
}>;


export type RespondToStepUpChallengeMutation = { readonly respondToStepUpChallenge: { readonly challenge: { readonly id: string, readonly operation: string, readonly summary: string, readonly status: StepUpChallengeStatus, readonly method: StepUpMethod | null, readonly destination: string | null, readonly matchNumber: string | null, readonly codeLength: number | null, readonly attemptsRemaining: number, readonly expiresAt: string, readonly lockedUntil: string | null } } };

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

export type TopicFieldsFragment = { readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly access: TopicAccess, readonly group: string | null, readonly createdAt: string };

export type TopicSubscriptionFieldsFragment = { readonly topicId: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly failure: TopicSubscriptionFailure | null };

export type TopicFollowerFieldsFragment = { readonly topicId: string, readonly userId: string, readonly username: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null };

export type TopicsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicsQuery = { readonly topics: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly access: TopicAccess, readonly group: string | null, readonly createdAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TopicSubscriptionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicSubscriptionsQuery = { readonly topicSubscriptions: { readonly nodes: ReadonlyArray<{ readonly topicId: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly failure: TopicSubscriptionFailure | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TopicFollowersQueryVariables = Exact<{
  topicId: string;
  status: TopicSubscriptionStatus;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicFollowersQuery = { readonly topicFollowers: { readonly nodes: ReadonlyArray<{ readonly topicId: string, readonly userId: string, readonly username: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateTopicMutationVariables = Exact<{
  input: CreateTopicInput;
}>;


export type CreateTopicMutation = { readonly createTopic: { readonly replayed: boolean, readonly topic: { readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly access: TopicAccess, readonly group: string | null, readonly createdAt: string } } };

export type UpdateTopicMutationVariables = Exact<{
  input: UpdateTopicInput;
}>;


export type UpdateTopicMutation = { readonly updateTopic: { readonly topic: { readonly id: string, readonly name: string, readonly type: TopicType, readonly status: TopicStatus, readonly access: TopicAccess, readonly group: string | null, readonly createdAt: string } } };

export type DeleteTopicMutationVariables = Exact<{
  input: DeleteTopicInput;
}>;


export type DeleteTopicMutation = { readonly deleteTopic: { readonly topicId: string, readonly deleted: boolean } };

export type SubscribeToTopicMutationVariables = Exact<{
  input: SubscribeToTopicInput;
}>;


export type SubscribeToTopicMutation = { readonly subscribeToTopic: { readonly subscription: { readonly topicId: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly failure: TopicSubscriptionFailure | null } } };

export type UnsubscribeFromTopicMutationVariables = Exact<{
  input: UnsubscribeFromTopicInput;
}>;


export type UnsubscribeFromTopicMutation = { readonly unsubscribeFromTopic: { readonly topicId: string, readonly unsubscribed: boolean } };

export type DecideTopicSubscriptionMutationVariables = Exact<{
  input: DecideTopicSubscriptionInput;
}>;


export type DecideTopicSubscriptionMutation = { readonly decideTopicSubscription: { readonly changed: boolean, readonly follower: { readonly topicId: string, readonly userId: string, readonly username: string, readonly status: TopicSubscriptionStatus, readonly filterPolicy: string | null, readonly subscribedAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null } } };

export type OnMyTopicSubscriptionsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnMyTopicSubscriptionsSubscription = { readonly onMyTopicSubscriptions: { readonly userId: string, readonly topicId: string, readonly status: TopicSubscriptionStatus | null, readonly at: string } | null };

export type TopicSubscriberFieldsFragment = { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly filterPolicyScope: FilterPolicyScope, readonly rawDelivery: boolean, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly lastFailureAt: string | null, readonly lastError: string | null, readonly failuresToday: number, readonly confirmBy: string | null, readonly lapsedAt: string | null, readonly addedAt: string, readonly delivery: { readonly maxReceivesPerSecond: number | null, readonly contentType: string, readonly retries: { readonly minDelayTarget: number, readonly maxDelayTarget: number, readonly numRetries: number, readonly numNoDelayRetries: number, readonly numMinDelayRetries: number, readonly numMaxDelayRetries: number, readonly backoffFunction: RetryBackoff } } | null };

export type TopicSubscribersQueryVariables = Exact<{
  topicId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TopicSubscribersQuery = { readonly topicSubscribers: { readonly nodes: ReadonlyArray<{ readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly filterPolicyScope: FilterPolicyScope, readonly rawDelivery: boolean, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly lastFailureAt: string | null, readonly lastError: string | null, readonly failuresToday: number, readonly confirmBy: string | null, readonly lapsedAt: string | null, readonly addedAt: string, readonly delivery: { readonly maxReceivesPerSecond: number | null, readonly contentType: string, readonly retries: { readonly minDelayTarget: number, readonly maxDelayTarget: number, readonly numRetries: number, readonly numNoDelayRetries: number, readonly numMinDelayRetries: number, readonly numMaxDelayRetries: number, readonly backoffFunction: RetryBackoff } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AddTopicSubscriberMutationVariables = Exact<{
  input: AddTopicSubscriberInput;
}>;


export type AddTopicSubscriberMutation = { readonly addTopicSubscriber: { readonly replayed: boolean, readonly subscriber: { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly filterPolicyScope: FilterPolicyScope, readonly rawDelivery: boolean, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly lastFailureAt: string | null, readonly lastError: string | null, readonly failuresToday: number, readonly confirmBy: string | null, readonly lapsedAt: string | null, readonly addedAt: string, readonly delivery: { readonly maxReceivesPerSecond: number | null, readonly contentType: string, readonly retries: { readonly minDelayTarget: number, readonly maxDelayTarget: number, readonly numRetries: number, readonly numNoDelayRetries: number, readonly numMinDelayRetries: number, readonly numMaxDelayRetries: number, readonly backoffFunction: RetryBackoff } } | null } } };

export type UpdateTopicSubscriberMutationVariables = Exact<{
  input: UpdateTopicSubscriberInput;
}>;


export type UpdateTopicSubscriberMutation = { readonly updateTopicSubscriber: { readonly subscriber: { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly filterPolicy: string | null, readonly filterPolicyScope: FilterPolicyScope, readonly rawDelivery: boolean, readonly status: TopicSubscriberStatus, readonly subscriptionArn: string | null, readonly lastFailureAt: string | null, readonly lastError: string | null, readonly failuresToday: number, readonly confirmBy: string | null, readonly lapsedAt: string | null, readonly addedAt: string, readonly delivery: { readonly maxReceivesPerSecond: number | null, readonly contentType: string, readonly retries: { readonly minDelayTarget: number, readonly maxDelayTarget: number, readonly numRetries: number, readonly numNoDelayRetries: number, readonly numMinDelayRetries: number, readonly numMaxDelayRetries: number, readonly backoffFunction: RetryBackoff } } | null } } };

export type RemoveTopicSubscriberMutationVariables = Exact<{
  input: RemoveTopicSubscriberInput;
}>;


export type RemoveTopicSubscriberMutation = { readonly removeTopicSubscriber: { readonly topicId: string, readonly removed: boolean } };

export type OnTopicSubscribersSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnTopicSubscribersSubscription = { readonly onTopicSubscribers: { readonly topicId: string, readonly protocol: TopicSubscriberProtocol, readonly endpoint: string, readonly status: TopicSubscriberStatus, readonly reason: string | null, readonly addedBy: string, readonly at: string } | null };

export type RedeliverToSubscriberMutationVariables = Exact<{
  input: RedeliverToSubscriberInput;
}>;


export type RedeliverToSubscriberMutation = { readonly redeliverToSubscriber: { readonly topicId: string, readonly redelivered: number, readonly failed: number, readonly lastError: string | null, readonly kept: number, readonly replayed: boolean } };

export const PlatformFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Platform"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"failedProbes"}}]}}]} as unknown as DocumentNode<PlatformFieldsFragment, unknown>;
export const DeliveryEventFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]} as unknown as DocumentNode<DeliveryEventFieldsFragment, unknown>;
export const ProgressFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}}]} as unknown as DocumentNode<ProgressFieldsFragment, unknown>;
export const DeliveryReportFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"statusChanges"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}}]} as unknown as DocumentNode<DeliveryReportFieldsFragment, unknown>;
export const DeliveryFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<DeliveryFieldsFragment, unknown>;
export const InboxItemFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<InboxItemFieldsFragment, unknown>;
export const RedeliveryFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RedeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Redelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reopened"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]} as unknown as DocumentNode<RedeliveryFieldsFragment, unknown>;
export const DeviceFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceFieldsFragment, unknown>;
export const AcceptedMessageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AcceptedMessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<AcceptedMessageFieldsFragment, unknown>;
export const MessageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}}]}}]} as unknown as DocumentNode<MessageFieldsFragment, unknown>;
export const StepUpSettingFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<StepUpSettingFieldsFragment, unknown>;
export const StepUpChallengeFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<StepUpChallengeFieldsFragment, unknown>;
export const TopicFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<TopicFieldsFragment, unknown>;
export const TopicSubscriptionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}}]}}]} as unknown as DocumentNode<TopicSubscriptionFieldsFragment, unknown>;
export const TopicFollowerFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFollowerFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicFollower"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}}]}}]} as unknown as DocumentNode<TopicFollowerFieldsFragment, unknown>;
export const TopicSubscriberFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicyScope"}},{"kind":"Field","name":{"kind":"Name","value":"rawDelivery"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"maxDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"numRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numNoDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMinDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMaxDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"backoffFunction"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxReceivesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailureAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"failuresToday"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}},{"kind":"Field","name":{"kind":"Name","value":"lapsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<TopicSubscriberFieldsFragment, unknown>;
export const AuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"until"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"actor"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"operation"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"target"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"until"},"value":{"kind":"Variable","name":{"kind":"Name","value":"until"}}},{"kind":"Argument","name":{"kind":"Name","value":"actor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"actor"}}},{"kind":"Argument","name":{"kind":"Name","value":"operation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"operation"}}},{"kind":"Argument","name":{"kind":"Name","value":"target"},"value":{"kind":"Variable","name":{"kind":"Name","value":"target"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"clientId"}},{"kind":"Field","name":{"kind":"Name","value":"tokenId"}},{"kind":"Field","name":{"kind":"Name","value":"signInId"}},{"kind":"Field","name":{"kind":"Name","value":"sessionArn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}},{"kind":"Field","name":{"kind":"Name","value":"challengeId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const PlatformsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Platform"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"failedProbes"}}]}}]} as unknown as DocumentNode<PlatformsQuery, PlatformsQueryVariables>;
export const HoldPlatformDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HoldPlatform"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HoldPlatformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdPlatform"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Platform"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"failedProbes"}}]}}]} as unknown as DocumentNode<HoldPlatformMutation, HoldPlatformMutationVariables>;
export const ReleasePlatformDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReleasePlatform"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReleasePlatformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"releasePlatform"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Platform"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"failedProbes"}}]}}]} as unknown as DocumentNode<ReleasePlatformMutation, ReleasePlatformMutationVariables>;
export const OnPlatformStateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnPlatformState"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onPlatformState"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Platform"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"failedProbes"}}]}}]} as unknown as DocumentNode<OnPlatformStateSubscription, OnPlatformStateSubscriptionVariables>;
export const DeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Deliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStatus"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<DeliveriesQuery, DeliveriesQueryVariables>;
export const DeliveryEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeliveryEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveryEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"endSequence"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]} as unknown as DocumentNode<DeliveryEventsQuery, DeliveryEventsQueryVariables>;
export const InboxDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Inbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inbox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InboxItemFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}}]} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const InboxChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InboxChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"changedSince"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inbox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"changedSince"},"value":{"kind":"Variable","name":{"kind":"Name","value":"changedSince"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InboxItemFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InboxItemFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboxItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}}]} as unknown as DocumentNode<InboxChangesQuery, InboxChangesQueryVariables>;
export const AcknowledgeDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcknowledgeDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcknowledgeDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgeDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<AcknowledgeDeliveryMutation, AcknowledgeDeliveryMutationVariables>;
export const OnDeliveryReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnDeliveryReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onDeliveryReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryReportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"statusChanges"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}}]} as unknown as DocumentNode<OnDeliveryReportSubscription, OnDeliveryReportSubscriptionVariables>;
export const OnMyPublicationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyPublications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyPublications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryReportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"statusChanges"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}}]} as unknown as DocumentNode<OnMyPublicationsSubscription, OnMyPublicationsSubscriptionVariables>;
export const OnMyDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyDeliveries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyDeliveries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryReportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryReportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageStatus"}},{"kind":"Field","name":{"kind":"Name","value":"statusChanges"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"forPublisher"}}]}}]} as unknown as DocumentNode<OnMyDeliveriesSubscription, OnMyDeliveriesSubscriptionVariables>;
export const RedeliverDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Redeliver"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeliverInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redeliver"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redelivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RedeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RedeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Redelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reopened"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]} as unknown as DocumentNode<RedeliverMutation, RedeliverMutationVariables>;
export const RedeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Redelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RedeliveryFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RedeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Redelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reopened"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]} as unknown as DocumentNode<RedeliveryQuery, RedeliveryQueryVariables>;
export const UserDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Delivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailure"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"transitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<UserDeliveriesQuery, UserDeliveriesQueryVariables>;
export const RegisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"removedDeviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"ignored"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<RegisterDeviceMutation, RegisterDeviceMutationVariables>;
export const UnregisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnregisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnregisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unregisterDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"unregistered"}}]}}]}}]} as unknown as DocumentNode<UnregisterDeviceMutation, UnregisterDeviceMutationVariables>;
export const DevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Devices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DevicesQuery, DevicesQueryVariables>;
export const DeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Device"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceQuery, DeviceQueryVariables>;
export const OnMyDevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyDevices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyDevices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<OnMyDevicesSubscription, OnMyDevicesSubscriptionVariables>;
export const UserDevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserDevices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userDevices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<UserDevicesQuery, UserDevicesQueryVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"groups"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const PublishBatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PublishBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishBatchInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishBatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AcceptedMessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"senderFault"}},{"kind":"Field","name":{"kind":"Name","value":"errorInfo"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AcceptedMessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}}]}}]} as unknown as DocumentNode<PublishBatchMutation, PublishBatchMutationVariables>;
export const PublishDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Publish"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publish"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}}]}}]} as unknown as DocumentNode<PublishMutation, PublishMutationVariables>;
export const CancelMessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelMessage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cancelledDeliveries"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}}]}}]} as unknown as DocumentNode<CancelMessageMutation, CancelMessageMutationVariables>;
export const MessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Message"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}}]} as unknown as DocumentNode<MessageQuery, MessageQueryVariables>;
export const MessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Messages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"publisherId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"deduplicationId"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snsMessageId"}},{"kind":"Field","name":{"kind":"Name","value":"sequenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicateOf"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"heldBecause"}}]}}]} as unknown as DocumentNode<MessagesQuery, MessagesQueryVariables>;
export const PublicationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Publications"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"sent"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"countedUpTo"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccepted"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"expired"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]}}]} as unknown as DocumentNode<PublicationsQuery, PublicationsQueryVariables>;
export const PreviewPublishDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewPublish"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PreviewPublishInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewPublish"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payloads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"payload"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"withinLimit"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewPublishQuery, PreviewPublishQueryVariables>;
export const AllMessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AllMessages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allMessages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"publisherId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publisherId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"audience"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userIds"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"reporting"}},{"kind":"Field","name":{"kind":"Name","value":"unreachable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AllMessagesQuery, AllMessagesQueryVariables>;
export const StepUpSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpSettings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpSettingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<StepUpSettingsQuery, StepUpSettingsQueryVariables>;
export const StepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<StepUpChallengeQuery, StepUpChallengeQueryVariables>;
export const PutStepUpSettingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutStepUpSetting"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutStepUpSettingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putStepUpSetting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpSettingFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpSettingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpSetting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"acrLevel"}},{"kind":"Field","name":{"kind":"Name","value":"maxAge"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}}]} as unknown as DocumentNode<PutStepUpSettingMutation, PutStepUpSettingMutationVariables>;
export const DeleteStepUpSettingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteStepUpSetting"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteStepUpSettingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteStepUpSetting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}}]}}]} as unknown as DocumentNode<DeleteStepUpSettingMutation, DeleteStepUpSettingMutationVariables>;
export const StepUpAuditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StepUpAudit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"day"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSDate"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUpAudit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"day"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}},{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"challengeId"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<StepUpAuditQuery, StepUpAuditQueryVariables>;
export const InitiateStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InitiateStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InitiateStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"initiateStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"credentialRequestOptions"}},{"kind":"Field","name":{"kind":"Name","value":"challenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<InitiateStepUpMutation, InitiateStepUpMutationVariables>;
export const RespondToStepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RespondToStepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RespondToStepUpChallengeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"respondToStepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StepUpChallengeFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StepUpChallengeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"matchNumber"}},{"kind":"Field","name":{"kind":"Name","value":"codeLength"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}}]}}]} as unknown as DocumentNode<RespondToStepUpChallengeMutation, RespondToStepUpChallengeMutationVariables>;
export const ApproveStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApproveStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ApproveStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approveStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<ApproveStepUpMutation, ApproveStepUpMutationVariables>;
export const OnStepUpChallengeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnStepUpChallenge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onStepUpChallenge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<OnStepUpChallengeSubscription, OnStepUpChallengeSubscriptionVariables>;
export const RequireStepUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequireStepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequireStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requireStepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}}]}}]}}]} as unknown as DocumentNode<RequireStepUpMutation, RequireStepUpMutationVariables>;
export const ConsumeStepUpGrantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConsumeStepUpGrant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequireStepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consumeStepUpGrant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"challengeId"}}]}}]}}]} as unknown as DocumentNode<ConsumeStepUpGrantMutation, ConsumeStepUpGrantMutationVariables>;
export const TopicsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Topics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<TopicsQuery, TopicsQueryVariables>;
export const TopicSubscriptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicSubscriptions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicSubscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriptionFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}}]}}]} as unknown as DocumentNode<TopicSubscriptionsQuery, TopicSubscriptionsQueryVariables>;
export const TopicFollowersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicFollowers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriptionStatus"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicFollowers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"topicId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFollowerFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFollowerFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicFollower"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}}]}}]} as unknown as DocumentNode<TopicFollowersQuery, TopicFollowersQueryVariables>;
export const CreateTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<CreateTopicMutation, CreateTopicMutationVariables>;
export const UpdateTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Topic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<UpdateTopicMutation, UpdateTopicMutationVariables>;
export const DeleteTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}}]}}]} as unknown as DocumentNode<DeleteTopicMutation, DeleteTopicMutationVariables>;
export const SubscribeToTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubscribeToTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubscribeToTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscribeToTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriptionFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}}]}}]} as unknown as DocumentNode<SubscribeToTopicMutation, SubscribeToTopicMutationVariables>;
export const UnsubscribeFromTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnsubscribeFromTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnsubscribeFromTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unsubscribeFromTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"unsubscribed"}}]}}]}}]} as unknown as DocumentNode<UnsubscribeFromTopicMutation, UnsubscribeFromTopicMutationVariables>;
export const DecideTopicSubscriptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DecideTopicSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideTopicSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decideTopicSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"follower"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicFollowerFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicFollowerFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicFollower"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"subscribedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}}]}}]} as unknown as DocumentNode<DecideTopicSubscriptionMutation, DecideTopicSubscriptionMutationVariables>;
export const OnMyTopicSubscriptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnMyTopicSubscriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onMyTopicSubscriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<OnMyTopicSubscriptionsSubscription, OnMyTopicSubscriptionsSubscriptionVariables>;
export const TopicSubscribersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicSubscribers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicSubscribers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"topicId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topicId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriberFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicyScope"}},{"kind":"Field","name":{"kind":"Name","value":"rawDelivery"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"maxDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"numRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numNoDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMinDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMaxDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"backoffFunction"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxReceivesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailureAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"failuresToday"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}},{"kind":"Field","name":{"kind":"Name","value":"lapsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<TopicSubscribersQuery, TopicSubscribersQueryVariables>;
export const AddTopicSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddTopicSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddTopicSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addTopicSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriber"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriberFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicyScope"}},{"kind":"Field","name":{"kind":"Name","value":"rawDelivery"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"maxDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"numRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numNoDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMinDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMaxDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"backoffFunction"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxReceivesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailureAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"failuresToday"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}},{"kind":"Field","name":{"kind":"Name","value":"lapsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<AddTopicSubscriberMutation, AddTopicSubscriberMutationVariables>;
export const UpdateTopicSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateTopicSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateTopicSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateTopicSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriber"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicSubscriberFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicSubscriberFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicSubscriber"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"filterPolicyScope"}},{"kind":"Field","name":{"kind":"Name","value":"rawDelivery"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"maxDelayTarget"}},{"kind":"Field","name":{"kind":"Name","value":"numRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numNoDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMinDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"numMaxDelayRetries"}},{"kind":"Field","name":{"kind":"Name","value":"backoffFunction"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxReceivesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionArn"}},{"kind":"Field","name":{"kind":"Name","value":"lastFailureAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"failuresToday"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}},{"kind":"Field","name":{"kind":"Name","value":"lapsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]} as unknown as DocumentNode<UpdateTopicSubscriberMutation, UpdateTopicSubscriberMutationVariables>;
export const RemoveTopicSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveTopicSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveTopicSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeTopicSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}}]}}]} as unknown as DocumentNode<RemoveTopicSubscriberMutation, RemoveTopicSubscriberMutationVariables>;
export const OnTopicSubscribersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnTopicSubscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onTopicSubscribers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"addedBy"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<OnTopicSubscribersSubscription, OnTopicSubscribersSubscriptionVariables>;
export const RedeliverToSubscriberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RedeliverToSubscriber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeliverToSubscriberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redeliverToSubscriber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topicId"}},{"kind":"Field","name":{"kind":"Name","value":"redelivered"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"kept"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}}]} as unknown as DocumentNode<RedeliverToSubscriberMutation, RedeliverToSubscriberMutationVariables>;