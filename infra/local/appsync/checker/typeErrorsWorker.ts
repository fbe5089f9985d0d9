/** The thread of `typeCheckBundles`: checks its bundles with one TypeScript release and posts the findings. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { type Bundle, type TypeScript, typeErrors } from './typeErrors.ts';

export interface TypeErrorsTask {
  /** The package of the release. */
  readonly typescript: string;
  readonly bundles: readonly Bundle[];
}

const task: TypeErrorsTask = workerData;
const typescript: TypeScript = createRequire(import.meta.url)(task.typescript);
parentPort?.postMessage(typeErrors(typescript, task.bundles));
