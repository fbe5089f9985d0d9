import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import { isOlderThanSession } from '../rules/stepUp/FactorHistory.ts';
import type { FactorHistories } from './FactorHistories.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { UserDirectory } from './UserDirectory.ts';

export interface Ports {
  readonly histories: FactorHistories;
  readonly users: UserDirectory;
}

/** Returns the methods whose factor was there, as it is now, when the caller signed in. */
export async function usableMethods(
  { histories, users }: Ports,
  caller: StepUpCaller,
  methods: readonly StepUpMethod[],
): Promise<StepUpMethod[]> {
  const [history, snapshot] = await Promise.all([histories.read(caller.userId), users.snapshot(caller.username)]);
  return methods.filter((method) => isOlderThanSession(method, history, snapshot, caller.authTime));
}

/** Returns the error for a factor that was set up or changed after the caller signed in. */
export function factorTooNew(): ApplicationError {
  return new ApplicationError(
    'FactorTooNew',
    'What you would prove it with was set up or changed after you signed in; sign in again.',
  );
}
