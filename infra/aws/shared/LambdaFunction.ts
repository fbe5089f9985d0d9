import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Function as AwsFunction, Code, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundles } from './Bundles.ts';
import { type FunctionEnvironment, type Grant, giveGrants } from './may.ts';

export interface LambdaFunctionProps {
  readonly bundles: Bundles;
  /** What its role may do. Brings the variables that it needs for it. @default - write its log */
  readonly grants?: readonly Grant[];
  /** Variables besides those that its grants bring. */
  readonly environment?: FunctionEnvironment;
  /** @default 10 seconds */
  readonly timeout?: Duration;
}

/**
 * The function whose entry is `functions/<capability>/<id>.handler.ts`. It has the current Node.js runtime, a log
 * group with a retention, and a role of its own.
 */
export class LambdaFunction extends AwsFunction {
  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    const { bundles, grants = [], environment, timeout = Duration.seconds(10) } = props;
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundles.function(id)),
      timeout,
      memorySize: 512,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup: new LogGroup(scope, `${id}Log`, {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      environment: Object.assign({}, ...grants.map((grant) => grant.environment), environment),
    });
    giveGrants(this, grants);
  }
}
