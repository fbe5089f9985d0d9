import { type FirewallRates, firewallRates } from '../firewall/firewallRates.ts';
import type { GivenSettings } from './GivenSettings.ts';

/** AWS WAF before the API and before the user pool. */
export interface FirewallSettings {
  /** `on`, `off`, or the ARN of a web ACL that exists, for the API. @default on */
  readonly waf: string;
  /** Requests of one address in five minutes, from which on the own web ACL blocks it. */
  readonly wafRates: FirewallRates;
  /** The same for the user pool, where `on` stops every app of the pool from changing factors. @default off */
  readonly userPoolWaf: string;
  /** Whether the own web ACL logs every request, not only those that a rule matches. @default false */
  readonly accessLog: boolean;
}

const webAcl = /^(on|off|arn:[a-z-]+:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]{1,128}\/[0-9a-f-]{36})$/;
const allowed = 'on, off, or the ARN of a regional web ACL';

export function readFirewallSettings(given: GivenSettings): FirewallSettings {
  const waf = given.text('waf', webAcl, allowed) ?? 'on';
  const accessLog = given.isOn('accessLog');
  if (accessLog && waf !== 'on')
    given.refuse('accessLog', 'false unless heliograph:waf is on: its web ACL has the log');
  return {
    waf,
    wafRates: given.thresholds('wafRates', firewallRates),
    userPoolWaf: given.text('userPoolWaf', webAcl, allowed) ?? 'off',
    accessLog,
  };
}
