import type { DataSource } from '../datasources/DataSource.ts';
import type { ResolverCode } from '../runtime/ResolverCode.ts';

/** Code and data source of a unit resolver or of one pipeline function. */
export interface BoundStep {
  /** `Query.devices`, or the function's name. */
  readonly coordinate: string;
  /** Undefined for a direct Lambda resolver. */
  readonly code: ResolverCode | undefined;
  readonly dataSource: DataSource;
  /** 0 where no batching was asked for. */
  readonly maxBatchSize: number;
}

export interface BoundPipeline {
  readonly coordinate: string;
  /** Undefined where the pipeline has no code of its own: it passes through. */
  readonly code: ResolverCode | undefined;
  readonly steps: readonly BoundStep[];
}

export type BoundResolver = ({ readonly kind: 'UNIT' } & BoundStep) | ({ readonly kind: 'PIPELINE' } & BoundPipeline);
