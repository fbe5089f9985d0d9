/** Returns the middle of the values: for an even number, the higher of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Takes samples of each side in turn, A B B A …, after one round that is not counted.
 * Returns each side's median, and the median of the ratios to the first side by round. If the machine slows down in
 * between, these ratios stay the same.
 */
export async function alternate<Side extends string>(
  sides: Readonly<Record<Side, () => Promise<number>>>,
  rounds: number,
): Promise<Readonly<Record<Side, { readonly median: number; readonly ratio: number }>>> {
  const names = Object.keys(sides) as Side[];
  const [first] = names;
  const samples = new Map<Side, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const sample = await sides[name]();
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  const base = (first === undefined ? undefined : samples.get(first)) ?? [];
  const result = names.map((name) => {
    const own = samples.get(name) ?? [];
    const ratio = median(own.map((sample, index) => sample / (base[index] ?? Number.NaN)));
    return [name, { median: median(own), ratio }] as const;
  });
  return Object.fromEntries(result) as Record<Side, { readonly median: number; readonly ratio: number }>;
}
