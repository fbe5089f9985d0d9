import type { DataSource } from '../datasources/DataSource.ts';
import type { ResolverCode } from '../runtime/ResolverCode.ts';

/** Code and data source of a unit resolver or of one pipeline function. */
export interface BoundStep {
  /** `Query.devices`, or the function's name. */
  readonly coordinate: string;
  /** `undefined` for a direct Lambda resolver. */
  readonly code: ResolverCode | undefined;
  readonly dataSource: DataSource;
  /** 0 without batching. */
  readonly maxBatchSize: number;
}

export interface BoundPipeline {
  readonly coordinate: string;
  /** `undefined` if the pipeline has no code of its own and passes through. */
  readonly code: ResolverCode | undefined;
  readonly steps: readonly BoundStep[];
}

export type BoundResolver = ({ readonly kind: 'UNIT' } & BoundStep) | ({ readonly kind: 'PIPELINE' } & BoundPipeline);
