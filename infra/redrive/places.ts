/** How `npm run redrive` empties a place, by what a message there is. */
export type Redrive =
  /** Work of a queue, or a topic's notification: it goes back to its queue. */
  | 'work'
  /** Where records of a table's stream are: the function gets the records again. */
  | 'records'
  /** The same, of what the function counts: it also counts their messages again. */
  | 'counts'
  /** An event that a function did not take: the function gets it again. */
  | 'event'
  /** A run that a recurring schedule missed: each function runs once. */
  | 'run';

/** A queue with what could not be done, until somebody redrives it. */
export interface Place {
  readonly redrive: Redrive;
  /** What a message there is. */
  readonly holds: string;
  /** What users and admins see until it is redriven. */
  readonly happened: string;
  /** Why nothing is rebuilt once the stream has lost the records. @default - the table's rows are gone through */
  readonly forgotten?: string;
}

/**
 * All dead-letter places by their names. Docs, stack outputs and `npm run redrive` derive from this list.
 * `test/infra/deadLetters.test.ts` finds each queue, stream, schedule, subscription and asynchronous invocation
 * without one.
 */
export const places = {
  GivenUp: {
    redrive: 'work',
    holds: 'work that `giveUp` made known',
    happened: 'its queued deliveries are `FAILED` (`INTERNAL`); a redrive reopens and sends them',
  },
  OrderedGivenUp: {
    redrive: 'work',
    holds: 'work of a message group that even `giveUp` failed on',
    happened: 'the group waits',
  },
  Unpushed: {
    redrive: 'work',
    holds: 'messages of standard topics that SNS could not push to a phone',
    happened: '`progress` counts them as failed; a redrive pushes those that have not expired',
  },
  Unscheduled: {
    redrive: 'work',
    holds: 'the dispatch of a message whose schedule could not send it',
    happened: 'it is sent minutes late, by the sweep',
  },
  Undispatched: {
    redrive: 'records',
    holds: 'changes of messages that `dispatch` or `followMessages` failed on',
    happened: 'it is sent or cancelled minutes late, by the sweep',
  },
  Uncounted: {
    redrive: 'counts',
    holds: 'changes of deliveries that `reportDeliveries` failed on',
    happened: '`progress` is wrong; `deliveries` are right',
  },
  Unreleased: {
    redrive: 'records',
    holds: 'changes of devices that `followDevices` failed on',
    happened: 'a removed device’s SNS endpoint is left; a topic subscription is missing at SNS, or left there',
  },
  Unreported: {
    redrive: 'records',
    holds: 'changes of devices or breakers that `reportDevices` or `reportPlatforms` failed on',
    happened: 'clients show old devices, subscriptions or platforms until they read them again',
    forgotten: 'clients have read how things stand since',
  },
  Uncopied: {
    redrive: 'records',
    holds: 'acts of the audit log that `copyAuditLog` failed on',
    happened: 'they are in `auditLog`, but not in its log group',
  },
  Unexplained: {
    redrive: 'event',
    holds: 'answers of push services that no row of the ledger explains',
    happened: 'none, if others publish to these platform applications; else deliveries stay `SENT`',
  },
  Misunderstood: {
    redrive: 'event',
    holds: 'answers of push services that this version does not understand',
    happened: 'deliveries stay `SENT`, or failed for a reason that the HTTP status alone gave',
  },
  Unwatched: {
    redrive: 'event',
    holds: 'logs of deliveries to topics’ subscribers that `watchSubscribers` failed on',
    happened: '`topicSubscribers` does not show some failures',
  },
  Missed: {
    redrive: 'run',
    holds: 'runs that a recurring schedule could not start, or that failed',
    happened: 'none, once a later run succeeds',
  },
} as const satisfies Readonly<Record<string, Place>>;

export type PlaceName = keyof typeof places;
