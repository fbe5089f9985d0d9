import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Finding } from './Finding.ts';
import type { Bundle } from './typeErrors.ts';
import type { TypeErrorsTask } from './typeErrorsWorker.ts';

/**
 * Package → release. AppSync does not document which release it checks with: the first is as old as its runtime, the
 * second is recent.
 */
const releasePackages = { 'typescript-4.9': '4.9', 'typescript-5.9': '5.9' };

/**
 * Returns each place where AppSync would refuse a bundle for its types, and which TypeScript releases find it.
 * Takes seconds, most of them once for all bundles: check them in one call.
 */
export async function typeCheckBundles(bundles: readonly Bundle[]): Promise<Finding[]> {
  const places = new Map<string, { readonly finding: Finding; readonly releases: string[] }>();
  const found = await Promise.all(
    Object.entries(releasePackages).map(async ([typescript, release]) => ({
      release,
      findings: await findingsOf({ typescript, bundles }),
    })),
  );
  for (const { release, findings } of found) {
    for (const finding of findings) {
      const { file, line, column, rule } = finding;
      const place = `${file}:${line}:${column} ${rule}`;
      const known = places.get(place);
      if (known === undefined) places.set(place, { finding, releases: [release] });
      else known.releases.push(release);
    }
  }
  return [...places.values()].map(({ finding, releases }) => ({
    ...finding,
    message: `${finding.message} (TypeScript ${releases.join(' and ')})`,
  }));
}

/** The releases check in threads of their own, at the same time. */
async function findingsOf(task: TypeErrorsTask): Promise<Finding[]> {
  const worker = new Worker(new URL('./typeErrorsWorker.ts', import.meta.url), { workerData: task });
  const [findings] = await once(worker, 'message');
  return findings;
}
