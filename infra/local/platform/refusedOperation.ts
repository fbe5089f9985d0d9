import type { AwsOperation } from './AwsApi.ts';
import { NotSupportedLocally } from './AwsError.ts';

/**
 * Returns an operation that this runtime does not do. It refuses all callers with NotSupportedLocally, naming `what`.
 */
export function refusedOperation(what: string): AwsOperation {
  const refuse = () => {
    throw new NotSupportedLocally(what);
  };
  return { refused: true, permissions: refuse, run: refuse };
}
