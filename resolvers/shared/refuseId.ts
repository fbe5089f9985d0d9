import { LONGEST_ID, validateId } from '../../functions/rules/validateId.ts';
import { refuse } from './refuse.ts';

/** Ends with `InvalidInput` for a text that is too long for an id, or empty. */
export function refuseId(field: string, id: string): void {
  refuse(validateId(field, id, LONGEST_ID));
}
