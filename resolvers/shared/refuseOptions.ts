import type { DeliveryOptions } from '../../functions/rules/publishing/MessageContent.ts';
import { validateOptions } from '../../functions/rules/publishing/validateOptions.ts';
import { refuse } from './refuse.ts';
import { utf8Length } from './utf8Length.ts';

/** Answers `InvalidInput` for delivery options that no push service takes. */
export function refuseOptions(options: DeliveryOptions): void {
  refuse(validateOptions(options, utf8Length(options.collapseId ?? '')));
}
