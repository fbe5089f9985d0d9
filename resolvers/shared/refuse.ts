import { util } from '@aws-appsync/utils';
import type { Refusal } from '../../functions/rules/Refusal.ts';

/** Ends the call with the refusal, if there is one. */
export function refuse(refusal: Refusal): never;
export function refuse(refusal: Refusal | null): void;
export function refuse(refusal: Refusal | null): void {
  if (refusal !== null) util.error(refusal.message, refusal.errorType, null, refusal.errorInfo);
}
