interface NameList {
  readonly names: readonly string[];
  readonly source: string;
}

type NameListName =
  | 'platformApplication'
  | 'endpoint'
  | 'topic'
  | 'changedTopic'
  | 'subscription'
  | 'message'
  | 'signIn'
  | 'challenge'
  | 'userAttribute';

/** What AWS documents of names that the SDK's models have as mere text, as far as Heliograph uses them. */
export const documentedNames: Readonly<Record<NameListName, NameList>> = {
  platformApplication: {
    names: [
      ...['PlatformCredential', 'PlatformPrincipal', 'ApplePlatformTeamID', 'ApplePlatformBundleID'],
      ...['EventEndpointCreated', 'EventEndpointDeleted', 'EventEndpointUpdated', 'EventDeliveryFailure'],
      ...['SuccessFeedbackRoleArn', 'FailureFeedbackRoleArn', 'SuccessFeedbackSampleRate'],
    ],
    // CreatePlatformApplication refers to it.
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetPlatformApplicationAttributes.html',
  },
  endpoint: {
    names: ['CustomUserData', 'Enabled', 'Token'],
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetEndpointAttributes.html',
  },
  topic: {
    names: [
      ...['DeliveryPolicy', 'DisplayName', 'Policy', 'TracingConfig', 'KmsMasterKeyId', 'SignatureVersion'],
      ...['FifoTopic', 'ArchivePolicy', 'ContentBasedDeduplication', 'FifoThroughputScope'],
    ],
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  changedTopic: {
    names: [
      ...['DeliveryPolicy', 'DisplayName', 'Policy', 'TracingConfig', 'KmsMasterKeyId', 'SignatureVersion'],
      ...['ArchivePolicy', 'ContentBasedDeduplication', 'FifoThroughputScope'],
      ...['HTTP', 'Firehose', 'Lambda', 'Application', 'SQS'].flatMap((protocol) =>
        ['SuccessFeedbackRoleArn', 'SuccessFeedbackSampleRate', 'FailureFeedbackRoleArn'].map(
          (name) => `${protocol}${name}`,
        ),
      ),
    ],
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
  },
  subscription: {
    names: [
      ...['DeliveryPolicy', 'FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'],
      ...['SubscriptionRoleArn', 'ReplayPolicy'],
    ],
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
  },
  message: {
    names: [
      ...['APNS', 'APNS_SANDBOX', 'FCM', 'GCM'].map((platform) => `AWS.SNS.MOBILE.${platform}.TTL`),
      ...['COLLAPSE_ID', 'PRIORITY', 'PUSH_TYPE', 'TOPIC'].map((name) => `AWS.SNS.MOBILE.APNS.${name}`),
    ],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-msg-attr-mobile-reserved.html',
  },
  signIn: {
    names: ['USERNAME', 'PREFERRED_CHALLENGE', 'PASSWORD', 'SRP_A', 'SECRET_HASH', 'DEVICE_KEY'],
    source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html',
  },
  challenge: {
    names: ['USERNAME', 'EMAIL_OTP_CODE', 'SMS_OTP_CODE', 'CREDENTIAL', 'SECRET_HASH'],
    source:
      'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html',
  },
  userAttribute: {
    names: ['email', 'phone_number'],
    source:
      'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html',
  },
};

/** Where requests have such names: keys of a map, or a text. `*` stands for the items of a list. */
export const nameLists: readonly {
  readonly operation: string;
  readonly path: readonly string[];
  readonly list: NameListName;
  /** Whether other names are the caller's own. */
  readonly mayBeOwn?: true;
}[] = [
  { operation: 'CreatePlatformApplication', path: ['Attributes'], list: 'platformApplication' },
  { operation: 'SetPlatformApplicationAttributes', path: ['Attributes'], list: 'platformApplication' },
  { operation: 'CreatePlatformEndpoint', path: ['Attributes'], list: 'endpoint' },
  { operation: 'SetEndpointAttributes', path: ['Attributes'], list: 'endpoint' },
  { operation: 'CreateTopic', path: ['Attributes'], list: 'topic' },
  { operation: 'SetTopicAttributes', path: ['AttributeName'], list: 'changedTopic' },
  { operation: 'Subscribe', path: ['Attributes'], list: 'subscription' },
  { operation: 'SetSubscriptionAttributes', path: ['AttributeName'], list: 'subscription' },
  { operation: 'Publish', path: ['MessageAttributes'], list: 'message', mayBeOwn: true },
  {
    operation: 'PublishBatch',
    path: ['PublishBatchRequestEntries', '*', 'MessageAttributes'],
    list: 'message',
    mayBeOwn: true,
  },
  { operation: 'AdminInitiateAuth', path: ['AuthParameters'], list: 'signIn' },
  { operation: 'AdminRespondToAuthChallenge', path: ['ChallengeResponses'], list: 'challenge' },
  { operation: 'GetUserAttributeVerificationCode', path: ['AttributeName'], list: 'userAttribute' },
  { operation: 'VerifyUserAttribute', path: ['AttributeName'], list: 'userAttribute' },
];
