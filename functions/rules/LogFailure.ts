/** What a log entry is about: ids, codes and counts. */
export type LogFacts = Readonly<Record<string, string | number | undefined>>;

/** Logs what failed and why, for the operator. */
export type LogFailure = (message: string, error: unknown, facts?: LogFacts) => void;
