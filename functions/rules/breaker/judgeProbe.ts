import type { DeliveryRow } from '../delivery/DeliveryRow.ts';
import { blamesPlatform, isPushAnswer } from './platformAnswers.ts';

/** `works`: the breaker closes. `fails`: it stays open. `open`: nothing is known yet. `nothing`: nothing will be. */
export type ProbeVerdict = 'works' | 'fails' | 'open' | 'nothing';

/**
 * Returns what a probe's delivery says of its platform. Any answer of the push service to the push itself shows that
 * it works, a dead token too. A token of other credentials does not: the credentials may be the wrong ones.
 */
export function judgeProbe(row: Pick<DeliveryRow, 'status' | 'reason' | 'transitions'> | undefined): ProbeVerdict {
  if (row === undefined) return 'nothing';
  if (row.status === 'QUEUED' || row.status === 'SENT') return 'open';
  if (blamesPlatform(row) || row.reason === 'NO_ANSWER') return 'fails';
  const wasSent = row.transitions.some(({ status }) => status === 'SENT');
  return wasSent && isPushAnswer(row) && row.reason !== 'TOKEN_MISMATCH' ? 'works' : 'nothing';
}
