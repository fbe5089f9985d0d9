// Runs in APPSYNC_JS too.

/** What a message may be at most. Lengths are UTF-16 code units unless they say bytes. */
export const messageLimits = {
  /** What one BatchGetItem of 100 keys looks up beside the step-up rows and the idempotency record. */
  userIds: 90,
  deviceIds: 90,
  title: 256,
  body: 2000,
  dataEntries: 32,
  dataKey: 64,
  badge: 99_999,
  sound: 64,
  image: 2048,
  deepLink: 1024,
  category: 64,
  thread: 64,
  localizations: 20,
  locale: 35,
  idempotencyKey: 128,
  /** `apns-collapse-id`, in bytes (Apple: Sending notification requests to APNs). */
  collapseIdBytes: 64,
  /** FCM keeps a message for four weeks at most (Firebase: Set the lifespan of a message). */
  timeToLiveSeconds: 2_419_200,
  scheduleAheadSeconds: 31_536_000,
} as const;

/** Bytes that the push service takes (Apple: Generating a remote notification; Firebase: About FCM messages). */
export const payloadLimits = { APNS: 4096, APNS_SANDBOX: 4096, FCM: 4096 } as const;
