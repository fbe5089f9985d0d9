import { type AlarmThresholds, alarmThresholds } from '../monitoring/alarmThresholds.ts';
import type { GivenSettings } from './GivenSettings.ts';
import { type InstallationSettings, isDisposable } from './InstallationSettings.ts';

/** Whom alarms tell, and when; the canary that tries whether messages get through. */
export interface AlarmSettings {
  /** The SNS topic that alarms tell, or `none`. @default - they only show in CloudWatch */
  readonly alarmTopicArn?: string;
  /** When alarms go off. @default - as in docs/operations.md */
  readonly alarms: AlarmThresholds;
  /**
   * Whether a canary is sent every five minutes: `true` for dead tokens alone, or the name of a secret with the tokens
   * of test phones. @default false
   */
  readonly canary: boolean | string;
}

/** What Secrets Manager takes: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const secretName = /^[\w/+=.@-]{1,512}$/;

const topicArn = /^(none|arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?)$/;

const allowed = 'the ARN of an SNS topic, or none: then nobody is told that an alarm goes off';

export function readAlarmSettings(given: GivenSettings): AlarmSettings {
  const alarmTopicArn = given.text('alarmTopicArn', topicArn, allowed);
  return {
    ...(alarmTopicArn === undefined ? {} : { alarmTopicArn }),
    alarms: given.thresholds('alarms', alarmThresholds),
    canary: readCanary(given),
  };
}

function readCanary(given: GivenSettings): boolean | string {
  const value = given.value('canary') ?? false;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return given.text('canary', secretName, 'true, false, or the name of a secret with tokens') ?? false;
}

/** Throws an Error unless it is said whom alarms tell, and be it nobody, or the installation is disposable. */
export function requireAlarmTopic(
  given: GivenSettings,
  { alarmTopicArn, stage }: Pick<AlarmSettings & InstallationSettings, 'alarmTopicArn' | 'stage'>,
): void {
  if (alarmTopicArn !== undefined || isDisposable(stage)) return;
  given.refuse('alarmTopicArn', `required unless heliograph:stage is dev: ${allowed}`);
}
