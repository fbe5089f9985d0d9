import type { Platform } from '../platform/Platform.ts';
import type { Functions } from './Functions.ts';
import type { Checkpoints } from './streams/Checkpoints.ts';

/** What the pollers of event source mappings share. */
export interface MappingSurroundings {
  readonly platform: Platform;
  readonly functions: Functions;
  readonly checkpoints: Checkpoints;
  /** Multiplies the delays between retries of a failed batch. */
  readonly retryDelayScale: number;
}

/** The work behind one enabled event source mapping. */
export interface Poller {
  /** Throws AwsError InvalidParameterValueException where the function's role lacks a permission, naming it. */
  start(): void;
  /** Resolves when nothing of it runs any more. Does not wait for invocations in flight. */
  stop(): Promise<void>;
}

/**
 * Throws AwsError unless the function's role may do all `actions`. Lambda checks this when a mapping is made, we at
 * every start.
 */
export function checkGrants(
  { platform, functions }: MappingSurroundings,
  functionName: string,
  actions: readonly string[],
  resource: string,
): void {
  const { configuration } = functions.resolve(functions.reference(functionName));
  const principal = functions.principal(configuration);
  for (const action of actions) platform.aws.authorize(principal, { action, resource });
}
