import type { FactorSnapshot } from '../rules/stepUp/FactorHistory.ts';

/** Users as the pool knows them, by their user name. */
export interface UserDirectory {
  snapshot(username: string): Promise<FactorSnapshot>;
}
