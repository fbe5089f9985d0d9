import { ApplicationError } from './ApplicationError.ts';
import type { Refusal } from './Refusal.ts';

/** Throws the refusal as an ApplicationError, if there is one. */
export function refuse(refusal: Refusal): never;
export function refuse(refusal: Refusal | null): void;
export function refuse(refusal: Refusal | null): void {
  if (refusal !== null) throw ApplicationError.of(refusal);
}
