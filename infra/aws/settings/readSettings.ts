import type { Node } from 'constructs';
import { type AlarmSettings, readAlarmSettings } from './AlarmSettings.ts';
import { type ApiSettings, readApiSettings } from './ApiSettings.ts';
import { type DeliverySettings, readDeliverySettings } from './DeliverySettings.ts';
import { GivenSettings } from './GivenSettings.ts';
import { type InstallationSettings, readInstallationSettings } from './InstallationSettings.ts';
import { type PlatformSettings, readPlatformSettings } from './PlatformSettings.ts';
import { readStepUpSettings, type StepUpSettings } from './StepUpSettings.ts';
import { readTopicSettings, type TopicSettings } from './TopicSettings.ts';
import { readUserSettings, type UserSettings } from './UserSettings.ts';

/** What `cdk.json` or `--context` say of a deployment, each under `heliograph:<name>`. */
export interface Settings
  extends AlarmSettings,
    ApiSettings,
    DeliverySettings,
    InstallationSettings,
    PlatformSettings,
    StepUpSettings,
    TopicSettings,
    UserSettings {}

/** Returns the settings. Throws an Error that names a wrong setting and what it allows. */
export function readSettings(node: Node): Settings {
  const given = new GivenSettings((name) => node.tryGetContext(`heliograph:${name}`));
  return {
    ...readInstallationSettings(given),
    ...readPlatformSettings(given),
    ...readDeliverySettings(given),
    ...readTopicSettings(given),
    ...readUserSettings(given),
    ...readStepUpSettings(given),
    ...readApiSettings(given),
    ...readAlarmSettings(given),
  };
}
