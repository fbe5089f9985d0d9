/** The caller, from the access token that AppSync verified. Times are epoch seconds. */
export interface StepUpCaller {
  /** Cognito `sub`. */
  readonly userId: string;
  /** Cognito's user name. */
  readonly username: string;
  /** The access token's `jti`. */
  readonly tokenId: string;
  /** The `origin_jti` of the sign-in, which refreshed tokens share. Null if the app client has token revocation off. */
  readonly originTokenId: string | null;
  readonly authTime: number;
  readonly expiresAt: number;
  /** The access token itself. It goes to Cognito only, never into a log. */
  readonly accessToken: string;
}
