/** How many times as much as usual a test tries that draws at random or goes on at will: `TEST_EFFORT`. */
export const effort = Number(process.env.TEST_EFFORT ?? 1);

/** Whether tests that are long by nature run, such as those that wait for a lease to end: `npm run test:all`. */
export const isThorough = effort > 1;

/** What the random draws of tests begin with: `TEST_SEED`. The same seed draws the same. */
export const seed = Number(process.env.TEST_SEED ?? 1);

/** Returns fast-check's parameter for `count` runs at the usual effort. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: count * effort };
}
