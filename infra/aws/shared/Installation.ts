import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { ApiSettings } from '../settings/ApiSettings.ts';
import { type InstallationSettings, isDisposable } from '../settings/InstallationSettings.ts';

/** The tag of everything that an installation has or makes. */
export const INSTALLATION_TAG = 'heliograph:installation';

export interface Vpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

type InstallationProps = InstallationSettings & Pick<ApiSettings, 'vpcSubnetIds' | 'vpcSecurityGroupIds'>;

/** A queue's name ends at 80 characters, of which 35 are its own. */
const LONGEST_ID = 45;

/**
 * One of several deployments of Heliograph in an account and region. They share nothing: the id begins the names of all
 * that an installation has, and of all that it makes at run time.
 */
export class Installation {
  static readonly #all = new WeakMap<IConstruct, Installation>();

  readonly id: string;
  /** Whether AWS refuses to delete what holds state, and the stack. */
  readonly deletionProtection: boolean;
  /** What happens to state when it leaves the template, or the stack goes. */
  readonly removalPolicy: RemovalPolicy;
  /** Where the functions that call the API run. Undefined if they reach it from anywhere. */
  readonly vpc: Vpc | undefined;
  /** How long logs are kept. */
  readonly logRetention: RetentionDays;
  /** How long logs are kept that hold push tokens: no longer than it takes to look into a failure. */
  readonly tokenLogRetention: RetentionDays;

  /** Throws an Error if the id is too long for what is named after it. */
  constructor(id: string, props: InstallationProps) {
    const { stage, deletionProtection, logRetentionDays, vpcSubnetIds, vpcSecurityGroupIds } = props;
    if (!Token.isUnresolved(id) && id.length > LONGEST_ID) {
      throw new Error(`The stack's name is ${id}: Heliograph's names leave room for ${LONGEST_ID} characters.`);
    }
    this.id = id;
    this.deletionProtection = deletionProtection;
    // Kept, but not by a first deployment that fails.
    this.removalPolicy = isDisposable(stage) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.vpc =
      vpcSubnetIds.length === 0 ? undefined : { subnetIds: vpcSubnetIds, securityGroupIds: vpcSecurityGroupIds };
    this.logRetention = logRetentionDays;
    this.tokenLogRetention = Math.min(logRetentionDays, RetentionDays.ONE_WEEK);
  }

  /** Returns the installation that a construct belongs to. Throws an Error if it belongs to none. */
  static of(construct: IConstruct): Installation {
    for (const scope of construct.node.scopes.toReversed()) {
      const installation = Installation.#all.get(scope);
      if (installation !== undefined) return installation;
    }
    throw new Error(`${construct.node.path} is in no installation.`);
  }

  /** Makes the construct, and all that hangs under it, belong to this installation. */
  owns(construct: IConstruct): void {
    Installation.#all.set(construct, this);
  }
}
