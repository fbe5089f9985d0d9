/** The pushes that ask for a step-up approval: they have no delivery in the ledger. */
export interface ApprovalPushes {
  /** Whether SNS gave this id to such a push. Consistent. */
  has(snsMessageId: string): Promise<boolean>;
}
