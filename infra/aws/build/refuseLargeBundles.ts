import type { Metafile } from 'esbuild';

export interface BundleBudget {
  readonly bytes: number;
  /** The end of the error's message: what the budget keeps clear of, with its source, and what to do. */
  readonly advice: string;
}

/** Throws an Error that names the entry and size of every bundle above the budget, the largest first. */
export function refuseLargeBundles({ outputs }: Metafile, budget: BundleBudget): void {
  const large = Object.entries(outputs)
    .filter(([, { bytes }]) => bytes > budget.bytes)
    .toSorted(([, left], [, right]) => right.bytes - left.bytes)
    .map(([path, { entryPoint, bytes }]) => `${entryPoint ?? path} (${bytes})`);
  if (large.length === 0) return;
  throw new Error(`Bundles are larger than ${budget.bytes} bytes: ${large.join(', ')}. ${budget.advice}`);
}
