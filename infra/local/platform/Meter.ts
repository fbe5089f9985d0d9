/**
 * Counts AWS's billable units: `appsync:operation`, `appsync:realtimeUpdate`, `appsync:connectionMinute`,
 * `lambda:request`, `dynamodb:writeUnit`, `dynamodb:readUnit`, `dynamodb:streamRead`, `sns:publish`, `sns:mobilePush`,
 * `sqs:request`, `logs:byte`. Beside them it counts `lambda:recursiveInvocationDropped`, which is a metric of AWS's.
 */
export class Meter {
  readonly #units = new Map<string, number>();

  count(unit: string, amount = 1): void {
    this.#units.set(unit, (this.#units.get(unit) ?? 0) + amount);
  }

  snapshot(): ReadonlyMap<string, number> {
    return new Map(this.#units);
  }
}
