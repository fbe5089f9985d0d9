import type { Message } from '@aws-sdk/client-sqs';
import { describeError } from '../../functions/aws/logging/describeError.ts';
import type { Account } from './Account.ts';
import type { Method, Outcome } from './Method.ts';
import { methodOf } from './methodOf.ts';
import { depthOf, queueUrl, receive, release, remove } from './placeQueue.ts';
import type { PlaceName } from './places.ts';
import { sinceOf } from './whyOf.ts';

type Print = (line: string) => void;

/** Messages that a dry run lists. They are hidden from others meanwhile. */
const MOST_LISTED = 100;

/** Gives back what lies in a place. Returns whether nothing stays. */
export async function redrivePlace(account: Account, name: PlaceName, print: Print): Promise<boolean> {
  const url = queueUrl(account, name);
  const method = methodOf(name);
  const staying: Message[] = [];
  /** Message groups whose first message stays: those behind it keep their order. */
  const held = new Set<string>();
  let done = 0;
  for (;;) {
    const messages = await receive(account, url);
    if (messages.length === 0) break;
    for (const message of messages) {
      const group = message.Attributes?.MessageGroupId;
      const isHeld = group !== undefined && held.has(group);
      const outcome: Outcome = isHeld
        ? { stays: 'one of its group before it stays' }
        : await tryOne(account, method, message);
      if ('done' in outcome) {
        await remove(account, url, message);
        done += 1;
        print(`  ${outcome.done}`);
        continue;
      }
      staying.push(message);
      if (group !== undefined) held.add(group);
      const { what } = await method.describe(account, message);
      print(`  stays: ${what}: ${outcome.stays}`);
    }
  }
  await release(account, url, staying);
  const { hidden } = await depthOf(account, url);
  const others = Math.max(0, hidden - staying.length);
  print(`${name}: ${done} done, ${staying.length} stay.`);
  if (others > 0) print(`${others} more are hidden, by a redrive that runs or was killed: try again in five minutes.`);
  return staying.length === 0 && others === 0;
}

async function tryOne(account: Account, method: Method, message: Message): Promise<Outcome> {
  try {
    return await method.redrive(account, message);
  } catch (error) {
    const { name, message: words = '' } = describeError(error);
    return { stays: `${name} ${words}` };
  }
}

/** Lists what lies in a place, at most 100 messages, and of a FIFO queue the first ten of each group. */
export async function listPlace(account: Account, name: PlaceName, print: Print): Promise<void> {
  const url = queueUrl(account, name);
  const method = methodOf(name);
  const { visible, hidden } = await depthOf(account, url);
  const listed: Message[] = [];
  while (listed.length < MOST_LISTED) {
    const messages = await receive(account, url);
    if (messages.length === 0) break;
    for (const message of messages) {
      const { what, why } = await method.describe(account, message);
      print(`  ${what}\n    since ${sinceOf(message)}; ${why}`);
    }
    listed.push(...messages);
  }
  await release(account, url, listed);
  const others = visible + hidden - listed.length;
  print(`${name}: ${listed.length} listed${others > 0 ? `, about ${others} more` : ''}.`);
}
