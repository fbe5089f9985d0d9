/** Runs `work` on every item, at most `most` at once. Rejects with the first failure, once all that ran have ended. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const workers = Array.from({ length: most }, async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  });
  const outcomes = await Promise.allSettled(workers);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
