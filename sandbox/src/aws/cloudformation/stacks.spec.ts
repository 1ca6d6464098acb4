import { book, note, StackHarness, templateOf } from './spec/stack-harness';

describe('a stack', () => {
  let harness: StackHarness;
  beforeEach(() => (harness = new StackHarness()));

  const create = (resources: object, more: object = {}, input: object = {}) =>
    harness.carryOut('CreateStack', { StackName: 's', TemplateBody: templateOf(resources, more), ...input });
  const update = (resources: object, more: object = {}, input: object = {}) =>
    harness.carryOut('UpdateStack', { StackName: 's', TemplateBody: templateOf(resources, more), ...input });

  test('is made in the order of its dependencies, each event as CloudFormation tells it', async () => {
    await create(
      { B: book({ Text: { Ref: 'A' } }), A: book({ Name: 'first' }) },
      { Outputs: { Text: { Value: { 'Fn::GetAtt': ['B', 'Text'] } } } },
    );
    expect(harness.events()).toEqual([
      'CREATE_IN_PROGRESS s (User Initiated)',
      'CREATE_IN_PROGRESS A',
      'CREATE_IN_PROGRESS A (Resource creation Initiated)',
      'CREATE_COMPLETE A',
      'CREATE_IN_PROGRESS B',
      'CREATE_IN_PROGRESS B (Resource creation Initiated)',
      'CREATE_COMPLETE B',
      'CREATE_COMPLETE s',
    ]);
    expect(harness.outputs()).toEqual(['first-1']);
  });

  test('waits for what is not ready, and makes beside it what does not need it', async () => {
    harness.resources.unready.add('A');
    await create({ A: book(), B: book({}, { DependsOn: 'A' }), C: book() });
    expect(harness.resources.deeds).toEqual(['create A', 'create C']);
    harness.resources.unready.clear();
    await harness.clock.advance(2000);
    expect([harness.stack().status, harness.resources.deeds.at(-1)]).toEqual(['CREATE_COMPLETE', 'create B']);
  });

  test('whose creation fails is taken back, with the reason, and what was to be kept is kept', async () => {
    harness.resources.refusals.set('create C', 'No paper.');
    await create({
      A: book(),
      B: book({}, { DependsOn: 'A', DeletionPolicy: 'Retain' }),
      C: book({}, { DependsOn: 'B' }),
    });
    expect(harness.events().slice(-6)).toEqual([
      expect.stringMatching(
        /^CREATE_FAILED C \(Resource handler returned message: "No paper\." \(RequestToken: [-0-9a-f]{36}, HandlerErrorCode: InvalidRequest\)\)$/,
      ),
      'ROLLBACK_IN_PROGRESS s (The following resource(s) failed to create: [C]. Rollback requested by user.)',
      'DELETE_SKIPPED B',
      'DELETE_IN_PROGRESS A',
      'DELETE_COMPLETE A',
      'ROLLBACK_COMPLETE s',
    ]);
    expect([...harness.resources.things.keys()]).toEqual(['B-2']);
  });

  test('in which one resource fails does not wait for another that is not ready', async () => {
    harness.resources.unready.add('A');
    harness.resources.refusals.set('create B', 'No paper.');
    await create({ A: book(), B: book() });
    expect(harness.events()).toContain('CREATE_FAILED A (Resource creation cancelled)');
    expect([harness.stack().status, harness.resources.things.size]).toEqual(['ROLLBACK_COMPLETE', 0]);
  });

  test.each([
    ['DO_NOTHING', 'CREATE_FAILED', 1],
    ['DELETE', 'DELETE_COMPLETE', 0],
  ])('whose creation fails with OnFailure %s ends as %s', async (OnFailure, status, left) => {
    harness.resources.refusals.set('create B', 'No paper.');
    await create({ A: book(), B: book({}, { DependsOn: 'A' }) }, {}, { OnFailure });
    expect([harness.stack().status, harness.resources.things.size]).toEqual([status, left]);
  });

  test('is changed in place, by a new resource where the type allows, and then cleaned up', async () => {
    await create({ A: book({ Text: '1' }), N: note({ Name: 'n' }), Gone: book() });
    await update({ A: book({ Text: { Ref: 'N' } }), N: note({ Name: 'm' }) });
    expect(harness.events()).toEqual([
      'UPDATE_IN_PROGRESS s (User Initiated)',
      'UPDATE_IN_PROGRESS N (Requested update requires the creation of a new physical resource; hence creating one.)',
      'UPDATE_IN_PROGRESS N (Resource creation Initiated)',
      'UPDATE_COMPLETE N',
      'UPDATE_IN_PROGRESS A',
      'UPDATE_COMPLETE A',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS s',
      'DELETE_IN_PROGRESS N',
      'DELETE_COMPLETE N',
      'DELETE_IN_PROGRESS Gone',
      'DELETE_COMPLETE Gone',
      'UPDATE_COMPLETE s',
    ]);
    expect(Object.fromEntries(harness.resources.things)).toEqual({ 'A-1': { Text: 'm-4' }, 'm-4': { Name: 'm' } });
  });

  test('whose update fails becomes exactly what it was', async () => {
    await create({ N: note({ Name: 'n' }), A: book({ Text: { Ref: 'N' } }) }, { Outputs: { O: { Value: 'before' } } });
    const before = Object.fromEntries(harness.resources.things);
    harness.resources.refusals.set('create C', 'No paper.');
    await update(
      {
        N: note({ Name: 'm' }),
        A: book({ Text: { Ref: 'N' } }),
        New: book({}, { DependsOn: 'A' }),
        C: book({}, { DependsOn: 'New' }),
      },
      { Outputs: { O: { Value: 'after' } } },
    );
    expect(Object.fromEntries(harness.resources.things)).toEqual(before);
    expect([harness.stack().status, ...harness.outputs()]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'before']);
    expect(harness.events()).toContain(
      'UPDATE_ROLLBACK_IN_PROGRESS s (The following resource(s) failed to create: [C]. )',
    );
    const again = harness.call('UpdateStack', { StackName: 's', UsePreviousTemplate: true });
    await expect(again).rejects.toThrow('No updates are to be performed.');
  });

  test('whose update and roll-back fail says so, and can still be deleted', async () => {
    await create({ A: book({ Text: '1' }), B: book({ Text: '1' }, { DependsOn: 'A' }) });
    harness.resources.refusals.set('update B-2', 'No paper.');
    await update({ A: book({ Text: '2' }), B: book({ Text: '2' }, { DependsOn: 'A' }) });
    expect(harness.stack().status).toBe('UPDATE_ROLLBACK_FAILED');
    await harness.carryOut('DeleteStack', { StackName: 's' });
    expect([harness.stack().status, harness.resources.things.size]).toEqual(['DELETE_COMPLETE', 0]);
  });

  test('keeps what an update without roll-back has come to, and goes on from there', async () => {
    await create({ A: book({ Text: '1' }) });
    harness.resources.refusals.set('create B', 'No paper.');
    await update({ A: book({ Text: '2' }), B: book({}, { DependsOn: 'A' }) }, {}, { DisableRollback: true });
    expect([harness.stack().status, harness.resources.things.get('A-1')]).toEqual(['UPDATE_FAILED', { Text: '2' }]);
    harness.resources.refusals.clear();
    await update({ A: book({ Text: '2' }), B: book({}, { DependsOn: 'A' }) });
    expect([harness.stack().status, harness.resources.things.size]).toEqual(['UPDATE_COMPLETE', 2]);
  });

  test('that is deleted while it is made leaves nothing behind, and stays visible by its ARN', async () => {
    harness.resources.unready.add('A');
    await create({ A: book() });
    await harness.carryOut('DeleteStack', { StackName: 's' });
    const { id, status } = harness.stack();
    expect([status, harness.resources.things.size]).toEqual(['DELETE_COMPLETE', 0]);
    await expect(harness.call('DescribeStacks', { StackName: 's' })).rejects.toThrow('Stack with id s does not exist');
    expect(await harness.call('DescribeStacks', { StackName: id })).toMatchObject({
      Stacks: [{ StackStatus: status }],
    });
    expect(await harness.call('ListStacks', {})).toMatchObject({
      StackSummaries: [{ StackStatus: 'DELETE_COMPLETE' }],
    });
  });

  test('keeps what a resource that cannot be deleted still needs', async () => {
    await create({ A: book(), B: book({}, { DependsOn: 'A' }) });
    harness.resources.refusals.set('delete B-2', 'In use.');
    await harness.carryOut('DeleteStack', { StackName: 's' });
    expect(harness.events().at(-1)).toBe('DELETE_FAILED s (The following resource(s) failed to delete: [B]. )');
    expect(harness.resources.deeds.at(-1)).toBe('delete B-2');
    await harness.carryOut('DeleteStack', { StackName: 's', RetainResources: ['B'] });
    expect([harness.stack().status, [...harness.resources.things.keys()]]).toEqual(['DELETE_COMPLETE', ['B-2']]);
  });

  test('whose exports are used can neither lose nor change them, nor go', async () => {
    const outputs = (Value: string) => ({ Outputs: { O: { Value, Export: { Name: 'the-export' } } } });
    await create({ A: book() }, outputs('1'));
    await harness.carryOut('CreateStack', {
      StackName: 'user',
      TemplateBody: templateOf({ B: book({ Text: { 'Fn::ImportValue': 'the-export' } }) }),
    });
    expect(harness.resources.things.get('B-2')).toEqual({ Text: '1' });
    await update({ A: book({ Text: 'x' }) }, outputs('2'));
    expect(harness.events()).toContain(
      'UPDATE_ROLLBACK_IN_PROGRESS s (Export the-export cannot be updated as it is in use by user)',
    );
    await update({ A: book({ Text: 'x' }) });
    expect(harness.events().join()).toContain('Export the-export cannot be deleted as it is in use by user');
    await harness.carryOut('DeleteStack', { StackName: 's' });
    expect([harness.stack().status, harness.stack().statusReason]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      'Delete canceled. Cannot delete export the-export as it is in use by user.',
    ]);
    await harness.carryOut('DeleteStack', { StackName: 'user' });
    await harness.carryOut('DeleteStack', { StackName: 's' });
    expect(harness.stack().deleted).toBe(true);
  });

  test('gives its tags to its resources, whose own win, and hides what says NoEcho', async () => {
    const Tags = [
      { Key: 'team', Value: 'ops' },
      { Key: 'own', Value: 'stack' },
    ];
    await create(
      { A: book({ Text: { Ref: 'P' }, Tags: [{ Key: 'own', Value: 'book' }] }) },
      { Parameters: { P: { Type: 'String', NoEcho: true } } },
      { Tags, Parameters: [{ ParameterKey: 'P', ParameterValue: 'hush' }] },
    );
    expect(harness.resources.things.get('A-1')).toEqual({
      Text: 'hush',
      Tags: [
        { Key: 'own', Value: 'book' },
        { Key: 'team', Value: 'ops' },
      ],
    });
    const changed = { Parameters: [{ ParameterKey: 'P', ParameterValue: 'hush, hush' }], UsePreviousTemplate: true };
    await harness.call('CreateChangeSet', { StackName: 's', ChangeSetName: 'c', ...changed });
    const told = [
      await harness.call('DescribeChangeSet', { StackName: 's', ChangeSetName: 'c', IncludePropertyValues: true }),
      await harness.call('DescribeStacks', {}),
      await harness.call('DescribeStackEvents', { StackName: 's' }),
    ];
    expect(JSON.stringify(told)).toContain('****');
    expect(JSON.stringify(told)).not.toContain('hush');
  });

  test.each([
    ['CreateStack', {}, 'Stack [s] already exists'],
    ['UpdateStack', {}, 'No updates are to be performed.'],
    ['UpdateStack', { StackName: 'none' }, 'Stack [none] does not exist'],
    ['DescribeStacks', { StackName: 'none' }, 'Stack with id none does not exist'],
    ['GetTemplate', { StackName: 'none' }, 'Stack with id none does not exist'],
    ['DescribeStackEvents', { StackName: 'none' }, 'Stack [none] does not exist'],
    ['DescribeStackResource', { LogicalResourceId: 'X' }, 'Resource X does not exist for stack s'],
    [
      'UpdateStack',
      { TemplateBody: templateOf({ A: book({ Name: 'other' }) }) },
      'A (Memory::Book) cannot change Name',
    ],
    ['UpdateStack', { TemplateBody: templateOf({ A: book({ Cover: 'x' }) }) }, 'A (Memory::Book) cannot change Cover'],
    ['UpdateStack', { TemplateBody: templateOf({ A: note() }) }, 'Update of resource type is not permitted'],
    ['CreateChangeSet', { ChangeSetName: 'c', ChangeSetType: 'IMPORT' }, 'ChangeSetType IMPORT is not implemented'],
    [
      'CreateChangeSet',
      { ChangeSetName: 'c', ChangeSetType: 'CREATE' },
      'Stack [s] already exists and cannot be created again with the changeSet [c].',
    ],
    ['DescribeChangeSet', { ChangeSetName: 'c' }, 'ChangeSet [c] does not exist'],
  ])('%s with %j is refused', async (name, input, message) => {
    const TemplateBody = templateOf({ A: book() });
    await create({ A: book() });
    await expect(harness.call(name, { StackName: 's', TemplateBody, ...input })).rejects.toThrow(message);
  });
});
