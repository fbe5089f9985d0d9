import type { Account } from './Account.ts';
import { depthOf, queueUrl } from './placeQueue.ts';
import { type PlaceName, places } from './places.ts';

/** Lists all places with the number of messages in each. */
export async function listPlaces(account: Account, print: (line: string) => void): Promise<void> {
  const names = Object.keys(places) as PlaceName[];
  const width = Math.max(...names.map(({ length }) => length));
  for (const name of names) {
    const { visible, hidden } = await depthOf(account, queueUrl(account, name));
    const beside = hidden === 0 ? '' : ` (${hidden} of them hidden)`;
    print(`${name.padEnd(width)}  ${`${visible + hidden}`.padStart(6)}${beside}  ${places[name].holds}`);
  }
}
