import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inParallel } from '../../delivery/inParallel.ts';
import type { OpenFeeds } from '../../reporting/OpenFeeds.ts';
import type { Key } from '../../rules/keys.ts';

/** The most that BatchGetItem takes. */
const PAGE = 100;
const PARALLEL = 10;

/** Open feeds in the Deliveries table. The step `openFeed` writes them. */
export class DynamoDbOpenFeeds implements OpenFeeds {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async among(feeds: readonly Key[], now: number): Promise<ReadonlySet<string>> {
    const distinct = [...new Map(feeds.map((feed) => [feed.pk, feed])).values()];
    const pages: (readonly Key[])[] = [];
    for (let start = 0; start < distinct.length; start += PAGE) pages.push(distinct.slice(start, start + PAGE));
    const open = new Set<string>();
    await inParallel(pages, PARALLEL, async (page) => {
      for (const pk of await this.#read(page, now)) open.add(pk);
    });
    return open;
  }

  async #read(page: readonly Key[], now: number): Promise<readonly string[]> {
    const open: string[] = [];
    let keys: Record<string, unknown>[] = page.map((key) => ({ ...key }));
    while (keys.length > 0) {
      const answer = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#table]: { Keys: keys, ConsistentRead: true } } }),
      );
      const rows = answer.Responses?.[this.#table] ?? [];
      // DynamoDB removes expired rows late.
      open.push(...rows.filter(({ ttl }) => Number(ttl) * 1000 > now).map(({ pk }) => String(pk)));
      keys = answer.UnprocessedKeys?.[this.#table]?.Keys ?? [];
    }
    return open;
  }
}
