import { AttributeType, Billing, TableEncryptionV2, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant as IamGrant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TableVariable } from '../../../functions/rules/environmentNames.ts';
import { Installation } from '../shared/Installation.ts';
import { type Grant, type Usable, type UsableProps, usable } from '../shared/may.ts';

/** DynamoDB's actions on items. A transaction needs the one of each of its parts; `check` is a bare condition. */
const actions = {
  get: 'dynamodb:GetItem',
  batchGet: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
};

export type TableVerb = keyof typeof actions;

export interface TableProps extends Omit<TablePropsV2, 'partitionKey' | 'sortKey'> {
  /** The variable by which functions know it. */
  readonly variable: TableVariable;
}

/** Returns an attribute that holds text. */
export const string = (name: string) => ({ name, type: AttributeType.STRING });

/** A table of items by `pk` and `sk`, encrypted, recoverable, kept when the stack goes unless it is disposable. */
export class Table extends TableV2 implements Usable<TableVerb> {
  readonly #variable: TableVariable;

  constructor(scope: Construct, id: string, { variable, ...props }: TableProps) {
    const { removalPolicy, deletionProtection } = Installation.of(scope);
    super(scope, id, {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billing: Billing.onDemand(),
      // DynamoDB's own key: CloudTrail shows who uses it. The rows hold push tokens and messages.
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'ttl',
      removalPolicy,
      deletionProtection,
      ...props,
    });
    this.#variable = variable;
  }

  /** CDK's own names the stream, but the action knows no resources. */
  override grantTableListStreams(grantee: IGrantable): IamGrant {
    return IamGrant.addToPrincipal({ grantee, actions: ['dynamodb:ListStreams'], resourceArns: ['*'] });
  }

  permit(verbs: readonly TableVerb[]): Grant {
    return usable(this.#own).permit(verbs);
  }

  /** The items whose partition key is like this alone, where `*` stands for anything. */
  keysLike(pattern: string): Usable<TableVerb> {
    return usable({ ...this.#own, conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] } } });
  }

  index(name: string): Usable<'query'> {
    return usable({ ...this.#own, resources: [`${this.tableArn}/index/${name}`] });
  }

  get #own(): UsableProps<TableVerb> {
    return { actions, resources: [this.tableArn], environment: { [this.#variable]: this.tableName } };
  }
}
