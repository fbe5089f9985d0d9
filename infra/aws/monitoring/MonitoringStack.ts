import type { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import type { AlarmThresholds } from './alarmThresholds.ts';
import { OwnAlarms } from './OwnAlarms.ts';
import { PlatformAlarms } from './PlatformAlarms.ts';

export interface MonitoringStackProps {
  readonly thresholds: AlarmThresholds;
  /** The platforms that are offered. */
  readonly platforms: readonly PushPlatform[];
}

/** Whether notifications are getting through: alarms on our own metrics. Other alarms stand in their stacks. */
export class MonitoringStack extends CapabilityStack {
  constructor(scope: Construct, id: string, { thresholds, platforms }: MonitoringStackProps) {
    super(scope, id, 'alarms on own metrics, the dashboard, saved queries');
    for (const platform of platforms) new PlatformAlarms(this, platform, thresholds);
    new OwnAlarms(this, 'Own', thresholds);
  }
}
