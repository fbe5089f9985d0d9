/** Values of a row, as many as adapters look for in one. */
export const row = {
  id: 'm.d',
  messageId: 'm',
  deviceId: 'd',
  userId: 'u',
  topicId: 't',
  platform: 'FCM',
  tokenHash: 'hash',
  endpointArn: 'arn:endpoint',
  endpoint: 'mailbox',
  protocol: 'email',
  addressVersion: 1,
  status: 'QUEUED',
  revision: 'r',
};
