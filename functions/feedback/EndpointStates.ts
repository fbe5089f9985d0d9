export interface EndpointState {
  /** SHA-256 of its token, hexadecimal. */
  readonly tokenHash: string;
  readonly enabled: boolean;
}

/** What SNS thinks of endpoints. */
export interface EndpointStates {
  /** Null where it is gone. */
  read(endpointArn: string): Promise<EndpointState | null>;
}
