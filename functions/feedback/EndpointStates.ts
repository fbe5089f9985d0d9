export interface EndpointState {
  /** SHA-256 of the token, in hexadecimal. */
  readonly tokenHash: string;
  readonly enabled: boolean;
}

/** The states of endpoints in SNS. */
export interface EndpointStates {
  /** Returns null if the endpoint is gone. */
  read(endpointArn: string): Promise<EndpointState | null>;
}
