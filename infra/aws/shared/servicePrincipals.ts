import { Stack } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';

/**
 * Returns AppSync where it works for this API: no other API may use the role.
 * https://docs.aws.amazon.com/appsync/latest/devguide/attaching-a-data-source.html#iam-trust-policy.title
 */
export function appSyncFor(api: GraphqlApi): ServicePrincipal {
  return new ServicePrincipal('appsync.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Stack.of(api).account },
      ArnEquals: { 'aws:SourceArn': api.arn },
    },
  });
}

/**
 * Returns EventBridge Scheduler where it works for this group. It states the group, never the schedule.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function schedulerFor(group: CfnScheduleGroup): ServicePrincipal {
  return new ServicePrincipal('scheduler.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Stack.of(group).account, 'aws:SourceArn': group.attrArn },
    },
  });
}
