import type { PushPlatform } from '../../../schema/generated/types.ts';

/** What the device gets: all input of `approveStepUp` but the number, which the user reads on the other screen. */
export interface ApprovalRequest {
  readonly challengeId: string;
  readonly operation: string;
  /** What the user is asked to approve. */
  readonly summary: string;
  readonly secret: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Renders the APNs payload, or FCM v1's `message`, as JSON. */
export function renderApprovalPush(platform: PushPlatform, request: ApprovalRequest, timeToLive: number): string {
  const alert = { title: 'Is this you?', body: request.summary };
  if (platform === 'FCM') {
    return JSON.stringify({
      notification: alert,
      data: { 'heliograph.stepUp': JSON.stringify(request) },
      android: { priority: 'high', ttl: `${timeToLive}s` },
    });
  }
  return JSON.stringify({ aps: { alert, category: 'HELIOGRAPH_STEP_UP' }, heliograph: { stepUp: request } });
}
