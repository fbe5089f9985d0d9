import { join } from 'node:path';
import { App, CfnOutput, CustomResource, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  Code,
  Definition,
  DynamoDbDataSource,
  FunctionRuntime,
  GraphqlApi,
  LambdaDataSource,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code as LambdaCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';

const folder = import.meta.dirname;

/**
 * Synthesizes a library in nested stacks and returns the cloud assembly's folder.
 * The API has a function one stack deeper, reading an opening one stack deeper.
 */
export function synthesizeLibrary(outdir: string, { reading = true } = {}): string {
  const app = new App({ outdir });
  const stack = new Stack(app, 'App');
  const table = storage(stack);
  const api = lending(stack, table);
  new CfnOutput(stack, 'ApiKey', { value: api.apiKey ?? '' });
  if (reading) addReading(stack, api, table);
  return app.synth().directory;
}

function storage(stack: Stack): ITable {
  // CDK's classes miss their own interfaces under exactOptionalPropertyTypes.
  return new Table(new NestedStack(stack, 'Storage'), 'Books', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    removalPolicy: RemovalPolicy.DESTROY,
  }) as ITable;
}

/** The API and its mutations. Their function may put books, and not remove them. */
function lending(stack: Stack, table: ITable): GraphqlApi {
  const lendingStack = new NestedStack(stack, 'Lending');
  const api = new GraphqlApi(lendingStack, 'Api', {
    name: 'library',
    definition: Definition.fromFile(join(folder, 'schema.graphql')),
  });
  const clerk = worker(new NestedStack(lendingStack, 'Staff'), 'Clerk', 'clerk', table);
  table.grant(clerk, 'dynamodb:PutItem');
  const source = new LambdaDataSource(lendingStack, 'ClerkSource', { api, lambdaFunction: clerk });
  for (const fieldName of ['addBook', 'removeBook']) {
    new Resolver(lendingStack, fieldName, { api, dataSource: source, typeName: 'Mutation', fieldName });
  }
  return api;
}

function addReading(stack: Stack, api: GraphqlApi, table: ITable): void {
  const readingStack = new NestedStack(stack, 'Reading');
  const dataSource = new DynamoDbDataSource(readingStack, 'BookSource', { api, table });
  new Resolver(readingStack, 'Book', {
    api,
    dataSource,
    typeName: 'Query',
    fieldName: 'book',
    runtime: FunctionRuntime.JS_1_0_0,
    code: Code.fromAsset(join(folder, 'resolvers/Query.book.js')),
  });
  const openingStack = new NestedStack(readingStack, 'Opening');
  const onEventHandler = worker(openingStack, 'OnOpening', 'opening', table);
  table.grantReadWriteData(onEventHandler);
  const { serviceToken } = new Provider(openingStack, 'Provider', { onEventHandler });
  const opening = new CustomResource(openingStack, 'FirstBook', { serviceToken });
  new CfnOutput(stack, 'OpenedBy', { value: opening.getAttString('StackId') });
}

function worker(stack: Stack, id: string, code: string, table: ITable): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: LambdaCode.fromAsset(join(folder, code)),
    environment: { TABLE: table.tableName },
  });
}
