import { faultOf } from '../wire/spec/wire-client';
import { book, StackHarness, templateOf } from './spec/stack-harness';

const TEXT = templateOf(
  { A: book({ Text: { Ref: 'Words' } }) },
  {
    Description: 'books',
    Parameters: {
      Words: { Type: 'String', Default: 'one', Description: 'what is in it', AllowedValues: ['one', 'two'] },
    },
    Outputs: { O: { Value: { Ref: 'A' }, Export: { Name: 'the-book' } } },
  },
);

describe('what CloudFormation tells of a stack', () => {
  let harness: StackHarness;
  beforeEach(async () => {
    harness = new StackHarness();
    await harness.carryOut('CreateStack', { StackName: 's', TemplateBody: TEXT });
  });

  test('its resources, by stack, by name and by what they are', async () => {
    const resource = {
      LogicalResourceId: 'A',
      PhysicalResourceId: 'A-1',
      ResourceType: 'Memory::Book',
      ResourceStatus: 'CREATE_COMPLETE',
    };
    expect(await harness.call('ListStackResources', { StackName: 's' })).toMatchObject({
      StackResourceSummaries: [resource],
    });
    expect(await harness.call('DescribeStackResource', { StackName: 's', LogicalResourceId: 'A' })).toMatchObject({
      StackResourceDetail: { ...resource, StackName: 's' },
    });
    for (const input of [
      { StackName: 's' },
      { StackName: 's', LogicalResourceId: 'A' },
      { PhysicalResourceId: 'A-1' },
    ]) {
      expect(await harness.call('DescribeStackResources', input)).toMatchObject({ StackResources: [resource] });
    }
    expect(
      (await faultOf(harness.call('DescribeStackResources', { StackName: 's', LogicalResourceId: 'B' })))[1],
    ).toContain('B');
    expect((await faultOf(harness.call('DescribeStackResource', { StackName: 's', LogicalResourceId: 'B' })))[0]).toBe(
      'ValidationError',
    );
    expect((await faultOf(harness.call('DescribeStackResources', { PhysicalResourceId: 'none' })))[1]).toBe(
      'Stack for none does not exist',
    );
  });

  test('its template as it was given, and its exports', async () => {
    expect(await harness.call('GetTemplate', { StackName: 's' })).toEqual({
      TemplateBody: TEXT,
      StagesAvailable: ['Original', 'Processed'],
    });
    expect(await harness.call('ListExports', {})).toMatchObject({ Exports: [{ Name: 'the-book', Value: 'A-1' }] });
  });

  test('its events and those of one operation, or the failed ones alone', async () => {
    const events = async (input: object) =>
      (await harness.call<{ OperationEvents: { OperationId: string; EventType: string }[] }>('DescribeEvents', input))
        .OperationEvents;
    const all = await events({ StackName: 's' });
    expect(all.length).toBeGreaterThan(2);
    expect(await events({ OperationId: all[0]!.OperationId })).toEqual(all);
    expect(await events({ OperationId: 'none' })).toEqual([]);
    expect(await events({ StackName: 's', Filters: { FailedEvents: true } })).toEqual([]);
    harness.resources.refusals.set('update A-1', 'No paper.');
    await harness.carryOut('UpdateStack', {
      StackName: 's',
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Words', ParameterValue: 'two' }],
    });
    expect(
      (await events({ StackName: 's', Filters: { FailedEvents: true } })).map(({ EventType }) => EventType),
    ).toContain('PROVISIONING_ERROR');
    expect((await faultOf(harness.call('DescribeEvents', {})))[0]).toBe('ValidationError');
  });

  test('its change sets that wait, until they are taken back; taking one back twice is fine', async () => {
    await harness.call('CreateChangeSet', {
      StackName: 's',
      ChangeSetName: 'later',
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Words', ParameterValue: 'two' }],
    });
    expect(await harness.call('ListChangeSets', { StackName: 's' })).toMatchObject({
      Summaries: [{ ChangeSetName: 'later', ExecutionStatus: 'AVAILABLE' }],
    });
    for (let time = 0; time < 2; time++)
      await harness.call('DeleteChangeSet', { StackName: 's', ChangeSetName: 'later' });
    expect(await harness.call('ListChangeSets', { StackName: 's' })).toEqual({ Summaries: [] });
  });
});

describe('what CloudFormation tells of a template', () => {
  const harness = new StackHarness();

  test.each(['ValidateTemplate', 'GetTemplateSummary'])('%s: what it declares', async (name) => {
    const told = await harness.call(name, { TemplateBody: TEXT });
    expect(told).toMatchObject({
      Description: 'books',
      Parameters: [{ ParameterKey: 'Words', DefaultValue: 'one', Description: 'what is in it' }],
    });
    expect(told).not.toHaveProperty('Capabilities');
  });

  test.each(['ValidateTemplate', 'GetTemplateSummary'])('%s: what is wrong with it', async (name) => {
    const strange = harness.call(name, { TemplateBody: templateOf({ A: { Type: 'Memory::Lamp' } }) });
    expect((await faultOf(strange))[1]).toContain('Unrecognized resource types: [Memory::Lamp]');
  });

  test.each([
    [
      'CreateStack',
      { RollbackConfiguration: { MonitoringTimeInMinutes: 5 } },
      'RollbackConfiguration.MonitoringTimeInMinutes',
    ],
    ['CreateStack', { DeploymentConfig: { Mode: 'EXPRESS' } }, 'DeploymentConfig.Mode EXPRESS'],
    ['UpdateStack', { DeploymentConfig: { DisableRollback: true } }, 'DeploymentConfig.DisableRollback'],
    [
      'CreateChangeSet',
      { RollbackConfiguration: { RollbackTriggers: [{ Arn: 'a', Type: 'b' }] }, ChangeSetName: 'c' },
      'RollbackConfiguration.RollbackTriggers',
    ],
  ])('%s answers 501 with the path of what it does not have: %j', async (name, more, path) => {
    expect(await faultOf(harness.call(name, { StackName: 's', TemplateBody: TEXT, ...more }))).toEqual([
      'NotImplemented',
      expect.stringContaining(`cloudformation:${name} with ${path} is not implemented`),
    ]);
  });
});
