import { join } from 'node:path';
import { AppsyncFunction, AuthorizationType, Code, FunctionRuntime, Resolver } from 'aws-cdk-lib/aws-appsync';
import { Code as LambdaCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCloud } from '../../../LocalCloud.ts';
import { startTemplate } from '../../../testing/startTemplate.ts';
import { ask } from '../ask.ts';
import { addResolvers, synthesizeApp } from '../synthesizeApp.ts';
import { startOutside } from './startOutside.ts';

const folder = import.meta.dirname;

let cloud: LocalCloud;
let outside: Awaited<ReturnType<typeof startOutside>>;

/**
 * A product service behind HTTP, stock from a Lambda function in batches, and a pipeline over both.
 * Callers come with an API key, an authorizer function or OIDC.
 */
beforeAll(async () => {
  outside = await startOutside();
  const runtime = FunctionRuntime.JS_1_0_0;
  const assembly = synthesizeApp(
    folder,
    (stack) => ({
      defaultAuthorization: { authorizationType: AuthorizationType.API_KEY },
      additionalAuthorizationModes: [
        {
          authorizationType: AuthorizationType.LAMBDA,
          lambdaAuthorizerConfig: {
            handler: new LambdaFunction(stack, 'Authorizer', {
              runtime: Runtime.NODEJS_24_X,
              handler: 'index.authorize',
              code: LambdaCode.fromAsset(join(folder, 'lambda')),
            }),
          },
        },
        {
          authorizationType: AuthorizationType.OIDC,
          openIdConnectConfig: { oidcProvider: outside.url, clientId: 'shop-.*' },
        },
      ],
    }),
    (stack, api) => {
      const worker = new LambdaFunction(stack, 'Worker', {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: LambdaCode.fromAsset(join(folder, 'lambda')),
      });
      const lambda = api.addLambdaDataSource('WorkerSource', worker);
      const service = api.addHttpDataSource('Service', outside.url);
      const nothing = api.addNoneDataSource('Nothing');
      const sources = {
        'Query.products': service,
        'Product.stock': lambda,
        'Product.supplier': nothing,
        'Query.caller': nothing,
      };
      addResolvers(
        folder,
        (coordinate) => Object.entries(sources).find(([name]) => name === coordinate)?.[1],
        (coordinate) => (coordinate === 'Product.stock' ? 10 : undefined),
      );
      const step = (name: string, dataSource: typeof lambda | typeof service) =>
        new AppsyncFunction(stack, name, {
          api,
          name,
          dataSource,
          runtime,
          code: Code.fromAsset(join(folder, 'functions', `${name}.js`)),
        });
      new Resolver(stack, 'Quote', {
        api,
        typeName: 'Query',
        fieldName: 'quote',
        runtime,
        code: Code.fromAsset(join(folder, 'resolvers/Query.quote.js')),
        pipelineConfig: [step('readPrice', service), step('computeTotal', lambda)],
      });
    },
  );
  cloud = await startTemplate(assembly);
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  outside.close();
});

const as = (authorization: string) => ({ authorization });

describe('catalog, an app over HTTP and Lambda', () => {
  test('asks the service once and the function once for all products', async () => {
    expect(await ask(cloud, '{ products { name stock } }')).toMatchObject({
      data: {
        products: [
          { name: 'Anvil', stock: 102 },
          { name: 'Bellows', stock: 103 },
          { name: 'Gone', stock: null },
        ],
      },
      errors: [{ path: ['products', 2, 'stock'], errorType: 'NoStock', message: 'No stock is kept.' }],
    });
    // The function's next call is its second.
    expect(await ask(cloud, '{ products { stock } }')).toMatchObject({
      data: { products: [{ stock: 202 }, { stock: 203 }, { stock: null }] },
    });
  });

  test('runs the pipeline, returns early, and tells what went wrong', async () => {
    const quote = (id: string, quantity: number) =>
      ask(cloud, `{ quote(id: "${id}", quantity: ${quantity}) { total currency } }`, {}, as('token-acme'));
    expect(await quote('bb2', 4)).toEqual({ data: { quote: { total: 50, currency: 'EUR' } } });
    expect(await quote('bb2', 0)).toEqual({ data: { quote: { total: 0, currency: 'EUR' } } });
    expect(await quote('none', 1)).toMatchObject({
      data: { quote: null },
      errors: [{ errorType: 'NotFound', errorInfo: { id: 'none' }, message: 'There is no product none.' }],
    });
    expect((await quote('bb2', -1)).errors).toMatchObject([
      { errorType: 'Lambda:Unhandled', message: 'A quantity cannot be negative.' },
    ]);
  });

  test('lets each caller see what its mode and its authorizer allow', async () => {
    const query = '{ products { name stock supplier { name } } }';
    const { data, errors } = await ask(cloud, query, {}, as('token-guest'));
    expect(data).toMatchObject({ products: [{ stock: null, supplier: { name: 'Supplier of Anvil' } }, {}, {}] });
    expect(errors?.map(({ errorType, message }) => [errorType, message])).toEqual(
      Array(3).fill(['Unauthorized', 'Not Authorized to access stock on type Product']),
    );
    expect((await ask(cloud, '{ products { supplier { name } } }')).errors?.[0]).toMatchObject({
      errorType: 'Unauthorized',
      message: 'Not Authorized to access supplier on type Product',
    });
    expect(await ask(cloud, '{ caller }', {}, as('token-acme'))).toEqual({
      data: { caller: 'Lambda Authorization: acme' },
    });
    const refused = {
      errors: [{ errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' }],
    };
    expect(await ask(cloud, '{ caller }', {}, as('nobody'))).toEqual(refused);
    expect(await ask(cloud, '{ caller }', {}, as(await outside.token('olga', 'shop-web')))).toEqual({
      data: { caller: 'Open ID Connect Authorization: olga' },
    });
    expect(await ask(cloud, '{ caller }', {}, as(await outside.token('olga', 'other-app')))).toEqual(refused);
  });
});
