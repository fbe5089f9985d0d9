import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/readSettings.ts';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { type Grant, may } from '../shared/may.ts';
import { ownMetric } from '../shared/ownMetric.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface SignInStackProps extends Pick<Settings, 'triggerConcurrency'> {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
}

/** The user pool's triggers. They stand below the pool, which names them: the pool's stack lets Cognito call them. */
export class SignInStack extends CapabilityStack {
  /** Notes a user's factors at each sign-in. */
  readonly recordSignIn: LambdaFunction;
  /** Words codes, and holds a password's reset to the address that was there at the last sign-in. */
  readonly wordCode: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage, triggerConcurrency }: SignInStackProps) {
    super(scope, id, 'functions that Cognito calls');
    const { stepUpSessions } = storage;
    const trigger = (name: string, grant: Grant) =>
      new LambdaFunction(this, name, {
        bundles,
        grants: [grant],
        // Cognito waits for so long.
        timeout: Duration.seconds(5),
        holdsUpSignIns: true,
        ...(triggerConcurrency === undefined ? {} : { reservedConcurrency: triggerConcurrency }),
      });
    this.recordSignIn = trigger('recordSignIn', may(stepUpSessions, 'get', 'update'));
    this.wordCode = trigger('wordCode', may(stepUpSessions, 'get'));
    new RunbookAlarm(this, 'Unrecorded', {
      runbook: 'sign-ins-are-not-recorded',
      description: 'The factors of sign-ins were not noted, so their users cannot step up.',
      metric: ownMetric('SignInsUnrecorded'),
    });
  }
}
