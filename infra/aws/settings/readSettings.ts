import type { Node } from 'constructs';
import { type AlarmSettings, readAlarmSettings, requireAlarmTopic } from './AlarmSettings.ts';
import { type ApiSettings, readApiSettings } from './ApiSettings.ts';
import { type AuditSettings, readAuditSettings } from './AuditSettings.ts';
import { type DeliverySettings, readDeliverySettings } from './DeliverySettings.ts';
import { type FirewallSettings, readFirewallSettings } from './FirewallSettings.ts';
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
    AuditSettings,
    DeliverySettings,
    FirewallSettings,
    InstallationSettings,
    PlatformSettings,
    StepUpSettings,
    TopicSettings,
    UserSettings {}

/**
 * The settings as a construct's properties: each may be left out, and of an object some of its members. The name is
 * that of its stack.
 */
export type GivenProps = Readonly<
  Partial<Omit<Settings, 'alarms' | 'breaker' | 'installation' | 'name' | 'wafRates'>>
> & {
  readonly alarms?: Partial<Settings['alarms']>;
  readonly breaker?: Partial<Settings['breaker']>;
  readonly wafRates?: Partial<Settings['wafRates']>;
};

/** Returns the settings of the context. Throws an Error that names a wrong setting and what it allows. */
export function readSettings(node: Node): Settings {
  const given = new GivenSettings((name) => node.tryGetContext(`heliograph:${name}`));
  const settings = readGiven(given);
  requireAlarmTopic(given, settings);
  return settings;
}

/** Returns the settings of a construct. Throws an Error that names a wrong property and what it allows. */
export function settingsOf(props: GivenProps): Settings {
  const given: Readonly<Record<string, unknown>> = props;
  return readGiven(new GivenSettings((name) => given[name], 'property '));
}

function readGiven(given: GivenSettings): Settings {
  return {
    ...readInstallationSettings(given),
    ...readPlatformSettings(given),
    ...readDeliverySettings(given),
    ...readTopicSettings(given),
    ...readUserSettings(given),
    ...readStepUpSettings(given),
    ...readApiSettings(given),
    ...readAuditSettings(given),
    ...readFirewallSettings(given),
    ...readAlarmSettings(given),
  };
}
