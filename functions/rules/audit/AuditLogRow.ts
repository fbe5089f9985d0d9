// Runs in APPSYNC_JS too.

/** What an act is about: its kind, and the id by which the API knows it. */
export type AuditTarget = `${
  | 'topic'
  | 'topicSubscriber'
  | 'topicFollower'
  | 'platform'
  | 'stepUpSetting'
  | 'stepUpGroup'
  | 'message'}/${string}`;

/** A member of the target that changed, as JSON. Absent: it had none, or has none any more. */
export interface AuditChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** What an admin, or a service with a permission of admins, has done. Rows are added, and expire. */
export interface AuditLogRow {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Cognito `sub`, or a role's ARN. */
  readonly actor: string;
  /** Cognito username. Absent for a role. */
  readonly username?: string;
  /** The app client of the access token. Absent for a role. */
  readonly clientId?: string;
  /** The access token's `jti`. Absent for a role. */
  readonly tokenId?: string;
  /** The token's `origin_jti`, which all tokens of a sign-in share. Absent for a role. */
  readonly signInId?: string;
  /** The ARN of a role's session. Absent for a user. */
  readonly sessionArn?: string;
  /** The challenge whose proof the act spent. Absent if it needed none, or one of scope `SESSION` counted. */
  readonly challengeId?: string;
  /** The field's coordinate. */
  readonly operation: string;
  readonly target: AuditTarget;
  /** Empty if the act changed no setting, such as a redelivery. */
  readonly changes: readonly AuditChange[];
  /** When DynamoDB may remove the row. */
  readonly ttl: number;
}
