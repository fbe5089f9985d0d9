import type { PushPlatform } from '../../schema/generated/types.ts';

/** Variables that name a table. Functions have those of the tables that they use, the API has all of them. */
export type TableVariable =
  | 'MESSAGES_TABLE'
  | 'DELIVERIES_TABLE'
  | 'DEVICES_TABLE'
  | 'TOPICS_TABLE'
  | 'PLATFORMS_TABLE'
  | 'STEP_UP_SETTINGS_TABLE'
  | 'STEP_UP_SESSIONS_TABLE'
  | 'STEP_UP_AUDIT_TABLE'
  | 'AUDIT_LOG_TABLE';

/** Variables that the CDK app sets on the API: `ctx.env` of resolvers. */
export type ApiVariable = TableVariable | 'STEP_UP_PASSKEYS' | 'STEP_UP_OWN_READS' | 'AUDIT_DAYS';

/** Variables that the CDK app sets on functions. */
export type FunctionVariable =
  | TableVariable
  | 'METRIC_NAMESPACE'
  | `PLATFORM_APPLICATION_${PushPlatform}`
  | 'PUSH_PLATFORMS'
  | 'PROMPT_QUEUE_URL'
  | 'PROMPT_QUEUE_ARN'
  | 'BULK_QUEUE_URL'
  | 'FAN_OUT_QUEUE_URL'
  | 'ORDERED_QUEUE_URL'
  | 'GIVEN_UP_QUEUE_URL'
  | 'PUBLICATIONS_QUEUE_URL'
  | 'ANSWERS_QUEUE_URL'
  | 'FROM_TOPICS_QUEUE_URL'
  | 'FROM_TOPICS_QUEUE_ARN'
  | 'TOPIC_ARN_PREFIX'
  | 'NOT_PUSHED_QUEUE_ARN'
  | 'UNPUSHED_QUEUE_URL'
  | 'KEPT_QUEUE_ARN_PREFIX'
  | 'WATCH_SUBSCRIBERS_ARN'
  | 'SUSPEND_AFTER_DAYS'
  | 'ORDERED_GIVEN_UP_QUEUE_ARN'
  | 'TOPIC_KEY_ARN'
  | 'TOPIC_LOGGING_ROLE_ARN'
  | 'TOPIC_SUCCESS_SAMPLE_RATE'
  | 'TOPIC_TAGS'
  | 'DEVICES_PER_USER'
  | 'GROUP_HOLD_MINUTES'
  | 'SENDS_PER_SECOND'
  | 'RENEWALS_PER_SECOND'
  | 'BREAKER_SETTINGS'
  | 'SUCCESS_SAMPLE_RATE'
  | 'ANSWER_HOURS'
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'UNSCHEDULED_QUEUE_ARN'
  | 'MISUNDERSTOOD_QUEUE_URL'
  | 'GRAPHQL_ENDPOINT'
  | 'REGISTER_DEVICE_ARN'
  | 'CANARY_SECRET_NAME'
  | 'USER_POOL_ID'
  | 'STEP_UP_CODES'
  | 'STEP_UP_CLIENT_ID';
