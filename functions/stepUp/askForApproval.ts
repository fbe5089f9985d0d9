import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { PushPlatform } from '../../schema/generated/types.ts';
import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import type { PushSender } from '../delivery/PushSender.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { approvingDevices } from '../rules/stepUp/approvingDevices.ts';
import { renderApprovalPush } from '../rules/stepUp/renderApprovalPush.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { ApprovalStore } from './ApprovalStore.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

export interface Ports {
  readonly approvals: ApprovalStore;
  readonly devices: Pick<DeviceDirectory, 'ofUser' | 'noteGone'>;
  /** `platforms`: those that the deployment offers. */
  readonly push: PushSender & { readonly platforms: readonly PushPlatform[] };
}

/** Returns the caller's devices that may approve. None, if the token does not name its sign-in. */
export async function devicesToAsk({ devices, push }: Ports, caller: StepUpCaller): Promise<DeviceRow[]> {
  if (caller.originTokenId === null) return [];
  const all: DeviceRow[] = [];
  for await (const page of devices.ofUser(caller.userId)) all.push(...page);
  const reachable = all.filter(({ platform }) => push.platforms.includes(platform));
  return approvingDevices(reachable, caller.authTime);
}

/**
 * Sends the challenge to the devices. Returns the number that the waiting client shows and the user must enter on the
 * device. A user who approves without looking at both screens guesses one in ninety.
 * Throws ApplicationError `CodeDeliveryFailed` if SNS takes no push. An endpoint that SNS has no more is made again for
 * the next challenge.
 */
export async function askForApproval(
  { approvals, devices: directory, push }: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  devices: readonly DeviceRow[],
  now: number,
): Promise<string> {
  const secret = randomBytes(16).toString('hex');
  const number = String(randomInt(10, 100));
  const expiresAt = Math.min(now + stepUpLimits.challengeSeconds, caller.expiresAt);
  await approvals.put({
    challengeId: row.challengeId,
    userId: caller.userId,
    tokenId: caller.tokenId,
    originTokenId: caller.originTokenId ?? '',
    tokenExpiresAt: caller.expiresAt,
    secretHash: createHash('sha256').update(secret).digest('hex'),
    number,
    expiresAt,
    ttl: expiresAt + stepUpLimits.retentionSeconds,
  });
  const request = {
    challengeId: row.challengeId,
    operation: row.operation,
    summary: row.summary,
    secret,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
  };
  const timeToLive = expiresAt - now;
  const outcomes = await Promise.all(
    devices.map(async (device) => {
      const { endpointArn, platform } = device;
      const outcome = await push.send({
        endpointArn,
        platform,
        payload: renderApprovalPush(platform, request, timeToLive),
        timeToLive,
        highPriority: true,
        background: false,
        collapseId: null,
      });
      if (outcome.kind === 'gone') await directory.noteGone({ ...device, deviceId: device.id }, now * 1000);
      return outcome;
    }),
  );
  const sent = outcomes.flatMap((outcome) => (outcome.kind === 'sent' ? [outcome.snsMessageId] : []));
  await approvals.noteSent(sent, now + stepUpLimits.retentionSeconds);
  if (sent.length === 0) {
    throw new ApplicationError('CodeDeliveryFailed', 'None of your devices could be reached.', { retryable: true });
  }
  return number;
}
