import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { PERIOD } from '../shared/alarms/awsMetric.ts';
import { platformMetric, reasonMetric } from '../shared/ownMetric.ts';

/**
 * Returns the percentage of pushes that SNS did not take, for its quota or an error, among those that it was asked
 * for. It is 0 below `minimum` of them in five minutes.
 */
export function refusedShare(platforms: readonly PushPlatform[], minimum: number): MathExpression {
  const sent = platforms.map((platform) => `FILL(sent_${platform.toLowerCase()}, 0)`).join(' + ');
  const refused = '(FILL(throttled, 0) + FILL(failing, 0))';
  return new MathExpression({
    expression: `IF(${refused} < ${minimum}, 0, 100 * ${refused} / (${refused} + ${sent}))`,
    usingMetrics: {
      throttled: reasonMetric('THROTTLED'),
      failing: reasonMetric('INTERNAL'),
      ...Object.fromEntries(
        platforms.map((platform) => [`sent_${platform.toLowerCase()}`, platformMetric('DeliveriesSent', platform)]),
      ),
    },
    period: PERIOD,
    label: 'Pushes that SNS does not take, %',
  });
}
