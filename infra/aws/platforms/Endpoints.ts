import type { Grant, GrantStatement, Usable } from '../shared/may.ts';
import type { PlatformApplication } from './PlatformApplication.ts';

const actions = {
  publish: 'sns:Publish',
  read: 'sns:GetEndpointAttributes',
  set: 'sns:SetEndpointAttributes',
  delete: 'sns:DeleteEndpoint',
};

export type EndpointsVerb = keyof typeof actions;

/** The devices' endpoints at SNS. */
export class Endpoints implements Usable<EndpointsVerb> {
  readonly #applications: readonly PlatformApplication[];

  constructor(applications: readonly PlatformApplication[]) {
    this.#applications = applications;
  }

  permit(verbs: readonly EndpointsVerb[]): Grant {
    const endpoints = this.#applications.map(({ endpointArns }) => endpointArns);
    // SNS's refusals of these name the application. AWS does not say whether it checks the endpoint too.
    const both = [...this.#applications.map(({ arn }) => arn), ...endpoints];
    const statements = [
      statement(
        verbs.filter((verb) => verb === 'publish'),
        endpoints,
      ),
      statement(
        verbs.filter((verb) => verb !== 'publish'),
        both,
      ),
    ];
    return { statements: statements.filter(({ actions }) => actions.length > 0), environment: {} };
  }
}

function statement(verbs: readonly EndpointsVerb[], resources: string[]): GrantStatement {
  return {
    actions: verbs.map((verb) => actions[verb]),
    resources,
    becauseOfPattern: 'SNS makes an endpoint when a device registers.',
  };
}
