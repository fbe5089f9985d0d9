import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Function as AwsFunction, Code, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionVariable } from '../../../functions/rules/environmentNames.ts';

export interface LambdaFunctionProps {
  /** Name of its entry, `functions/<capability>/<name>.handler.ts`. */
  readonly name: string;
  /** Where `bundleFunctions` wrote `<name>/index.mjs`. */
  readonly bundles: string;
  readonly environment?: Readonly<Partial<Record<FunctionVariable, string>>>;
  /** @default 10 seconds */
  readonly timeout?: Duration;
  /** MB. @default 512 */
  readonly memorySize?: number;
  /** @default - the account's concurrency */
  readonly reservedConcurrency?: number;
}

/** One of Heliograph's functions: the current Node.js runtime, a log group that forgets, and a role that may write to it and nothing else yet. */
export class LambdaFunction extends AwsFunction {
  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(props.bundles, props.name)),
      timeout: props.timeout ?? Duration.seconds(10),
      memorySize: props.memorySize ?? 512,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup: new LogGroup(scope, `${id}Log`, {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      environment: { ...props.environment },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }
}
