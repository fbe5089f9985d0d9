import type { EmitMetrics, Measurement } from '../../rules/metrics/EmitMetrics.ts';
import { embeddedMetrics } from '../../rules/metrics/embeddedMetrics.ts';
import { writeEntry } from './log.ts';

/** Writes metrics into the log, from which CloudWatch takes them. So it needs no permission, and costs no call. */
export const emitMetrics: EmitMetrics = (measurement: Measurement): void => {
  for (const document of embeddedMetrics(measurement, Date.now())) writeEntry('INFO', 'Metrics', document);
};
