/** Returns the attribute by which SNS sends what a subscriber did not take to a queue. */
export function redrivePolicy(queueArn: string): string {
  return JSON.stringify({ deadLetterTargetArn: queueArn });
}
