import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { row } from './row.ts';

const project = join(import.meta.dirname, '../../..');

const audited = { id: 'a', at: '2026-01-01T00:00:00Z' };

/** Stands for any argument: a row, what changes one, a list, a text or a number. */
const anything: unknown = Object.assign(['d'], row, audited, {
  audience: { userIds: ['u'] },
  options: { groupId: 'g' },
  scope: 'SESSION',
  group: 'g',
  audit: audited,
  counter: {},
  added: { QUEUED: 1 },
  events: [{ sequence: 1 }],
  [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? 1 : 'x'),
});

type Method = (...values: readonly unknown[]) => unknown;

/**
 * Calls every method of every adapter for tables, whatever comes of it: what counts are the requests that it makes.
 * Their members are in the code of the adapters and seldom depend on the arguments.
 */
export async function callTableAdapters(client: DynamoDBDocumentClient, before: (file: string) => void): Promise<void> {
  for (const file of globSync('functions/aws/dynamodb/DynamoDb*.ts', { cwd: project }).toSorted()) {
    before(file);
    const module = (await import(join(project, file))) as Record<string, new (...values: unknown[]) => object>;
    const Adapter = module[basename(file, '.ts')];
    if (Adapter === undefined) throw new Error(`${file} exports no class of its name.`);
    const methods = Object.getOwnPropertyNames(Adapter.prototype).filter((name) => name !== 'constructor');
    for (const name of methods) {
      const adapter = new Adapter(client, 'table') as Readonly<Record<string, Method>>;
      for (const last of [anything, undefined]) {
        await ended(() => adapter[name]?.(...Array.from({ length: 5 }, () => anything), last));
      }
    }
  }
}

async function ended(call: () => unknown): Promise<void> {
  try {
    const result = await call();
    if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return;
    for await (const _ of result as AsyncIterable<unknown>) return;
  } catch {
    // No argument is right for everything.
  }
}
