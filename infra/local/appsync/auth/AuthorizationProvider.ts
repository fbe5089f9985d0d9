/** One of an API's authorization modes, as its template configures it. The first of a list is the default. */
export type AuthorizationProvider =
  | { readonly mode: 'API_KEY' }
  | { readonly mode: 'AWS_IAM' }
  | {
      readonly mode: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      readonly region: string;
      /** Tokens of other app clients are refused. */
      readonly appIdClientRegex: string | undefined;
      readonly defaultAction: 'ALLOW' | 'DENY';
    }
  | {
      readonly mode: 'OPENID_CONNECT';
      readonly issuer: string;
      /** A regular expression on the token's `aud` or `azp`. */
      readonly clientId: string | undefined;
      /** Milliseconds that a token is valid after `iat`. 0 sets no limit beside `exp`. */
      readonly issuedAtTtl: number;
      /** Milliseconds after `auth_time`. */
      readonly authTtl: number;
    }
  | {
      readonly mode: 'AWS_LAMBDA';
      readonly functionArn: string;
      /** Seconds that an answer is kept. 0 keeps none. */
      readonly resultTtl: number;
      readonly identityValidationExpression: string | undefined;
    };
