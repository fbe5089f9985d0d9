/** The tables that hold messages and their deliveries. */
export interface MessageTables {
  readonly messages: string;
  readonly deliveries: string;
}
