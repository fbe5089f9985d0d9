import type { FactorHistory, SignInObservation } from '../rules/stepUp/FactorHistory.ts';

/** Histories of users' factors, by Cognito `sub`. */
export interface FactorHistories {
  /** Returns null if no sign-in was seen. Consistent. */
  read(userId: string): Promise<FactorHistory | null>;
  /** Writes what a sign-in showed. `ownChange` and `stepUpClientId` stay. */
  writeSignIn(userId: string, observation: SignInObservation): Promise<void>;
  writeOwnChange(userId: string, ownChange: NonNullable<FactorHistory['ownChange']>): Promise<void>;
  /** Rejects if there is no history. */
  writeStepUpClient(userId: string, clientId: string): Promise<void>;
}
