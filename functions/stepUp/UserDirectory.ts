import type { FactorSnapshot } from '../rules/stepUp/FactorHistory.ts';

/** Users of the user pool, by their user name. */
export interface UserDirectory {
  snapshot(username: string): Promise<FactorSnapshot>;
}
