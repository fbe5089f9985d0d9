import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { PERIOD } from '../shared/alarms/awsMetric.ts';
import { platformMetric } from '../shared/ownMetric.ts';

const total = '(FILL(accepted, 0) + FILL(failed, 0) - FILL(dead, 0) + FILL(expired, 0))';

/**
 * Returns the percentage of a platform's pushes that its push service accepted, among those that ended. Dead tokens
 * are left out: devices that are gone are no fault. It is 100 below `minimum` pushes in five minutes.
 */
export function successShare(platform: PushPlatform, minimum = 1): MathExpression {
  return new MathExpression({
    // The last term keeps the division from zero.
    expression: `IF(${total} < ${minimum}, 100, 100 * FILL(accepted, 0) / (${total} + (${total} < 1)))`,
    usingMetrics: {
      accepted: platformMetric('DeliveriesProviderAccepted', platform),
      failed: platformMetric('DeliveriesFailed', platform),
      dead: platformMetric('DeliveriesToDeadTokens', platform),
      expired: platformMetric('DeliveriesExpired', platform),
    },
    period: PERIOD,
    label: platform,
  });
}
