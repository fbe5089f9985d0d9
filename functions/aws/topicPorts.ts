import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SNSClient } from '@aws-sdk/client-sns';
import { environment } from './environment.ts';
import { CloudWatchTopicLogs } from './logs/CloudWatchTopicLogs.ts';
import { SnsTopics } from './sns/SnsTopics.ts';

/** Returns the ports by which functions make topics at SNS and mend them. */
export function topicPorts() {
  const tags = JSON.parse(environment('TOPIC_TAGS')) as Readonly<Record<string, string>>;
  const queueArn = environment('FROM_TOPICS_QUEUE_ARN');
  return {
    broker: new SnsTopics(new SNSClient({}), {
      arnPrefix: environment('TOPIC_ARN_PREFIX'),
      queueArn,
      givenUpArn: environment('ORDERED_GIVEN_UP_QUEUE_ARN'),
      keyArn: environment('TOPIC_KEY_ARN'),
      loggingRoleArn: environment('TOPIC_LOGGING_ROLE_ARN'),
      successSampleRate: environment('TOPIC_SUCCESS_SAMPLE_RATE'),
      tags,
    }),
    logs: new CloudWatchTopicLogs(new CloudWatchLogsClient({}), {
      tags,
      watcherArn: environment('WATCH_SUBSCRIBERS_ARN'),
      queueArn,
    }),
  };
}
