import type { FactorHistory, SignInObservation } from '../domain/stepUp/FactorHistory.ts';

/** Per user (Cognito `sub`): what the factors were at sign-in. */
export interface FactorHistories {
  /** Null where no sign-in was seen. Consistent. */
  read(userId: string): Promise<FactorHistory | null>;
  /** Keeps `ownChange`. */
  writeSignIn(userId: string, observation: SignInObservation): Promise<void>;
  writeOwnChange(userId: string, ownChange: NonNullable<FactorHistory['ownChange']>): Promise<void>;
}
