import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import { platformMetric } from '../shared/ownMetric.ts';
import type { AlarmThresholds } from './alarmThresholds.ts';
import { successShare } from './successShare.ts';

/** Tells of a push platform that does not take pushes, or takes them late. Its id is the platform. */
export class PlatformAlarms extends Construct {
  constructor(scope: Construct, id: PushPlatform, thresholds: AlarmThresholds) {
    super(scope, id);
    const { successPercent, minimumPushes, latencySeconds } = thresholds;
    new RunbookAlarm(this, 'SuccessShare', {
      runbook: 'too-few-pushes-succeed',
      description: `${id}: the push service takes less than ${successPercent} % of the pushes, dead tokens aside.`,
      metric: successShare(id, minimumPushes),
      below: successPercent,
      periods: 2,
    });
    new RunbookAlarm(this, 'Latency', {
      runbook: 'deliveries-are-slow',
      description: `${id}: one delivery of a hundred waits ${latencySeconds} seconds or longer until SNS has it.`,
      metric: platformMetric('TimeToSent', id, { statistic: 'p99' }),
      threshold: latencySeconds * 1000,
      periods: 2,
    });
    new RunbookAlarm(this, 'BreakerOpen', {
      runbook: 'a-breaker-is-open',
      description: `${id}: the breaker is open, so deliveries are held.`,
      metric: platformMetric('BreakerOpen', id, { statistic: 'Maximum' }),
      // Nothing said of it, so it is as it was.
      missing: TreatMissingData.IGNORE,
    });
    new RunbookAlarm(this, 'Unanswered', {
      runbook: 'pushes-are-unanswered',
      description: `${id}: the push service has said nothing of pushes for 15 minutes.`,
      metric: platformMetric('PushesUnanswered', id),
    });
  }
}
