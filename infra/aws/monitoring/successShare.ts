import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { PERIOD } from '../shared/alarms/awsMetric.ts';
import { platformMetric } from '../shared/ownMetric.ts';

/**
 * Returns the percentage of a platform's pushes that its push service accepted, among those that ended. Dead tokens
 * are left out: devices that are gone are no fault. It is 100 below `minimum` pushes in five minutes.
 */
export function successShare(platform: PushPlatform, minimum = 1): MathExpression {
  // Their ids are unique among all platforms, so that one graph can show them.
  const id = (name: string) => `${platform.toLowerCase()}_${name}`;
  const of = (name: string) => `FILL(${id(name)}, 0)`;
  const total = `(${of('accepted')} + ${of('failed')} - ${of('dead')} + ${of('expired')})`;
  return new MathExpression({
    // The last term keeps the division from zero.
    expression: `IF(${total} < ${minimum}, 100, 100 * ${of('accepted')} / (${total} + (${total} < 1)))`,
    usingMetrics: {
      [id('accepted')]: platformMetric('DeliveriesProviderAccepted', platform),
      [id('failed')]: platformMetric('DeliveriesFailed', platform),
      [id('dead')]: platformMetric('DeliveriesToDeadTokens', platform),
      [id('expired')]: platformMetric('DeliveriesExpired', platform),
    },
    period: PERIOD,
    label: platform,
  });
}
