import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { type Grant, may } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface SignInStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
}

/** The user pool's triggers. They stand below the pool, which names them: the pool's stack lets Cognito call them. */
export class SignInStack extends CapabilityStack {
  /** Notes a user's factors at each sign-in. */
  readonly recordSignIn: LambdaFunction;
  /** Words codes, and holds a password's reset to the address that was there at the last sign-in. */
  readonly wordCode: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage }: SignInStackProps) {
    super(scope, id, 'functions that Cognito calls');
    const { stepUpSessions } = storage;
    const trigger = (name: string, grant: Grant) =>
      // Cognito waits for 5 seconds.
      new LambdaFunction(this, name, { bundles, grants: [grant], timeout: Duration.seconds(5) });
    this.recordSignIn = trigger('recordSignIn', may(stepUpSessions, 'get', 'update'));
    this.wordCode = trigger('wordCode', may(stepUpSessions, 'get'));
  }
}
