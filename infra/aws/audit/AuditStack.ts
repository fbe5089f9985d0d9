import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { readStream } from '../shared/eventSources.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface AuditStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
}

/** The audit log of admins' acts: its query, and its copy in a log group, which no right on tables reaches. */
export class AuditStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    super(scope, id, 'the audit log');
    const { bundles, storage, api, stepUp } = props;
    const { auditLog } = storage;
    this.#copy(props);
    new FieldResolvers(this, 'Fields', {
      capability: 'audit',
      bundles,
      api,
      dataSources: {
        readAuditLog: {
          table: auditLog,
          grants: [
            may(auditLog, 'query'),
            may(auditLog.index('byActor'), 'query'),
            may(auditLog.index('byTarget'), 'query'),
          ],
        },
      },
      steps: stepUp.fields.steps,
    });
  }

  #copy({ bundles, storage, messaging }: AuditStackProps): void {
    const copyAuditLog = new LambdaFunction(this, 'copyAuditLog', {
      bundles,
      logGroup: storage.auditLogGroup,
      timeout: Duration.seconds(60),
    });
    readStream(copyAuditLog, storage.auditLog, {
      batchSize: 100,
      retryAttempts: 3,
      deadLetters: messaging.deadLetters.uncopied,
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    });
  }
}
