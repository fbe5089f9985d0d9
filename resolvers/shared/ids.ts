import { util } from '@aws-appsync/utils';
import { deviceIdPattern } from '../../functions/rules/devices/deviceIdPattern.ts';

/** The longest id of a publisher: a key of DynamoDB's. An IAM role's ARN may be longer than other ids. */
export const LONGEST_PUBLISHER = 2048;

// What cannot be an id is answered without a read: DynamoDB refuses keys that are too long.

/** Returns whether it could be the id of a message or a topic: a ULID. */
export function isUlid(id: string): boolean {
  return util.matches('^[0-9A-HJKMNP-TV-Z]{26}$', id);
}

/** Returns whether it could be a device's id. */
export function isDeviceId(id: string): boolean {
  return util.matches(deviceIdPattern, id);
}
