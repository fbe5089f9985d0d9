/** Pushes of Heliograph's that are no deliveries: those that ask for an approval. */
export interface OtherPushes {
  has(snsMessageId: string): Promise<boolean>;
}
