import { Failure } from '../rules/Failure.ts';
import { isMailboxOfSignIn } from '../rules/stepUp/FactorHistory.ts';
import type { FactorHistories } from '../stepUp/FactorHistories.ts';
import type { UserDirectory } from '../stepUp/UserDirectory.ts';

export interface Ports {
  readonly histories: Pick<FactorHistories, 'read'>;
  readonly users: UserDirectory;
}

/** Throws a Failure if the mailbox was set after the last sign-in. Cognito passes the message on to the caller. */
export async function checkRecovery({ histories, users }: Ports, userId: string, username: string): Promise<void> {
  const [history, snapshot] = await Promise.all([histories.read(userId), users.snapshot(username)]);
  if (!isMailboxOfSignIn(history, snapshot)) {
    throw new Failure(
      'The e-mail address was changed after the last sign-in; ask an administrator for another password',
    );
  }
}
