/** A kind of grant that no story uses, and why a role has it all the same. */
export interface Explanation {
  readonly role?: RegExp;
  /** In small letters. */
  readonly action: RegExp;
  readonly resource?: RegExp;
  readonly reason: string;
}

/** Each must match a grant. Whatever else is granted and never used fails the run: remove it, or say here why not. */
export const explanations: readonly Explanation[] = [
  { action: /^xray:/, reason: 'The local runtime has no X-Ray.' },
  { action: /^dynamodb:liststreams$/, reason: 'CDK grants it with a stream. The local runtime reads without it.' },
  {
    action: /^sqs:(getqueueurl|getqueueattributes|changemessagevisibility)$/,
    reason: 'CDK grants them with an event source or a destination. Lambda uses some of them, as AWS sees fit.',
  },
  {
    action: /^sqs:sendmessage$/,
    resource: /DeadLetters/,
    reason: 'What fails for good goes there: deadLetters.test.ts holds the places, redrive’s stories empty them.',
  },
  {
    action: /^dynamodb:(putitem|updateitem)$/,
    resource: /StepUp(Audit|Sessions)/,
    reason: 'Spends a proof, where a setting asks for one. The same step does so in every field (spendGrant.ts).',
  },
  {
    action: /^dynamodb:putitem$/,
    resource: /AuditLog/,
    reason: 'Adds the act to the audit log: adminActs.resolver.test.ts holds every mutation of admins to it.',
  },
  { role: /^Logging/, action: /^logs:/, reason: 'The local AppSync writes its log by itself.' },
  {
    role: /^DeliveryStatusLogging/,
    action: /^logs:/,
    reason: 'SNS asks for them where a group or stream is missing. The template makes the groups.',
  },
  { action: /^iam:passrole$/, reason: 'AWS asks for it where SNS is given a logging role. The local SNS does not.' },
  {
    action: /^sns:deleteplatformapplication$/,
    reason: 'CloudFormation takes an application back if the first deployment fails.',
  },
  { action: /^(logs:tagresource|sqs:tagqueue)$/, reason: 'For heliograph:tags, where admins make topics.' },
  {
    role: /^ServiceRole/,
    action: /^appsync:graphql$/,
    reason: 'authorization.flow.test.ts holds who may call what. Services subscribe and cancel as users do.',
  },
  {
    role: /^(Dispatch|LargeWork|PublishToTopics|GiveUp|Sweep|Work|sendInOrder|Schedules)/,
    action: /^(sqs:sendmessage|dynamodb:(batchgetitem|deleteitem|getitem|query|updateitem))$/,
    reason: 'For what is large, late or fails: crashes.test.ts and the units of delivery and ordering play that.',
  },
  {
    role: /^(sweepTopics|mendTopics)/,
    action: /^(dynamodb|logs|sns|sqs):/,
    reason: 'For what a call left half done, or an older version made: sweepTopics.test.ts, mendTopics.test.ts.',
  },
  {
    role: /^watchSubscribers/,
    action: /^sqs:sendmessage$/,
    resource: /Answers/,
    reason: 'An answer that comes before its publication is looked at again: watchSubscribers.test.ts plays it.',
  },
  {
    role: /^(registerDevice|initiateStepUp)/,
    action: /^dynamodb:updateitem$/,
    resource: /Devices/,
    reason: 'Two calls at once, and dead tokens: registerDevice.test.ts and initiateStepUp.test.ts play them.',
  },
  {
    role: /^listMessages/,
    action: /^dynamodb:(query|batchgetitem)$/,
    reason: 'A publisher’s list that is filtered: listMessages.test.ts plays it.',
  },
  { role: /^reportDeliveries/, action: /^dynamodb:query$/, reason: 'Reads events again that a crash left untold.' },
  {
    role: /^FieldsstepUpChallenges/,
    action: /^dynamodb:getitem$/,
    reason: 'AppSync reads the row again if another call was first.',
  },
  {
    role: /^Fields(subscribeToTopic|updateTopic)/,
    action: /^dynamodb:(deleteitem|updateitem)$/,
    resource: /Topics/,
    reason: 'Resolver tests play it: a request that became a subscription, a topic that is renamed.',
  },
];
