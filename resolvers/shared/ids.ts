import { util } from '@aws-appsync/utils';

// What cannot be an id names nothing: it is answered without a read, which DynamoDB would refuse for a key that is too long.

/** Whether it could be a message's id, a ULID. */
export function isMessageId(id: string): boolean {
  return util.matches('^[0-9A-HJKMNP-TV-Z]{26}$', id);
}

/** Whether it could be a device's id. */
export function isDeviceId(id: string): boolean {
  return util.matches('^[A-Za-z0-9._-]{1,128}$', id);
}

/** Whether it could be a topic's id, a ULID. */
export function isTopicId(id: string): boolean {
  return util.matches('^[0-9A-HJKMNP-TV-Z]{26}$', id);
}
