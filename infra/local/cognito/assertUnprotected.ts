import { invalidParameter } from './errors.ts';
import type { Pool } from './model.ts';

/** Throws AwsError InvalidParameterException for a pool that is protected from deletion. */
export function assertUnprotected({ deletionProtection }: Pool): void {
  if (deletionProtection !== true) return;
  throw invalidParameter(
    'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  );
}
