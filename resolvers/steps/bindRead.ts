import type { Context } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import { validateShape } from '../../functions/rules/validateShape.ts';
import { canonicalForm } from '../shared/canonicalArguments.ts';
import { refuse } from '../shared/refuse.ts';
import { stashOf } from '../shared/stash.ts';

/** The longest argument is a cursor. A proof's row has them all. */
const LONGEST = 12_000;

/**
 * Goes before `guard` where a read is guarded, as a step or as the pipeline's own code. A proof is for the read's
 * arguments, and for the message that it belongs to.
 */
export function request(ctx: Context): { payload: null } {
  const source: { readonly id?: string } | null = ctx.source;
  const given: Readonly<Record<string, unknown>> = ctx.args;
  for (const [name, value] of Object.entries(given)) {
    refuse(validateShape(name, value));
    const { length } = JSON.stringify(value);
    if (length > LONGEST) refuse(invalidInput(name, `${length} characters`, `at most ${LONGEST} characters`));
  }
  stashOf(ctx).arguments = canonicalForm(source?.id ? { ...given, sourceId: source.id } : given);
  return { payload: null };
}

/** Passes on what the steps before came to. */
export function response(ctx: Context): unknown {
  return ctx.prev?.result;
}
