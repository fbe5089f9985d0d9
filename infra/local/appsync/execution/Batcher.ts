import type { JsonObject } from '../../platform/Json.ts';
import type { DataSourceAnswer, DataSourceCall } from '../datasources/DataSource.ts';
import type { BoundStep } from './ResolverBinding.ts';

interface Waiting {
  readonly request: JsonObject;
  readonly resolve: (answer: DataSourceAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The size of a batch where `MaxBatchSize` is not given.
 * https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers.html
 */
const DEFAULT_BATCH_SIZE = 5;

/**
 * Gathers the BatchInvoke requests that one GraphQL request makes for a field, and invokes the function for each batch.
 */
export class Batcher {
  readonly #waiting = new Map<BoundStep, Waiting[]>();

  add(step: BoundStep, request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    return new Promise((resolve, reject) => {
      const entry = { request, resolve, reject };
      const gathered = this.#waiting.get(step);
      if (gathered !== undefined) {
        gathered.push(entry);
        return;
      }
      this.#waiting.set(step, [entry]);
      // Runs after every promise that is settled now: siblings in a list reach their resolvers in the same turn.
      setImmediate(() => this.#flush(step, call));
    });
  }

  #flush(step: BoundStep, call: DataSourceCall): void {
    const entries = this.#waiting.get(step) ?? [];
    this.#waiting.delete(step);
    const size = step.maxBatchSize > 0 ? step.maxBatchSize : DEFAULT_BATCH_SIZE;
    for (let start = 0; start < entries.length; start += size) {
      void invoke(step, entries.slice(start, start + size), call);
    }
  }
}

async function invoke(step: BoundStep, entries: readonly Waiting[], call: DataSourceCall): Promise<void> {
  try {
    const answers = await step.dataSource.invokeBatch?.(
      entries.map((entry) => entry.request),
      call,
    );
    for (const [index, entry] of entries.entries()) entry.resolve(answers?.[index] ?? { result: null });
  } catch (error) {
    for (const entry of entries) entry.reject(error);
  }
}
