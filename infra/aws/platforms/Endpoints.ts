import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Grant, GrantStatement, Usable } from '../shared/may.ts';
import type { PlatformNames } from './platformNames.ts';

const actions = {
  publish: 'sns:Publish',
  read: 'sns:GetEndpointAttributes',
  set: 'sns:SetEndpointAttributes',
  delete: 'sns:DeleteEndpoint',
};

export type EndpointsVerb = keyof typeof actions;

export interface EndpointsProps {
  /** The platforms of the settings. */
  readonly offered: readonly PushPlatform[];
  readonly names: Readonly<Record<PushPlatform, PlatformNames>>;
}

/**
 * The devices' endpoints at SNS. Those of a platform that was taken out of the settings are still there: nothing is
 * published to them, and they go with their devices.
 */
export class Endpoints implements Usable<EndpointsVerb> {
  readonly #props: EndpointsProps;

  constructor(props: EndpointsProps) {
    this.#props = props;
  }

  permit(verbs: readonly EndpointsVerb[]): Grant {
    const { offered, names } = this.#props;
    const all = Object.values(names);
    const publishes = verbs.includes('publish');
    const statements = [
      statement(
        verbs.filter((verb) => verb === 'publish'),
        offered.map((platform) => names[platform].endpointArns),
      ),
      statement(
        verbs.filter((verb) => verb !== 'publish'),
        // SNS's refusals of these name the application. AWS does not say whether it checks the endpoint too.
        [...all.map(({ applicationArn }) => applicationArn), ...all.map(({ endpointArns }) => endpointArns)],
      ),
    ];
    return {
      statements: statements.filter(({ actions }) => actions.length > 0),
      environment: publishes ? { PUSH_PLATFORMS: offered.join(',') } : {},
    };
  }
}

function statement(verbs: readonly EndpointsVerb[], resources: string[]): GrantStatement {
  return {
    actions: verbs.map((verb) => actions[verb]),
    resources,
    becauseOfPattern: 'SNS makes an endpoint when a device registers.',
  };
}
