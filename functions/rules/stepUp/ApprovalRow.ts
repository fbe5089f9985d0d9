/** An approval that a push asked for, under `stepUpApprovalKey`. Times are epoch seconds. */
export interface ApprovalRow {
  readonly challengeId: string;
  readonly userId: string;
  /** The `jti` of the access token that waits. The approval is for its challenge. */
  readonly tokenId: string;
  /** The `origin_jti` of the sign-in that waits. It cannot approve for itself. */
  readonly originTokenId: string;
  /** When the waiting token ends. */
  readonly tokenExpiresAt: number;
  /** SHA-256, in hexadecimal, of the secret that the push carries. */
  readonly secretHash: string;
  /** Two digits that the waiting client shows. */
  readonly number: string;
  readonly expiresAt: number;
  readonly ttl: number;
}
