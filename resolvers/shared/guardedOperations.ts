import { allFields } from '../pipelines.ts';

/** Coordinates of the fields with the step `guard`, in order: the operations of this API that a setting can name. */
export function guardedOperations(): string[] {
  return (
    allFields()
      .filter(([, wiring]) => (wiring.steps ?? []).indexOf('guard') >= 0)
      .map(([coordinate]) => coordinate)
      // They guard what a service asks about, not themselves.
      .filter((coordinate) => coordinate !== 'Mutation.requireStepUp' && coordinate !== 'Mutation.consumeStepUpGrant')
      .sort()
  );
}
