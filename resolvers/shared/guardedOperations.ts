import { allFields, isGuarded } from '../pipelines.ts';

/**
 * Returns the coordinates of the fields that a setting can name, in order.
 * `ownReads`: whether the deployment guards users' own reads.
 */
export function guardedOperations(ownReads: boolean): string[] {
  return (
    allFields()
      .filter(([, wiring]) => isGuarded(wiring, ownReads))
      .map(([coordinate]) => coordinate)
      // They guard what a service asks about, not themselves.
      .filter((coordinate) => coordinate !== 'Mutation.requireStepUp' && coordinate !== 'Mutation.consumeStepUpGrant')
      .sort()
  );
}
