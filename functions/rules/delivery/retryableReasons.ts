// Runs in APPSYNC_JS too.
import type { DeliveryReason } from '../../../schema/generated/types.ts';

/** Whether publishing again may succeed after some time, or, for credentials, after the operator has acted. */
export const retryableReasons: Readonly<Record<DeliveryReason, boolean>> = {
  ENDPOINT_DISABLED: false,
  INVALID_TOKEN: false,
  TOKEN_MISMATCH: false,
  PAYLOAD_TOO_LARGE: false,
  INVALID_PAYLOAD: false,
  CREDENTIALS_INVALID: true,
  PLATFORM_NOT_CONFIGURED: false,
  THROTTLED: true,
  PROVIDER_UNAVAILABLE: true,
  TTL_EXPIRED: false,
  DEVICE_GONE: false,
  NO_ANSWER: true,
  INTERNAL: true,
};
