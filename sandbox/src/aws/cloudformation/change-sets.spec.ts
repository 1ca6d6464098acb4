import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { book, note, StackHarness, templateOf } from './spec/stack-harness';

describe('a change set', () => {
  let harness: StackHarness;
  beforeEach(() => (harness = new StackHarness()));

  const propose = (ChangeSetName: string, resources: object, more: object = {}) =>
    harness.call('CreateChangeSet', { StackName: 's', ChangeSetName, TemplateBody: templateOf(resources), ...more });
  const described = (ChangeSetName: string) =>
    harness.call<DescribeChangeSetOutput>('DescribeChangeSet', {
      StackName: 's',
      ChangeSetName,
      IncludePropertyValues: true,
    });

  test('of a new stack leaves it under review until it is executed', async () => {
    await propose('first', { A: book() }, { ChangeSetType: 'CREATE' });
    expect(harness.stack().status).toBe('REVIEW_IN_PROGRESS');
    await harness.carryOut('ExecuteChangeSet', { StackName: 's', ChangeSetName: 'first' });
    expect([harness.stack().status, harness.resources.things.size]).toEqual(['CREATE_COMPLETE', 1]);
    expect(await described('first')).toMatchObject({ ExecutionStatus: 'EXECUTE_COMPLETE' });
    const again = harness.call('ExecuteChangeSet', { StackName: 's', ChangeSetName: 'first' });
    await expect(again).rejects.toThrow('cannot be executed in its current execution status of [EXECUTE_COMPLETE]');
  });

  test('tells what would change, and what is known only afterwards', async () => {
    await harness.carryOut('CreateStack', {
      StackName: 's',
      TemplateBody: templateOf({ N: note({ Name: 'n' }), A: book({ Text: { Ref: 'N' } }), Gone: book() }),
    });
    await propose('second', { N: note({ Name: 'm' }), A: book({ Text: { Ref: 'N' } }), New: book() });
    const { Changes = [], Status, ExecutionStatus } = await described('second');
    expect([Status, ExecutionStatus]).toEqual(['CREATE_COMPLETE', 'AVAILABLE']);
    expect(
      Changes.map(({ ResourceChange: change }) => [change?.LogicalResourceId, change?.Action, change?.Replacement]),
    ).toEqual([
      ['N', 'Modify', 'True'],
      ['New', 'Add', undefined],
      ['A', 'Modify', 'False'],
      ['Gone', 'Remove', undefined],
    ]);
    expect(Changes[2]?.ResourceChange).toMatchObject({
      Scope: ['Properties'],
      Details: [{ Evaluation: 'Dynamic', Target: { Name: 'Text', RequiresRecreation: 'Never', BeforeValue: 'n-1' } }],
      AfterContext: '{"Properties":{"Text":"{{changeSet:KNOWN_AFTER_APPLY}}"}}',
    });
  });

  test('without a change fails in the words that tools look for; one overtaken by another change is obsolete', async () => {
    await harness.carryOut('CreateStack', { StackName: 's', TemplateBody: templateOf({ A: book() }) });
    await propose('nothing', { A: book() });
    expect(await described('nothing')).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    await propose('late', { A: book({ Text: 'late' }) });
    await harness.carryOut('UpdateStack', { StackName: 's', TemplateBody: templateOf({ A: book({ Text: 'now' }) }) });
    expect(await described('late')).toMatchObject({ ExecutionStatus: 'OBSOLETE' });
  });
});
