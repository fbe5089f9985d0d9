/** What Lambda itself writes of an invocation. */
export interface InvocationRecord {
  readonly requestId: string;
  readonly version: string;
  readonly failed: boolean;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly milliseconds: number;
  readonly billed: number;
  readonly memoryMegabytes: number;
}

/** Lambda's own lines around those of the function. */
export interface PlatformLines {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Returns Lambda's own lines in the function's log format. In JSON each is one object.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function platformLines(format: 'Text' | 'JSON', record: InvocationRecord): PlatformLines {
  return format === 'JSON' ? asJson(record) : asText(record);
}

function asText({ requestId, version, milliseconds, billed, memoryMegabytes }: InvocationRecord): PlatformLines {
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${milliseconds.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
  ].join('\t');
  return {
    before: [`START RequestId: ${requestId} Version: ${version}`],
    after: [`END RequestId: ${requestId}`, report],
  };
}

function asJson(invocation: InvocationRecord): PlatformLines {
  const { requestId, version, failed, started, milliseconds, billed, memoryMegabytes } = invocation;
  const line = (type: string, at: number, record: object) =>
    JSON.stringify({ time: new Date(at).toISOString(), type: `platform.${type}`, record: { requestId, ...record } });
  const ended = started + milliseconds;
  const status = failed ? 'failure' : 'success';
  const durationMs = Number(milliseconds.toFixed(3));
  const metrics = { durationMs, billedDurationMs: billed, memorySizeMB: memoryMegabytes };
  return {
    before: [line('start', started, { version })],
    after: [
      line('runtimeDone', ended, { status, metrics: { durationMs } }),
      line('report', ended, { status, metrics }),
    ],
  };
}
