/** Who initiates or answers, as AppSync verified the access token. Times are epoch seconds. */
export interface StepUpCaller {
  /** Cognito `sub`. */
  readonly userId: string;
  /** Cognito's user name. */
  readonly username: string;
  /** The access token's `jti`. */
  readonly tokenId: string;
  /** The sign-in's `origin_jti`, which refreshed tokens share; null where the app client has token revocation off. */
  readonly originTokenId: string | null;
  readonly authTime: number;
  readonly expiresAt: number;
  /** The access token itself: for Cognito alone, never for a log. */
  readonly accessToken: string;
}
