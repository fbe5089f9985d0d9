import type { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { awsMetric, sumOf } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarm on the throttles of a client of the user pool.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 */
export function watchClient({ userPoolId: UserPool, ref: UserPoolClient }: CfnUserPoolClient): Watch {
  const names = ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'];
  return {
    name: 'Throttles',
    runbook: 'cognito-throttles',
    description: 'Cognito throttles sign-ins: the account’s quota of requests a second is used up.',
    metric: sumOf(names.map((name) => awsMetric('AWS/Cognito', name, { UserPool, UserPoolClient }))),
    periods: 2,
  };
}
