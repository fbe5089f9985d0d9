/** Where an approval that was asked for by push belongs, under `stepUpApprovalKey`. Times are epoch seconds. */
export interface ApprovalRow {
  readonly challengeId: string;
  readonly userId: string;
  /** The waiting access token's `jti`: its challenge is what is approved. */
  readonly tokenId: string;
  /** The sign-in that waits: it cannot approve for itself. */
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
