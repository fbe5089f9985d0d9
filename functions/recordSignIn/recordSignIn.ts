import type { Clock } from '../domain/Clock.ts';
import { observeSignIn } from '../domain/stepUp/FactorHistory.ts';
import type { FactorHistories } from '../stepUp/FactorHistories.ts';
import type { UserDirectory } from '../stepUp/UserDirectory.ts';

export interface Ports {
  readonly clock: Clock;
  readonly histories: FactorHistories;
  readonly users: UserDirectory;
}

/** Notes which factors a user has at a sign-in: those are the ones that count for step-up in the session that begins. */
export async function recordSignIn(ports: Ports, userId: string, username: string): Promise<void> {
  const [history, snapshot] = await Promise.all([ports.histories.read(userId), ports.users.snapshot(username)]);
  const now = Math.floor(ports.clock.now() / 1000);
  await ports.histories.writeSignIn(userId, observeSignIn(history, snapshot, now));
}
