// Runs in APPSYNC_JS too.
import type { Expression } from '../Expression.ts';
import type { Transition } from './DeliveryRow.ts';

/** What a transition writes besides. */
export interface AlsoWritten {
  /** Attributes to set. Those that are undefined stay as they are. */
  readonly sets?: Readonly<Record<string, unknown>>;
  /** Attributes to set to what another attribute holds: name → that other. */
  readonly copies?: Readonly<Record<string, string>>;
  readonly removes?: readonly string[];
}

/**
 * Returns the change of a delivery's row that notes a transition and ends the sender's claim or pause.
 * A reason belongs to the state that it came with, so a transition without one removes the earlier one.
 */
export function transitionExpression(transition: Transition, also: AlsoWritten): Required<Expression> {
  const { status, at } = transition;
  const names: Record<string, string> = { '#status': 'status', '#version': 'version', '#reason': 'reason' };
  const values: Record<string, unknown> = { ':status': status, ':at': at, ':transition': [transition], ':one': 1 };
  const sets = ['#status = :status', 'updatedAt = :at', 'transitions = list_append(transitions, :transition)'];
  Object.entries({ ...(also.sets ?? {}), reason: transition.reason }).forEach(([name, value]) => {
    if (value === undefined) return;
    names[`#${name}`] = name;
    values[`:${name}`] = value;
    sets.push(`#${name} = :${name}`);
  });
  Object.entries(also.copies ?? {}).forEach(([name, from]) => {
    names[`#${name}`] = name;
    sets.push(`#${name} = ${from}`);
  });
  const removes = ['claimedUntil', 'retryAt']
    .concat(transition.reason === undefined ? ['#reason'] : [])
    .concat(also.removes ?? []);
  return { expression: `SET ${sets.join(', ')} REMOVE ${removes.join(', ')} ADD #version :one`, names, values };
}
