import type { Clock } from '../rules/Clock.ts';
import { observeSignIn } from '../rules/stepUp/FactorHistory.ts';
import type { FactorHistories } from '../stepUp/FactorHistories.ts';
import type { UserDirectory } from '../stepUp/UserDirectory.ts';

export interface Ports {
  readonly clock: Clock;
  readonly histories: FactorHistories;
  readonly users: UserDirectory;
}

export interface SeenSignIn {
  /** Cognito `sub`. */
  readonly userId: string;
  readonly username: string;
  /** The app client of the sign-in. */
  readonly clientId: string;
}

/**
 * Records a user's factors at a sign-in. Only these factors count for step-up in the session that begins.
 * Step-up's own sign-in begins no session: factors that a thief has set up by then must not be recorded.
 */
export async function recordSignIn(ports: Ports, { clientId, userId, username }: SeenSignIn): Promise<void> {
  const [history, snapshot] = await Promise.all([ports.histories.read(userId), ports.users.snapshot(username)]);
  if (history?.stepUpClientId === clientId) return;
  const now = Math.floor(ports.clock.now() / 1000);
  await ports.histories.writeSignIn(userId, observeSignIn(history, snapshot, now));
}
