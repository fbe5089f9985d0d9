import { Duration } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { ApiStack } from '../api/ApiStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { Installation } from '../shared/Installation.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import type { AlarmThresholds } from './alarmThresholds.ts';
import { OwnAlarms } from './OwnAlarms.ts';
import { PlatformAlarms } from './PlatformAlarms.ts';
import { SavedQueries } from './SavedQueries.ts';
import { deliveries, faults, gettingThrough, services } from './widgets.ts';

export interface MonitoringStackProps {
  readonly thresholds: AlarmThresholds;
  /** The platforms that are offered. */
  readonly platforms: readonly PushPlatform[];
  readonly messaging: MessagingStack;
  readonly api: ApiStack;
  readonly functions: readonly LambdaFunction[];
}

/** Whether notifications are getting through: alarms on our own metrics. Other alarms stand in their stacks. */
export class MonitoringStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, 'alarms on own metrics, the dashboard, saved queries');
    const { thresholds, platforms, functions, messaging, api } = props;
    for (const platform of platforms) new PlatformAlarms(this, platform, thresholds);
    new OwnAlarms(this, 'Own', platforms, thresholds);
    new SavedQueries(this, 'Queries', { functions });
    const { queues, deadLetters } = messaging;
    const { prompt, bulk, fanOut, ordered, fromTopics } = queues;
    const work = new Map(Object.entries({ prompt, bulk, fanOut, ordered, fromTopics }));
    new Dashboard(this, 'Dashboard', {
      dashboardName: Installation.of(this).id,
      defaultInterval: Duration.hours(3),
      widgets: [
        [...gettingThrough(platforms, work)],
        [...deliveries(platforms)],
        [...faults(api.api, new Map(Object.entries(deadLetters.places(queues))))],
        [...services(this)],
      ],
    });
  }
}
