import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { GivenSettings } from './GivenSettings.ts';

/** What is kept of admins' acts. */
export interface AuditSettings {
  /** Days for which the audit log and its copy are kept, of those that CloudWatch Logs allows. @default 365 */
  readonly auditDays: number;
}

/** Ten years at most. */
const allowed = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days >= 30 && days <= 3_653);

export function readAuditSettings(given: GivenSettings): AuditSettings {
  const value = given.value('auditDays') ?? RetentionDays.ONE_YEAR;
  const days = allowed.find((each) => `${each}` === `${value}`);
  return { auditDays: typeof days === 'number' ? days : given.refuse('auditDays', `one of ${allowed.join(', ')}`) };
}
