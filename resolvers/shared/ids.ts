import { util } from '@aws-appsync/utils';
import { deviceIdPattern } from '../../functions/rules/devices/deviceIdPattern.ts';

// What cannot be an id names nothing. It is answered without a read, which DynamoDB would refuse for a key that is too long.

/** Returns whether it could be the id of a message or a topic: a ULID. */
export function isUlid(id: string): boolean {
  return util.matches('^[0-9A-HJKMNP-TV-Z]{26}$', id);
}

/** Returns whether it could be a device's id. */
export function isDeviceId(id: string): boolean {
  return util.matches(deviceIdPattern, id);
}
