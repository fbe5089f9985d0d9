/** What SNS thinks of an endpoint. */
export interface EndpointStates {
  /** Whether SNS has disabled it. False where it is gone. */
  isDisabled(endpointArn: string): Promise<boolean>;
}
