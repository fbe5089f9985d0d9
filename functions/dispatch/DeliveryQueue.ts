/** Deliveries to be sent by `functions/deliver`: a chunk of a large audience, or some to be tried again. */
export interface DeliveryChunk {
  readonly messageId: string;
  readonly deviceIds: readonly string[];
}

export interface DeliveryQueue {
  /** Durable once it resolves. `delaySeconds`: 0–900. */
  add(chunks: readonly DeliveryChunk[], delaySeconds: number): Promise<void>;
}
