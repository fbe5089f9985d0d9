// Runs in APPSYNC_JS too.

export const stepUpLimits = {
  /** An unanswered challenge ends after this (NIST SP 800-63B: out-of-band secrets live 10 minutes at most). */
  challengeSeconds: 600,
  /** An access token's life, which the app client is given. No proof outlives its token. */
  tokenSeconds: 3600,
  /** How long a challenge stays locked. */
  lockSeconds: 900,
  /** Codes sent for one challenge. Cognito itself sends a user 5 an hour. */
  sends: 3,
  /**
   * Codes and pushes to a user in an hour, over all tokens and operations, less the answered ones.
   * So a stolen token cannot be used to pester its user.
   */
  sendsPerHour: 10,
  /** Wrong answers of a user in an hour, over all tokens and operations. A refreshed token has no new ones. */
  answersPerHour: 15,
  /**
   * Audit rows of a user in an hour for attempts that could not have succeeded: at no challenge, at a closed one, or
   * beyond a limit. So a script that makes ids up does not fill the audit.
   */
  auditedRefusalsPerHour: 20,
  /** How long the audit is kept. */
  auditSeconds: 365 * 86_400,
  /** How long a row is kept after it has ended. */
  retentionSeconds: 86_400,
};
