import { type AlarmThresholds, alarmThresholds } from '../monitoring/alarmThresholds.ts';
import type { GivenSettings } from './GivenSettings.ts';

/** Whom alarms tell, and when. */
export interface AlarmSettings {
  /** The SNS topic that alarms tell. @default - they only show in CloudWatch */
  readonly alarmTopicArn?: string;
  /** When alarms go off. @default - as in docs/operations.md */
  readonly alarms: AlarmThresholds;
}

const topicArn = /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/;

export function readAlarmSettings(given: GivenSettings): AlarmSettings {
  const alarmTopicArn = given.text('alarmTopicArn', topicArn, 'the ARN of an SNS topic');
  return {
    ...(alarmTopicArn === undefined ? {} : { alarmTopicArn }),
    alarms: given.thresholds('alarms', alarmThresholds),
  };
}
