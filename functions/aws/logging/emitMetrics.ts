import type { EmitMetrics, Measurement } from '../../rules/metrics/EmitMetrics.ts';
import { embeddedMetrics } from '../../rules/metrics/embeddedMetrics.ts';
import { environment } from '../environment.ts';
import { writeEntry } from './log.ts';

/** Writes metrics into the log, from which CloudWatch takes them. So it needs no permission, and costs no call. */
export const emitMetrics: EmitMetrics = (measurement: Measurement): void => {
  const documents = embeddedMetrics(measurement, Date.now(), environment('METRIC_NAMESPACE'));
  for (const document of documents) writeEntry('INFO', 'Metrics', document);
};
