/** Amazon SNS API Reference, "PublishBatch". */
export const publishBatchLimits = { entries: 10, bytes: 262_144 } as const;

/**
 * Splits publications for PublishBatch, in their order: at most ten and 256 KiB a chunk. `sizeOf` returns bytes.
 * A larger publication is alone in its chunk, for SNS to refuse.
 */
export function chunkPublications<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const chunks: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = chunks.at(-1);
    const fits = last && last.length < publishBatchLimits.entries && bytes + size <= publishBatchLimits.bytes;
    if (fits) last.push(item);
    else chunks.push([item]);
    bytes = fits ? bytes + size : size;
  }
  return chunks;
}
