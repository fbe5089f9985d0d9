// Runs in APPSYNC_JS too.

export const stepUpLimits = {
  /** An unanswered challenge is void after this (NIST SP 800-63B: out-of-band secrets live 10 minutes at most). */
  challengeSeconds: 600,
  /** A proof counts no longer than this, whatever a setting's `maxAge` is. */
  sessionSeconds: 900,
  /** How long a challenge stays locked. */
  lockSeconds: 900,
  /** Codes sent for one challenge. Cognito itself sends a user 5 an hour. */
  sends: 3,
  /** Codes and pushes to a user in an hour over all tokens and operations, less those answered: a stolen token is no means to pester its user. */
  sendsPerHour: 10,
  /** Wrong answers of a user in an hour over all tokens and operations: a refreshed token buys no new ones. */
  answersPerHour: 15,
  /** How long the audit is kept. */
  auditSeconds: 365 * 86_400,
  /** How long a row is kept after it is void. */
  retentionSeconds: 86_400,
};
