import { first, BalancerHarness } from './spec/balancer-harness';

describe('listener rules', () => {
  let harness: BalancerHarness;
  let blue: string;
  let green: string;
  beforeEach(async () => {
    harness = await new BalancerHarness().build();
    blue = harness.group;
    green = await harness.targetGroup('green');
  });
  afterEach(() => harness.close());

  const weighted = (blueWeight: number, greenWeight: number) => [
    {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: blueWeight },
          { TargetGroupArn: green, Weight: greenWeight },
        ],
      },
    },
  ];
  const modify = (blueWeight: number, greenWeight: number) =>
    harness.ask('ModifyListener', {
      ListenerArn: harness.listener,
      DefaultActions: weighted(blueWeight, greenWeight),
    });
  const serveBoth = async (): Promise<void> => {
    await harness.target('10.0.1.1', (_, response) => response.end('blue'), blue);
    await harness.target('10.0.1.2', (_, response) => response.end('green'), green);
  };
  const answers = async (count: number, path = '', headers: Record<string, string> = {}): Promise<string> => {
    const texts: string[] = [];
    for (let at = 0; at < count; at++) texts.push(await (await fetch(harness.url + path, { headers })).text());
    return `${texts.filter((text) => text === 'blue').length} blue, ${texts.filter((text) => text === 'green').length} green`;
  };
  const header = { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Env', Values: ['TEST*'] } };
  const createRule = (more: object = {}) =>
    harness.ask('CreateRule', {
      ListenerArn: harness.listener,
      Priority: 10,
      Conditions: [header],
      Actions: [{ Type: 'forward', TargetGroupArn: green }],
      ...more,
    });
  const described = async () =>
    (await harness.ask('DescribeRules', { ListenerArn: harness.listener }))['Rules'] as object[];

  it('split requests by the weights of their target groups, and show them', async () => {
    await modify(3, 1);
    await serveBoth();
    expect(await answers(20)).toBe('15 blue, 5 green');
    await modify(0, 100);
    expect(await answers(4)).toBe('0 blue, 4 green');
    expect(await described()).toEqual([
      expect.objectContaining({
        Priority: 'default',
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: blue, Weight: 0 },
                { TargetGroupArn: green, Weight: 100 },
              ],
              TargetGroupStickinessConfig: { Enabled: false },
            },
          },
        ],
      }),
    ]);
    await modify(0, 0);
    expect((await fetch(harness.url)).status).toBe(503);
  });

  it('check the targets of a group that gets nothing yet, and leave those alone that no rule names', async () => {
    harness.region.register(green, { id: '10.0.1.9', port: 80 });
    expect(harness.region.health(green, { id: '10.0.1.9', port: 80 })?.reason).toBe('Target.NotInUse');
    await modify(1, 0);
    expect(harness.region.health(green, { id: '10.0.1.9', port: 80 })?.state).toBe('initial');
    await harness.ask('ModifyListener', {
      ListenerArn: harness.listener,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: blue }],
    });
    expect(harness.region.health(green, { id: '10.0.1.9', port: 80 })?.reason).toBe('Target.NotInUse');
    expect(await harness.ask('DeleteTargetGroup', { TargetGroupArn: green })).toEqual({});
  });

  it('take the requests that meet all of their conditions, the lowest priority first', async () => {
    const made = await createRule();
    const arn = first(made['Rules'], 'RuleArn');
    expect(arn).toMatch(/:listener-rule\/app\/primes\/\w{16}\/\w{16}\/\w{16}$/);
    await serveBoth();
    expect(await answers(2)).toBe('2 blue, 0 green');
    expect(await answers(2, '/', { 'x-env': 'testing' })).toBe('0 blue, 2 green');
    await createRule({
      Priority: 5,
      Conditions: [header, { Field: 'path-pattern', Values: ['/old/*'] }],
      Actions: [{ Type: 'forward', TargetGroupArn: blue }],
    });
    expect(await answers(1, '/old/x', { 'x-env': 'test' })).toBe('1 blue, 0 green');
    expect(await answers(1, '/Old/x', { 'x-env': 'test' })).toBe('0 blue, 1 green');
    expect(await described()).toMatchObject([{ Priority: '5' }, { Priority: '10' }, { IsDefault: true }]);
    await harness.ask('SetRulePriorities', { RulePriorities: [{ RuleArn: arn, Priority: 1 }] });
    expect(await answers(1, '/old/x', { 'x-env': 'test' })).toBe('0 blue, 1 green');
    await harness.ask('DeleteRule', { RuleArn: arn });
    expect(await answers(1, '/new', { 'x-env': 'test' })).toBe('1 blue, 0 green');
  });

  it.each<[object, string, string | undefined]>([
    [{ Field: 'path-pattern', Values: ['/a?c'] }, '/abc', '/abbc'],
    [{ Field: 'host-header', HostHeaderConfig: { Values: ['127.*'] } }, '/', undefined],
    [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } }, '/', undefined],
    [{ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2.*' }] } }, '/?V=2.1', '/?v=1'],
    [{ Field: 'query-string', QueryStringConfig: { Values: [{ Value: 'x' }] } }, '/?a=b&c=x', '/?x=1'],
  ])('know the condition %j', async (condition, met, unmet) => {
    await createRule({ Conditions: [condition] });
    await serveBoth();
    expect(await answers(1, met)).toBe('0 blue, 1 green');
    expect(await answers(unmet ? 1 : 0, unmet)).toBe(unmet ? '1 blue, 0 green' : '0 blue, 0 green');
  });

  it('are changed by ModifyRule, and keep what it leaves out', async () => {
    const arn = first((await createRule())['Rules'], 'RuleArn');
    await serveBoth();
    await harness.ask('ModifyRule', { RuleArn: arn, Actions: weighted(1, 1) });
    expect(await answers(4, '/', { 'x-env': 'test' })).toBe('2 blue, 2 green');
    expect(await harness.ask('DescribeRules', { RuleArns: [arn] })).toMatchObject({
      Rules: [{ Priority: '10', Conditions: [header], IsDefault: false }],
    });
  });

  it('are shifted by ECS, the default one too', async () => {
    await modify(1, 0);
    await serveBoth();
    const [{ RuleArn }] = (await described()) as [{ RuleArn: string }];
    harness.region.forward(RuleArn, [
      { targetGroupArn: blue, weight: 1 },
      { targetGroupArn: green, weight: 3 },
    ]);
    expect(await answers(8)).toBe('2 blue, 6 green');
    expect(harness.region.forwards(RuleArn)).toEqual([
      { targetGroupArn: blue, weight: 1 },
      { targetGroupArn: green, weight: 3 },
    ]);
    expect(harness.region.forwards(`${RuleArn}0`)).toBeUndefined();
  });

  it('are refused in AWS’s words', async () => {
    const arn = first((await createRule())['Rules'], 'RuleArn');
    const rule = { ListenerArn: harness.listener, Conditions: [header], Actions: weighted(1, 1) };
    expect(await harness.fault('CreateRule', { ...rule, Priority: 10 })).toBe(
      "PriorityInUseException: Priority '10' is currently in use",
    );
    expect(await harness.fault('CreateRule', { ...rule, Priority: 50_001 })).toMatch(/less than or equal to 50000$/);
    expect(await harness.fault('CreateRule', { ...rule, Priority: 1, Conditions: [] })).toMatch(/condition must be/);
    expect(await harness.fault('CreateRule', { ...rule, Priority: 1, Actions: weighted(1, 1000) })).toMatch(
      /^ValidationError: .*'1000' at 'actions\.1\.member\.forwardConfig\.targetGroups\.2\.member\.weight'/,
    );
    const twice = { ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue }, { TargetGroupArn: blue }] } };
    expect(
      await harness.fault('CreateRule', { ...rule, Priority: 1, Actions: [{ Type: 'forward', ...twice }] }),
    ).toMatch(/only once$/);
    expect(await harness.fault('ModifyRule', { RuleArn: `${arn}0` })).toMatch(/^RuleNotFoundException/);
    const standard = first((await described()).slice(-1), 'RuleArn');
    expect(await harness.fault('DeleteRule', { RuleArn: standard })).toMatch(/Default rule .* cannot be deleted$/);
    expect(await harness.fault('DeleteTargetGroup', { TargetGroupArn: green })).toMatch(/^ResourceInUseException/);
    expect(await harness.fault('CreateRule', { ...rule, Priority: 1, Conditions: [{ Field: 'source-ip' }] })).toContain(
      'Conditions[0].Field source-ip is not',
    );
  });
});
