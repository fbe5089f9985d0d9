// Runs in APPSYNC_JS too.

/**
 * SNS forgets a subscription that nobody confirms for 48 hours (Amazon SNS Developer Guide, "Confirm the
 * subscription"). Milliseconds.
 */
export const CONFIRMATION_MILLISECONDS = 172_800_000;
