import type { Context } from '@aws-appsync/utils';
import { invalidInput, notFound } from '../../functions/rules/Refusal.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { refuse } from './refuse.ts';
import { refusedPart } from './transaction.ts';

/**
 * Ends the call where the transaction's part `subscriber` was refused: it is not there, or in none of these states.
 * Otherwise another call changed it meanwhile.
 */
export function refuseSubscriber(ctx: Context, states: readonly TopicSubscriberRow['state'][]): void {
  const refused = refusedPart<TopicSubscriberRow>(ctx, 'subscriber');
  if (refused === null) return;
  const row = refused.item ?? null;
  if (row !== null && states.indexOf(row.state) >= 0) return;
  if (row === null) refuse(notFound('subscriber', 'input.endpoint'));
  refuse(invalidInput('input.endpoint', `of a subscriber that is ${row.state}`, 'that of one that was added'));
}
