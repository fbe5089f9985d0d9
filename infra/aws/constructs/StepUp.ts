import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LOCKED } from '../../../functions/rules/stepUp/lockedMessage.ts';
import type { Identity } from './Identity.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';

export interface StepUpProps {
  readonly bundles: string;
  readonly storage: Storage;
  readonly identity: Identity;
  readonly platforms: PlatformApplications;
}

/**
 * Beginning and answering challenges, noting a user's factors at sign-in, and holding a password's reset to them. Codes are asked for and checked with the user's own token, which needs
 * no permission here, or by a sign-in at an app client of step-up's own, which does.
 */
export class StepUp extends Construct {
  readonly initiate: LambdaFunction;
  readonly respond: LambdaFunction;
  readonly approve: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage, identity, platforms }: StepUpProps) {
    super(scope, id);
    const { devices, stepUpAudit, stepUpSessions } = storage;
    const { userPool } = identity;
    const sessions = { STEP_UP_SESSIONS_TABLE: stepUpSessions.tableName };
    const environment = {
      ...sessions,
      STEP_UP_AUDIT_TABLE: stepUpAudit.tableName,
      USER_POOL_ID: userPool.userPoolId,
    };
    const { stepUpClient, stepUpCodes } = identity;
    const signIn: Record<string, string> =
      stepUpClient === undefined ? {} : { STEP_UP_CLIENT_ID: stepUpClient.userPoolClientId };
    this.initiate = new LambdaFunction(this, 'Initiate', {
      name: 'initiateStepUp',
      bundles,
      environment: { ...environment, ...signIn, STEP_UP_CODES: stepUpCodes, DEVICES_TABLE: devices.tableName },
    });
    platforms.grantEndpoints(this.initiate, 'sns:Publish');
    this.initiate.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources: [devices.tableArn] }));
    this.approve = new LambdaFunction(this, 'Approve', { name: 'approveStepUp', bundles, environment });
    this.respond = new LambdaFunction(this, 'Respond', {
      name: 'respondToStepUp',
      bundles,
      environment: { ...environment, ...signIn },
    });
    if (stepUpClient !== undefined) {
      const allow = (grantee: LambdaFunction, action: string) =>
        grantee.addToRolePolicy(
          new PolicyStatement({
            // The second reads the client's secret, which is in no template and no environment.
            actions: [`cognito-idp:${action}`, 'cognito-idp:DescribeUserPoolClient'],
            resources: [userPool.userPoolArn],
          }),
        );
      allow(this.initiate, 'AdminInitiateAuth');
      allow(this.respond, 'AdminRespondToAuthChallenge');
    }
    const trigger = (logicalId: string, name: string) =>
      // A trigger has 5 seconds.
      new LambdaFunction(this, logicalId, { name, bundles, environment: sessions, timeout: Duration.seconds(5) });
    const recordSignIn = trigger('RecordSignIn', 'recordSignIn');
    userPool.addTrigger(UserPoolOperation.POST_AUTHENTICATION, recordSignIn);
    const checkRecovery = trigger('CheckRecovery', 'checkRecovery');
    userPool.addTrigger(UserPoolOperation.CUSTOM_MESSAGE, checkRecovery);
    // A policy of its own: a trigger's default one would name the pool that names the function.
    const lookUp = new Policy(this, 'LookUpUsers', {
      statements: [new PolicyStatement({ actions: ['cognito-idp:AdminGetUser'], resources: [userPool.userPoolArn] })],
    });
    const grant = (grantee: LambdaFunction, ...actions: readonly string[]) =>
      grantee.addToRolePolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [stepUpSessions.tableArn],
        }),
      );
    grant(this.initiate, 'Query', 'GetItem', 'UpdateItem', 'PutItem');
    grant(this.approve, 'Query', 'GetItem', 'UpdateItem');
    grant(this.respond, 'Query', 'GetItem', 'UpdateItem');
    grant(recordSignIn, 'GetItem', 'UpdateItem');
    grant(checkRecovery, 'GetItem');
    for (const grantee of [this.initiate, this.respond, this.approve]) {
      grantee.addToRolePolicy(
        new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [stepUpAudit.tableArn] }),
      );
    }
    for (const { role } of [this.initiate, this.respond, recordSignIn, checkRecovery]) role?.attachInlinePolicy(lookUp);

    for (const [name, { logGroup }] of [
      ['Locked', this.respond],
      ['Denied', this.approve],
    ] as const) {
      new MetricFilter(this, name, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', LOCKED),
        metricNamespace: 'Heliograph',
        metricName: 'StepUpLocked',
        defaultValue: 0,
      });
    }
    new Alarm(this, 'Lockouts', {
      alarmDescription:
        'Answers to locked step-up challenges, or approvals denied: somebody is guessing, or has a stolen sign-in. Query.stepUpAudit tells whose.',
      metric: new Metric({
        namespace: 'Heliograph',
        metricName: 'StepUpLocked',
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 5,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
