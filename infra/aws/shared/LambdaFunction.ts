import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as AwsFunction,
  CfnFunction,
  Code,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bundles } from './Bundles.ts';
import { cfnOf } from './cfnOf.ts';
import { Installation, type Vpc } from './Installation.ts';
import { type FunctionEnvironment, type Grant, giveGrants } from './may.ts';

export interface LambdaFunctionProps {
  readonly bundles: Bundles;
  /** What its role may do. Brings the variables that it needs for it. @default - write its log */
  readonly grants?: readonly Grant[];
  /** Variables besides those that its grants bring. */
  readonly environment?: FunctionEnvironment;
  /** @default 10 seconds */
  readonly timeout?: Duration;
  /**
   * Why the function may be invoked again and again in one chain of requests.
   * @default - Lambda ends such a chain after about 16 invocations
   */
  readonly becauseOfLoop?: string;
  /** Whether nobody can sign in while it fails. @default false */
  readonly holdsUpSignIns?: boolean;
  /** Concurrent executions that no other function takes away. @default - none */
  readonly reservedConcurrency?: number;
  /** Where it logs. @default - a group of its own, which goes with the stack */
  readonly logGroup?: LogGroup;
  /** By which operators invoke it. @default - CloudFormation makes one */
  readonly functionName?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const networkInterfaces: Grant = {
  statements: [
    {
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
      becauseOfPattern: 'Lambda makes network interfaces in the VPC, whose names nobody knows before.',
    },
  ],
  environment: {},
};

/**
 * The function whose entry is `functions/<capability>/<id>.handler.ts`. It has the current Node.js runtime, a log
 * group with a retention, and a role of its own.
 */
export class LambdaFunction extends AwsFunction {
  readonly holdsUpSignIns: boolean;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    const {
      bundles,
      grants = [],
      environment,
      timeout = Duration.seconds(10),
      becauseOfLoop,
      reservedConcurrency,
      functionName,
    } = props;
    const installation = Installation.of(scope);
    const logGroup =
      props.logGroup ??
      new LogGroup(scope, `${id}Log`, {
        retention: installation.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    // AWS's managed policy would let it write to every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      role,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundles.function(id)),
      timeout,
      memorySize: 512,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      environment: Object.assign(
        { METRIC_NAMESPACE: installation.id },
        ...grants.map((grant) => grant.environment),
        environment,
      ),
      ...(functionName === undefined ? {} : { functionName }),
      ...(becauseOfLoop === undefined ? {} : { recursiveLoop: RecursiveLoop.ALLOW }),
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
    });
    if (becauseOfLoop !== undefined) cfnOf(this, CfnFunction).addMetadata('RecursiveLoop', becauseOfLoop);
    if (this.#callsApi(grants)) this.#enter(role, installation.vpc);
    this.holdsUpSignIns = props.holdsUpSignIns ?? false;
    giveGrants(role, grants);
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'These actions know no resources: a test asks AWS’s reference.',
    );
    acknowledge(
      this,
      'Serverless-LambdaDLQ',
      'Callers wait for its answer, or retry it from a queue, stream or topic.',
    );
  }

  #callsApi(grants: readonly Grant[]): boolean {
    return grants.some(({ environment }) => environment.GRAPHQL_ENDPOINT !== undefined);
  }

  /** A private API answers in its VPC alone. */
  #enter(role: Role, vpc: Vpc | undefined): void {
    if (vpc === undefined) return;
    cfnOf(this, CfnFunction).vpcConfig = { subnetIds: [...vpc.subnetIds], securityGroupIds: [...vpc.securityGroupIds] };
    giveGrants(role, [networkInterfaces]);
  }
}
