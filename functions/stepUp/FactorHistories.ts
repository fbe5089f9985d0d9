import type { FactorHistory, SignInObservation } from '../rules/stepUp/FactorHistory.ts';

/** Per user (Cognito `sub`): what the factors were at sign-in. */
export interface FactorHistories {
  /** Null where no sign-in was seen. Consistent. */
  read(userId: string): Promise<FactorHistory | null>;
  /** Keeps `ownChange` and `stepUpClientId`. */
  writeSignIn(userId: string, observation: SignInObservation): Promise<void>;
  writeOwnChange(userId: string, ownChange: NonNullable<FactorHistory['ownChange']>): Promise<void>;
  /** Rejects where there is no history. */
  writeStepUpClient(userId: string, clientId: string): Promise<void>;
}
